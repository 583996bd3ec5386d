import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Deps } from '../../deps';
import { withValueAt } from '../../domain/paths';
import { toShanghaiIso } from '../../domain/working-days';
import { CaseFile, type LibraryEntry, Publicity, type PublicLine } from '../../entities';
import { startFormOf } from '../../models/start-form';
import { appendAudit, SYSTEM } from '../../records/audit';
import { currentEntry } from '../../records/library';
import { findCurrent, findOfRecord } from '../../records/publicity';
import { publicSearch } from '../../records/search';
import { publicContent, replacedLines } from '../../wording/public-content';
import { defineWorker } from '../define';

export const worker = defineWorker({
  type: 'publicity.set',
  title: '变更公示',
  description:
    '中止、恢复、结束、转为已入库或撤回公示，可改结束时间；更正入库信息的，可改标题和内容（按标签替换）；没有公示的，不必中止和撤回',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    record: z
      .object({ kind: z.string(), key: z.string(), part: z.string().nullish() })
      .optional()
      .describe(
        '库内记录：其公示页面，没有的为其写入案件的公示，按现行记录更新内容（part 为记录在该案件填报数据中的位置，空则只用 lines）；没有公示的不办理',
      ),
    state: z
      .enum(['OPEN', 'SUSPENDED', 'DONE', 'STORED', 'WITHDRAWN'])
      .optional()
      .describe('公示状态；空为不变'),
    ends: z.iso.datetime({ offset: true }).optional().describe('新的结束时间'),
    noEnd: z.boolean().default(false).describe('此后长期公示，没有结束时间'),
    title: z.string().optional().describe('新的标题'),
    lines: z
      .array(z.object({ label: z.string(), value: z.string() }))
      .default([])
      .describe('替换或补充的内容'),
  }),
  output: z.object({
    at: z.string().describe('办理时间'),
    suspendedAt: z
      .string()
      .nullable()
      .describe('何时中止的（已经中止的，为当时）；没有中止或没有公示的为空'),
  }),
  async handle({ input, tx, deps, now, requestId, job }) {
    const at = toShanghaiIso(now);
    const { record } = input;
    const entry = record && (await currentEntry(tx, record.kind, record.key));
    const of = record ? entry?.caseId : input.caseId;
    const ofRecord = record && (await findOfRecord(tx, record));
    const before = ofRecord ?? (of ? await findCurrent(tx, of) : null);
    // already what it shall be
    const notPublic = input.state === 'WITHDRAWN' || input.state === 'SUSPENDED';
    if (!before && (record || notPublic)) return { at, suspendedAt: null };
    if (!before) throw new Error(`nothing is published of case ${of}`);
    const { title = before.title, state = before.state } = input;
    const kept = entry && record?.part ? await linesOf(tx, deps, entry, record.part) : [];
    const lines = [...kept, ...input.lines];
    const suspendedAt = state === 'SUSPENDED' ? (before.suspendedAt ?? now) : null;
    const content = replacedLines(before.content, lines);
    const given = input.ends ? new Date(input.ends) : before.ends;
    const ends = input.noEnd ? null : given;
    await tx.update(
      Publicity,
      { id: before.id },
      {
        state,
        suspendedAt,
        title,
        content: content as never,
        ends,
        storedAt: state === 'STORED' ? (before.storedAt ?? now) : before.storedAt,
        ...publicSearch({ ...before, title, content }),
      },
    );
    await appendAudit(tx, {
      caseId: input.caseId,
      at: now,
      actor: SYSTEM,
      action: 'publicity.changed',
      entity: `publicity:${before.id}`,
      detail: {
        before: { state: before.state, ends: before.ends, title: before.title },
        after: { state, ends, title },
        lines,
        processInstance: job.processInstanceKey,
      },
      requestId,
    });
    return { at, suspendedAt: suspendedAt && toShanghaiIso(suspendedAt) };
  },
});

/** What is public of an entry: the part of its case's form that it was made from, as it is now. */
async function linesOf(
  tx: EntityManager,
  deps: Deps,
  entry: LibraryEntry,
  part: string,
): Promise<PublicLine[]> {
  const file = await tx.findOneByOrFail(CaseFile, { id: entry.caseId ?? '' });
  const { models } = await deps.releases.byId(file.releaseId);
  const form = startFormOf(models, file.processId);
  if (!form) return [];
  const within = (path?: string) => path?.startsWith(`${part}.`);
  const components = form.components.filter((c) => within(c.list) || within(c.path));
  return publicContent({ ...form, components }, withValueAt(file.data, part, entry.data));
}
