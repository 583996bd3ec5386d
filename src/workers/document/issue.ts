import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type OfficialDocument, renderOfficialDocument } from '../../documents';
import { shanghaiDay } from '../../domain/working-days';
import { CaseFile, IssuedDocument } from '../../entities';
import { documentFacts } from '../../facts/documents';
import { appendAudit, SYSTEM } from '../../records/audit';
import { defineWorker, noRow } from '../define';

/** What the wording decision of a document yields. */
interface Wording {
  title: string;
  number: string;
  addressee?: string;
  body: string[];
  signer: string;
}

export const worker = defineWorker({
  type: 'document.issue',
  title: '制发文书',
  description: '按文书决策表制发编号文书（PDF），挂在案件上',
  input: z.object({
    caseId: z.uuid().describe('案件'),
    kind: z.string().min(1).describe('文书种类'),
    decision: z.string().min(1).describe('文书内容决策表'),
    issuer: z.string().min(1).describe('制发机关'),
    status: z.string().min(1).default('ISSUED').describe('文书状态，空为已制发'),
    text: z.string().optional().describe('制发人填写的内容'),
    fields: z
      .record(z.string(), z.unknown())
      .default({})
      .describe('制发人填写的其他内容，供文书决策表使用（如机关自编的文号）'),
  }),
  output: z.object({
    documentId: z.string().describe('文书'),
    documentNumber: z.string().describe('文书编号'),
  }),
  async handle({ input, tx, deps, now, requestId, job }) {
    const file = await tx.findOneByOrFail(CaseFile, { id: input.caseId });
    const release = await deps.releases.byId(file.releaseId);
    const year = Number(shanghaiDay(now).slice(0, 4));
    // numbers run without gaps: whoever takes one holds the row of issuers until it is used
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [
      `${input.issuer}|${input.kind}|${year}`,
    ]);
    const [last]: { n: number }[] = await tx.query(
      `select coalesce(max(sequence), 0)::int as n from issued_document
       where issuer = $1 and kind = $2 and year = $3`,
      [input.issuer, input.kind, year],
    );
    const sequence = (last?.n ?? 0) + 1;
    const facts = await documentFacts({ db: tx, vault: deps.vault }, release, file, now);
    const { output } = await release.evaluate(input.decision, {
      ...facts,
      year,
      sequence,
      today: shanghaiDay(now),
      text: input.text ?? null,
      fields: input.fields,
    });
    const wording = output as Wording | null;
    if (!wording) throw noRow(input.decision, `kind ${input.kind}`);
    const document: OfficialDocument = {
      title: wording.title,
      number: wording.number,
      addressee: wording.addressee ?? '',
      paragraphs: wording.body,
      signer: wording.signer,
      date: now,
      caseNumber: file.number,
    };
    const pdf = await renderOfficialDocument(document);
    const sha256 = await deps.files.put(pdf);
    const id = randomUUID();
    await tx.insert(IssuedDocument, {
      id,
      caseId: file.id,
      round: file.round,
      kind: input.kind,
      issuer: input.issuer,
      year,
      sequence,
      number: wording.number,
      title: wording.title,
      status: input.status,
      content: { ...document, date: shanghaiDay(now) },
      sha256,
      reply: null,
      issuedAt: now,
      repliedAt: null,
    } as never);
    await appendAudit(tx, {
      caseId: file.id,
      at: now,
      actor: { ...SYSTEM, organisation: input.issuer },
      action: 'document.issued',
      entity: `document:${id}`,
      detail: {
        kind: input.kind,
        title: wording.title,
        number: wording.number,
        status: input.status,
        sha256,
        processInstance: job.processInstanceKey,
      },
      requestId,
    });
    return { documentId: id, documentNumber: wording.number };
  },
});
