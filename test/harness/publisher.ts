import { randomUUID } from 'node:crypto';
import { compose } from '../../src/compose';
import { loadConfig } from '../../src/config';
import type { Job } from '../../src/engine';
import { workers } from '../../src/workers';
import { runJob } from '../../src/workers/run';
import { unique } from './cases';
import { runtime } from './client';
import { inventedInstance } from './instances';
import { OPEN_PROCESS } from './public';

type Deps = Awaited<ReturnType<typeof compose>>;

/** Cases that stand in the record only, published by the jobs a process would call. */
export class Publisher {
  private constructor(
    readonly deps: Deps,
    private readonly releaseId: number,
    private readonly definition: string,
    private readonly process: string,
  ) {}

  /** @param of the process whose cases they are: one that is deployed */
  static async open(of = OPEN_PROCESS): Promise<Publisher> {
    const deps = await compose(loadConfig({ ...runtime.env, LOG_LEVEL: 'silent' }));
    const { id, processes } = await deps.releases.current();
    const found = Object.entries(processes).find(([, process]) => process === of);
    return new Publisher(deps, id, found?.[0] ?? '', of);
  }

  close(): Promise<void> {
    return this.deps.close();
  }

  /** A case that nobody published yet. */
  async givenCase(data: Record<string, unknown>): Promise<string> {
    const id = randomUUID();
    await this.deps.db.query(
      `insert into case_file (id, number, process_id, flow, release_id, title, status, data,
         applicant_organisation, applicant_user, created_at, closed_at)
       values ($1, $2, $6, 'TEST-01', $3, $4, 'SUBMITTED', $5, 'x', 'x', now(), now())`,
      [id, unique('PUB-'), this.releaseId, String(data.projectName), data, this.process],
    );
    return id;
  }

  /** Runs a job of a case; the same key again is the same job again. */
  job(caseId: string, type: string, variables: object, key = unique('job-')) {
    const worker = workers.find((w) => w.type === type);
    if (!worker) throw new Error(`no worker ${type}`);
    const job: Job = {
      key,
      type,
      elementId: 'Task_Publish',
      elementInstanceKey: '1',
      processId: this.process,
      processInstanceKey: inventedInstance(caseId),
      processDefinitionKey: this.definition,
      retries: 3,
      variables: { caseId, ...variables },
    };
    return runJob(this.deps, worker, job);
  }

  /** A case in publicity; gives the number of its public page. */
  async published(
    data: Record<string, unknown>,
    variables: object = {},
  ): Promise<{ caseId: string; id: string }> {
    const caseId = await this.givenCase(data);
    const answer = await this.job(caseId, 'publicity.open', {
      authority: 'county-330282',
      starts: '2026-09-28T09:00:00+08:00',
      ends: '2026-10-14T00:00:00+08:00',
      ...variables,
    });
    if (answer.kind !== 'complete') throw new Error(JSON.stringify(answer));
    return { caseId, id: String(answer.variables.publicityId) };
  }
}
