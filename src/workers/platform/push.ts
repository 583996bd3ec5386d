import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Deps } from '../../deps';
import { canonicalJson } from '../../domain/hash-chain';
import { shanghaiDay } from '../../domain/working-days';
import { CaseFile, Push } from '../../entities';
import { documentFacts } from '../../facts/documents';
import { platformOf, sendOut } from '../../outside/platform';
import { noteAnswer, pushId } from '../../records/pushes';
import { defineWorker, NeedsPeople, noRow } from '../define';

const input = z.object({
  caseId: z.uuid().describe('案件'),
  target: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*$/)
    .describe('外部平台代码（设置 PLATFORM_<代码>_URL）'),
  key: z.string().min(1).describe('推送记录的业务键'),
  version: z.number().int().positive().default(1).describe('记录的版本，内容变化时加一'),
  decision: z.string().min(1).describe('推送内容决策表'),
  fields: z.record(z.string(), z.unknown()).default({}).describe('推送内容决策表的补充输入'),
  mustAnswer: z
    .boolean()
    .default(false)
    .describe('没有答复即为故障（最后一次推送），由运维人员处理后再试'),
});

export const worker = defineWorker({
  type: 'platform.push',
  title: '推送外部平台',
  description:
    '按决策表组成内容（脱敏数据）推送外部平台；同一平台、业务键、版本只算一次，已有答复的不再发送；无答复时由流程决定何时再推',
  input,
  output: z.object({
    pushState: z.enum(['ACCEPTED', 'REJECTED', 'UNANSWERED']).describe('推送结果'),
    receipt: z.string().nullable().describe('对方回执号'),
    pushReason: z.string().nullable().describe('对方不接收的理由'),
    pushProblem: z
      .string()
      .nullable()
      .describe('无答复的原因：UNREACHABLE、TIMEOUT、NONSENSE、LATER、HTTP_<状态码>'),
    pushAttempts: z.number().int().describe('已发送次数'),
  }),
  /**
   * Sends outside of any transaction and notes what came of it at once, also where the job fails
   * afterwards. Repeated after a crash it is the same push to the platform.
   */
  async gather({ input, deps, now, requestId }) {
    const platform = platformOf(deps.config, input.target);
    const push = await preparedPush(deps, input, now);
    if (push.state !== 'UNANSWERED') return;
    const outgoing = { idempotencyKey: push.id, body: push.body, requestId };
    const timeoutMs = deps.config.PLATFORM_TIMEOUT_SECONDS * 1000;
    const answer = await sendOut(platform, outgoing, timeoutMs);
    const at = await deps.clock.now();
    await deps.db.transaction((tx) => noteAnswer(tx, push.id, answer, at, requestId));
  },
  async handle({ input, tx }) {
    const push = await tx.findOneByOrFail(Push, { id: pushId(input) });
    if (input.mustAnswer && push.state === 'UNANSWERED')
      throw new NeedsPeople(
        `${push.target} has not answered ${push.key} version ${push.version} after ${push.attempts} tries: ${push.lastError}`,
      );
    return {
      pushState: push.state,
      receipt: push.receipt,
      pushReason: push.reason,
      pushProblem: push.lastError?.split(':')[0] ?? null,
      pushAttempts: push.attempts,
    };
  },
});

/** The push as it was first made; made and stored where there is none, before anything is sent. */
async function preparedPush(deps: Deps, wanted: z.infer<typeof input>, now: Date): Promise<Push> {
  const id = pushId(wanted);
  const db = deps.db.manager;
  const push = (await db.findOneBy(Push, { id })) ?? (await makePush(deps, id, wanted, now));
  if (push.caseId !== wanted.caseId)
    throw new NeedsPeople(
      `${push.target} ${push.key} version ${push.version} was pushed by case ${push.caseId}`,
    );
  return push;
}

async function makePush(
  deps: Deps,
  id: string,
  { caseId, target, key, version, decision, fields }: z.infer<typeof input>,
  now: Date,
): Promise<Push> {
  const db = deps.db.manager;
  const file = await db.findOneByOrFail(CaseFile, { id: caseId });
  const release = await deps.releases.byId(file.releaseId);
  const { output: body } = await release.evaluate(decision, {
    ...(await documentFacts({ db, vault: deps.vault }, release, file, now)),
    fields,
    push: { target, key, version },
    today: shanghaiDay(now),
  });
  if (body === null || body === undefined) throw noRow(decision, `${target} ${key}`);
  const bodyHash = createHash('sha256').update(canonicalJson(body)).digest('hex');
  await db.query(
    `insert into push (id, case_id, target, key, version, body, body_hash, state, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'UNANSWERED', $8) on conflict do nothing`,
    [id, caseId, target, key, version, JSON.stringify(body), bodyHash, now],
  );
  return db.findOneByOrFail(Push, { id });
}
