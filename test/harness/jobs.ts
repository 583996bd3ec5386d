import { randomUUID } from 'node:crypto';
import { compose } from '../../src/compose';
import { loadConfig } from '../../src/config';
import type { Job, JobAnswer } from '../../src/engine';
import { workers } from '../../src/workers';
import { runJob } from '../../src/workers/run';
import { unique } from './cases';
import { runtime } from './client';
import { instanceOf, inventedInstance } from './instances';

type Deps = Awaited<ReturnType<typeof compose>>;

/** Jobs of the stack's record, run in the test itself: delivered as often as the test wants. */
export interface JobBench {
  deps: Deps;
  /** A case that stands in the record only. */
  storedCase(columns?: Record<string, unknown>): Promise<string>;
  /** A job with a key of its own. */
  job(type: string, variables: Record<string, unknown>, more?: Partial<Job>): Job;
  deliver(job: Job): Promise<JobAnswer>;
  /** Runs a new job once. @returns its variables @throws Error where it fails */
  done<T = Record<string, unknown>>(type: string, variables: object): Promise<T>;
}

/** @param settings on top of those of the stack */
export async function jobBench(settings: Record<string, string> = {}): Promise<JobBench> {
  const deps = await compose(loadConfig({ ...runtime.env, LOG_LEVEL: 'silent', ...settings }));
  const release = await deps.releases.current();
  const definitionOf = (processId: string) =>
    Object.entries(release.processes).find(([, id]) => id === processId)?.[0] ?? '';

  const bench: JobBench = {
    deps,
    async storedCase(columns = {}) {
      const id = randomUUID();
      const row: Record<string, unknown> = {
        ...{ id, number: unique('JOB-'), process_id: 'zj-subcontract', flow: 'ZJ-07' },
        ...{ release_id: release.id, title: 'job', status: 'SUBMITTED', natural_key: id },
        ...{ parties: { authority: 'county-330282' }, data: { projectName: 'job' } },
        ...{ applicant_organisation: 'x', applicant_user: 'x', created_at: new Date() },
        process_instance_key: inventedInstance(id),
        ...columns,
      };
      const names = Object.keys(row);
      await deps.db.query(
        `insert into case_file (${names}) values (${names.map((_, i) => `$${i + 1}`)})`,
        Object.values(row),
      );
      return id;
    },
    job(type, variables, { processId = 'zj-subcontract', ...more } = {}) {
      return {
        ...{ key: unique('job-'), type, elementId: 'Task_ConfirmByGeneralContractor' },
        ...{ elementInstanceKey: '1', processId, retries: 3, variables },
        processInstanceKey: inventedInstance(variables.caseId),
        processDefinitionKey: definitionOf(processId),
        ...more,
      };
    },
    async deliver(job) {
      const worker = workers.find((w) => w.type === job.type);
      if (!worker) throw new Error(`no worker ${job.type}`);
      const { caseId } = job.variables;
      const isInvented = job.processInstanceKey === inventedInstance(caseId);
      const processInstanceKey = isInvented ? await instanceOf(caseId) : job.processInstanceKey;
      return runJob(deps, worker, { ...job, processInstanceKey });
    },
    async done<T>(type: string, variables: object) {
      const answer = await bench.deliver(bench.job(type, { ...variables }));
      if (answer.kind !== 'complete') throw new Error(`${type}: ${answer.message}`);
      return answer.variables as T;
    },
  };
  return bench;
}
