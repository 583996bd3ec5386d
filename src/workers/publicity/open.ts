import { z } from 'zod';
import { toShanghaiIso } from '../../domain/working-days';
import { CaseFile } from '../../entities';
import { startFormOf } from '../../models/start-form';
import { appendAudit, SYSTEM } from '../../records/audit';
import { openPublicity } from '../../records/publicity';
import { publicContent } from '../../wording/public-content';
import { defineWorker } from '../define';

const instant = z.iso.datetime({ offset: true });

export const worker = defineWorker({
  type: 'publicity.open',
  title: '开始公示',
  description:
    '在公众页面公示案件：仅公示启动表单中声明为公开的字段（public），不含个人信息；本轮已公示的继续公示，前一轮的撤回；直接入库的，取代同一业务同一编号此前入库的',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    authority: z.string().min(1).describe('确认机关（组织代码）'),
    state: z.enum(['OPEN', 'STORED']).default('OPEN').describe('公示中，或不经公示直接入库'),
    ends: instant.optional().describe('公示期结束后的第一个时刻；长期公示和直接入库的没有'),
    noEnd: z.boolean().default(false).describe('长期公示，没有结束时间'),
    until: instant.optional().describe('何时起公众不再可见，不论状态；空为没有期限'),
    record: z
      .object({ kind: z.string(), key: z.string() })
      .optional()
      .describe('公示的是库内记录：一条记录只有一个公示页面，后写的案件接着用；空为案件自己的公示'),
    starts: instant.optional().describe('公示开始；空为现在'),
    subject: z.string().optional().describe('公示对象的编号，如项目编号'),
    title: z.string().optional().describe('公示标题；空为案件标题'),
    lines: z
      .array(z.object({ label: z.string(), value: z.string() }))
      .default([])
      .describe('另外公示的内容'),
  }),
  output: z.object({
    publicityId: z.string().describe('公示页面的编号'),
    at: z.string().describe('办理时间'),
  }),
  async handle({ input, tx, deps, now, requestId, job }) {
    const file = await tx.findOneByOrFail(CaseFile, { id: input.caseId });
    const { models } = await deps.releases.byId(file.releaseId);
    const form = startFormOf(models, file.processId);
    // the page of a record shows the record, not the form of the case that wrote it
    const own = form && !input.record ? publicContent(form, file.data) : [];
    const content = [...own, ...input.lines];
    const starts = input.starts ? new Date(input.starts) : now;
    if (!input.ends && !input.noEnd && input.state === 'OPEN')
      throw new Error('a publicity needs an end, or the word that it has none (noEnd)');
    const withoutPeriod = input.state === 'STORED' ? starts : null;
    const ends = input.ends ? new Date(input.ends) : withoutPeriod;
    const publicityId = await openPublicity(tx, file, {
      subject: input.subject,
      title: input.title ?? file.title,
      authority: input.authority,
      ...{ content, starts, ends, state: input.state, record: input.record },
      until: input.until ? new Date(input.until) : undefined,
    });
    await appendAudit(tx, {
      caseId: file.id,
      at: now,
      actor: SYSTEM,
      action: 'publicity.opened',
      entity: `publicity:${publicityId}`,
      detail: {
        ...{ starts: input.starts ?? now, ends: input.ends ?? null, state: input.state },
        ...{ until: input.until ?? null, record: input.record ?? null },
        authority: input.authority,
        content,
        processInstance: job.processInstanceKey,
      },
      requestId,
    });
    return { publicityId, at: toShanghaiIso(now) };
  },
});
