import { z } from 'zod';
import { createGateDesk } from '../cases/gate';
import type { Deps } from '../deps';
import { defineRoute, type Route } from '../route';

const reason = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  field: z.string().optional().describe('所指的字段'),
  rule: z.string().describe('决策表的行：<决策>#<行>'),
  source: z.string().describe('该行注明的依据'),
});

const answer = z.object({
  gate: z.string(),
  passed: z.boolean(),
  reasons: z.array(reason).describe('全部不通过的理由；通过的为空'),
  records: z
    .array(
      z.object({
        field: z.string(),
        library: z.string(),
        kind: z.string(),
        key: z.string(),
        status: z.string(),
        marks: z.array(z.string()),
        version: z.number(),
        enteredAt: z.string(),
        data: z.record(z.string(), z.unknown()).describe('个人信息已遮蔽'),
      }),
    )
    .optional()
    .describe('查询类关口：经确认、可以采信的记录'),
  asOf: z.string().describe('以该时刻为准'),
  release: z.number().describe('所依据的规则版本'),
  facts: z.string().describe('所依据事实的 SHA-256'),
  statement: z.string().describe('以上内容的签名（JWT，Ed25519；公钥见 /api/gates/keys）'),
});

/** What other systems ask before they decide: the gates of the release in force. */
export function gateRoutes(deps: Deps): Route[] {
  const desk = createGateDesk(deps);
  return [
    defineRoute({
      method: 'get',
      path: '/api/gates',
      summary: '本系统可以询问的关口（数据审查），各需要告知什么',
      permission: 'person',
      answer: z.object({
        items: z.array(
          z.object({
            gate: z.string(),
            name: z.string(),
            flow: z.string(),
            form: z.unknown().describe('所需告知内容的表单'),
          }),
        ),
      }),
      async handle({ caller }) {
        const gates = await desk.open(caller);
        const items = gates.map(({ id, name, flow, form }) => {
          return { gate: id, name, flow, form: form.schema };
        });
        return { items };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/api/gates/keys',
      summary: '核对关口答复签名的公钥（JWKS）',
      permission: 'public',
      async handle() {
        return deps.signer.keys();
      },
    }),
    defineRoute({
      method: 'post',
      path: '/api/gates/{gate}',
      summary: '询问关口：通过与否，全部理由及其依据；答复经签名，并留痕',
      permission: 'person',
      params: z.object({ gate: z.string().max(60) }),
      body: z.strictObject({
        data: z.record(z.string(), z.unknown()).describe('关口表单的字段'),
      }),
      answer,
      async handle({ params, body, caller, requestId }) {
        const said = await desk.ask(params.gate, caller, body.data, requestId);
        const statement = await deps.signer.sign({
          ...{ content: { ...said }, audience: caller.username, id: requestId },
          at: new Date(said.asOf),
        });
        return { ...said, statement };
      },
    }),
  ];
}
