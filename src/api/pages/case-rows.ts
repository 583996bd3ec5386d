import type { Deps } from '../../deps';
import type { CaseFile } from '../../entities';
import type { Labels } from '../../models/read';
import { organisationNames } from '../../records/directory';
import type { CaseRow } from '../../web';
import { labelled } from '../../wording/labels';

/** Cases as lines of a list, with the deadline that runs. */
export async function caseRows(
  deps: Pick<Deps, 'db' | 'releases' | 'clock'>,
  files: CaseFile[],
): Promise<CaseRow[]> {
  const names = await applicantNames(deps, files);
  const { models } = await deps.releases.current();
  const due = await openDeadlines(deps, files);
  const now = await deps.clock.now();
  const labels = await labelsOf(deps, files);
  return files.map((file) => {
    const { id, number, title, flow, processId, createdAt } = file;
    const dueAt = due.get(id);
    const words = labels.get(file.releaseId) ?? {};
    return {
      ...{ number, title, flow, createdAt, dueAt },
      over: dueAt !== undefined && now >= dueAt,
      href: `/cases/${id}`,
      processName: models.processes[processId]?.name ?? processId,
      status: labelled(words, 'status', file.status, processId),
      marks: file.marks.map((mark) => labelled(words, 'marks', mark, processId)),
      applicant: names.get(id) ?? '',
    };
  });
}

/** Who handed cases in, by case: the organisation, or who acts for none, by the own name. */
async function applicantNames(
  { db }: Pick<Deps, 'db'>,
  files: CaseFile[],
): Promise<Map<string, string>> {
  const organisations = await organisationNames(
    db,
    files.flatMap((file) => file.applicantOrganisation ?? []),
  );
  const rows: { id: string; name: string }[] = await db.query(
    `select substr(chain, 6) as id, actor_name as name from audit_event
     where chain = any($1) and seq = 1`,
    [files.map(({ id }) => `case:${id}`)],
  );
  const people = new Map(rows.map(({ id, name }) => [id, name]));
  return new Map(
    files.map(({ id, applicantOrganisation: own }) => {
      const name = own && organisations.get(own);
      return [id, (name !== own ? name : people.get(id)) ?? own ?? ''];
    }),
  );
}

/** The words of the releases that cases have, by release. */
async function labelsOf(
  { releases }: Pick<Deps, 'releases'>,
  files: CaseFile[],
): Promise<Map<number, Labels>> {
  const ids = [...new Set(files.map((file) => file.releaseId))];
  return new Map(
    await Promise.all(ids.map(async (id) => [id, await releases.labels(id)] as const)),
  );
}

/** The newest deadline of each open case that nobody has met yet. */
async function openDeadlines(
  { db }: Pick<Deps, 'db'>,
  files: CaseFile[],
): Promise<Map<string, Date>> {
  const open = files.filter((file) => file.closedAt === null).map((file) => file.id);
  const rows: { case_id: string; due_at: Date }[] = await db.query(
    `select distinct on (d.case_id) d.case_id, d.due_at
     from deadline d join case_file c on c.id = d.case_id and c.round = d.round
     where d.case_id = any($1) and not exists (
       select 1 from decision x where x.case_id = d.case_id and x.round = d.round and x.valid
         and x.completed_at >= d.started_at and x.completed_at < d.due_at)
     order by d.case_id, d.started_at desc`,
    [open],
  );
  return new Map(rows.map((row) => [row.case_id, row.due_at]));
}
