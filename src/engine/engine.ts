import { Camunda8 } from '@camunda8/sdk';
import { TaskCancelledError, TimeoutStrategy, timeout } from 'cockatiel';
import type { DataSource } from 'typeorm';
import type { Config } from '../config';
import { refuse } from '../errors';
import { catchUp } from './catch-up';
import { unlessGone } from './gone';
import { type Moving, moving } from './moving';
import type { Deployed, Evaluation, Job, JobAnswer, Resource, RuleMatch } from './types';

/** All this project asks of Camunda; nothing else imports its client. */
export interface Engine extends Moving {
  /** Deploys all models at once: they get one deployment and `bindingType="deployment"` ties them. */
  deploy(resources: Resource[]): Promise<Deployed>;
  /**
   * Evaluates a decision by key.
   * @throws Error with the failing decision's message; E-00-56 where it takes too long
   */
  evaluate(decisionKey: string, variables: Record<string, unknown>): Promise<Evaluation>;
  /** How many decisions it was asked to evaluate since this process began. */
  evaluations(): number;
  /** Publishes a message once per `id`: a repeat within its time to live is a success. */
  publish(message: {
    name: string;
    correlationKey: string;
    id: string;
    variables: Record<string, unknown>;
    /** how long it waits for a receiver; days if not told */
    ttlMs?: number;
  }): Promise<void>;
  /** Claims a task for somebody. @returns false when it is gone or another has it */
  claimTask(key: string, username: string): Promise<boolean>;
  /** Gives a claimed task back. @returns false when it is gone */
  unclaimTask(key: string): Promise<boolean>;
  /**
   * Offers a task to other groups, and gives it to somebody or, with null, to nobody, whoever had it.
   * @returns false when it is gone
   */
  reassignTask(key: string, to: { groups: string[]; assignee: string | null }): Promise<boolean>;
  /** Completes a task for whoever has it. @returns false when it is gone */
  completeTask(key: string, variables: Record<string, unknown>): Promise<boolean>;
  /**
   * Brings into the record the open tasks of cases that the feed never heard of, because it was added to
   * an engine that was there before. @returns how many
   */
  catchUp(db: DataSource): Promise<number>;
  /** Ends a process instance with all that it called. @returns false when it is gone */
  cancelInstance(key: string): Promise<boolean>;
  /** Sets the engine's clock (tests, demo); null lets it run again. */
  setClock(instant: Date | null): Promise<void>;
  /** Offers jobs of a type to a handler until the engine is closed; no `variables` means all. */
  work(options: {
    type: string;
    variables: string[];
    maxJobs: number;
    timeoutMs: number;
    handle: (job: Job) => Promise<JobAnswer>;
  }): void;
  /**
   * Gives the engine something to process, which changes nothing; an answer serves all who ask within two
   * seconds.
   * @throws Error when it does not process it in time
   */
  ping(): Promise<void>;
  /** Lets running jobs end, at most `deadlineMs`. */
  close(deadlineMs: number): Promise<void>;
}

interface DeployedResource {
  process?: { processDefinitionKey: string; bpmnProcessId: string };
  decision?: { dmnDecisionId: string; decisionKey: string };
}

const MESSAGE_TTL_MS = 7 * 24 * 3600 * 1000;
/** gRPC status ALREADY_EXISTS: the engine has this message id */
const ALREADY_EXISTS = 6;
/** gRPC status NOT_FOUND */
const NOT_FOUND = 5;
/** The key before the first one of partition 1: no instance ever has it. */
const NO_INSTANCE = String(2n ** 51n);
/** An engine that processes takes milliseconds; on a busy machine it may be a second. */
const PING_WITHIN_MS = 5000;
const PING_SERVES_MS = 2000;

/** Where the engine is, and who we are there. */
type Where = Pick<
  Config,
  | 'ZEEBE_GRPC_ADDRESS'
  | 'ZEEBE_REST_ADDRESS'
  | 'EVALUATION_TIMEOUT_SECONDS'
  | 'KEYCLOAK_URL'
  | 'KEYCLOAK_REALM'
  | 'ENGINE_CLIENT_ID'
  | 'ENGINE_CLIENT_SECRET'
>;

/** What the client needs at an engine that asks who is calling (`security.authentication.mode`). */
function authentication(config: Where) {
  const { KEYCLOAK_URL, KEYCLOAK_REALM, ENGINE_CLIENT_ID, ENGINE_CLIENT_SECRET } = config;
  if (!ENGINE_CLIENT_ID) return { CAMUNDA_AUTH_STRATEGY: 'NONE' as const };
  return {
    CAMUNDA_AUTH_STRATEGY: 'OAUTH' as const,
    CAMUNDA_OAUTH_URL: `${KEYCLOAK_URL}/realms/${KEYCLOAK_REALM}/protocol/openid-connect/token`,
    ZEEBE_CLIENT_ID: ENGINE_CLIENT_ID,
    ZEEBE_CLIENT_SECRET: ENGINE_CLIENT_SECRET,
    // a token on the disk would outlive the process
    CAMUNDA_TOKEN_DISK_CACHE_DISABLE: true,
    // it waits longer and longer before it asks again; an engine that cannot be asked is away
    CAMUNDA_OAUTH_FAIL_ON_ERROR: true,
  };
}

/** Connects to the engine; connections are made when first used. */
export function createEngine(config: Where): Engine {
  const camunda = new Camunda8({
    ZEEBE_GRPC_ADDRESS: config.ZEEBE_GRPC_ADDRESS,
    ZEEBE_REST_ADDRESS: config.ZEEBE_REST_ADDRESS,
    ...authentication(config),
    CAMUNDA_LOG_LEVEL: 'none',
    // a call that cannot reach the engine fails soon and is retried by its caller
    zeebeGrpcSettings: {
      ZEEBE_GRPC_CLIENT_RETRY: false,
      ZEEBE_CLIENT_LOG_LEVEL: 'NONE',
      // a worker that was handed a job asks for the next only at the next tick: at 300 ms, as the client
      // has it, a step of several jobs waited seconds
      ZEEBE_GRPC_WORKER_POLL_INTERVAL_MS: 25,
      // an engine that comes back is found within a second, not within ten
      GRPC_MIN_RECONNECT_BACKOFF_MS: '250',
      GRPC_MAX_RECONNECT_BACKOFF_MS: '1000',
      // its timer would keep a finished tool alive for three seconds
      ZEEBE_GRPC_CLIENT_CONNECTION_TOLERANCE_MS: 1,
      ZEEBE_GRPC_CLIENT_INITIAL_CONNECTION_TOLERANCE_MS: 1,
    },
  });
  const grpc = camunda.getZeebeGrpcApiClient();
  const rest = camunda.getCamundaRestClient();
  // the client gives a call no deadline of its own; the engine, which cannot be interrupted, may end it later
  const evaluating = timeout(config.EVALUATION_TIMEOUT_SECONDS * 1000, TimeoutStrategy.Aggressive);
  const pinging = timeout(PING_WITHIN_MS, TimeoutStrategy.Aggressive);
  let evaluations = 0;
  let pinged: { at: number; answer: Promise<void> } | undefined;

  /** Asks to cancel an instance that cannot be: the engine looks for it, and says that there is none. */
  async function processSomething(): Promise<void> {
    try {
      await pinging.execute(() => grpc.cancelProcessInstance(NO_INSTANCE));
    } catch (e) {
      if ((e as { code?: number }).code !== NOT_FOUND) throw e;
    }
  }

  return {
    async deploy(resources) {
      const deployed: Deployed = { processes: {}, decisions: {} };
      const response = await grpc.deployResources(resources.map(toSdkResource));
      for (const d of response.deployments as DeployedResource[]) {
        if (d.process)
          deployed.processes[String(d.process.processDefinitionKey)] = d.process.bpmnProcessId;
        if (d.decision)
          deployed.decisions[d.decision.dmnDecisionId] = String(d.decision.decisionKey);
      }
      return deployed;
    },
    async evaluate(decisionKey, variables) {
      evaluations += 1;
      const r = await evaluating
        .execute(() =>
          grpc.evaluateDecision({
            decisionKey,
            variables: variables as Parameters<typeof grpc.evaluateDecision>[0]['variables'],
          }),
        )
        .catch((e) => {
          throw e instanceof TaskCancelledError ? refuse('E-00-56') : e;
        });
      if (r.failureMessage)
        throw new Error(`decision ${r.failedDecisionId} failed: ${r.failureMessage}`);
      return {
        output: JSON.parse(r.decisionOutput),
        matches: r.evaluatedDecisions.flatMap((d) =>
          d.matchedRules.map((m): RuleMatch => {
            return {
              decisionId: d.decisionId,
              decisionName: d.decisionName,
              ruleId: m.ruleId,
              inputs: d.evaluatedInputs.map((i) => ({ label: i.inputName, value: i.inputValue })),
              outputs: m.evaluatedOutputs.map((o) => ({
                label: o.outputName,
                value: o.outputValue,
              })),
            };
          }),
        ),
      };
    },
    evaluations: () => evaluations,
    async publish({ name, correlationKey, id, variables, ttlMs = MESSAGE_TTL_MS }) {
      try {
        await grpc.publishMessage({
          name,
          correlationKey,
          messageId: id,
          timeToLive: ttlMs,
          variables: variables as never,
        });
      } catch (e) {
        if ((e as { code?: number }).code !== ALREADY_EXISTS) throw e;
      }
    },
    // never takes it from somebody: who completes is who has it
    claimTask: (userTaskKey, assignee) =>
      unlessGone(rest.assignUserTask({ userTaskKey, assignee, allowOverride: false })),
    unclaimTask: (userTaskKey) => unlessGone(rest.unassignUserTask({ userTaskKey })),
    async reassignTask(userTaskKey, { groups, assignee }) {
      const change = { changeset: { candidateGroups: groups } };
      // the client's own call goes to an address that 8.6 does not have
      const offered = await unlessGone(
        rest.callApiEndpoint({
          ...{ urlPath: `user-tasks/${userTaskKey}`, method: 'PATCH', body: change },
        }),
      );
      if (!offered) return false;
      return unlessGone(
        assignee
          ? rest.assignUserTask({ userTaskKey, assignee, allowOverride: true })
          : rest.unassignUserTask({ userTaskKey }),
      );
    },
    completeTask: (userTaskKey, variables) =>
      unlessGone(rest.completeUserTask({ userTaskKey, variables })),
    catchUp: (db) => catchUp(db, rest),
    ...moving(rest),
    async cancelInstance(key) {
      try {
        await grpc.cancelProcessInstance(key);
        return true;
      } catch (e) {
        if ((e as { code?: number }).code === NOT_FOUND) return false;
        throw e;
      }
    },
    async setClock(instant) {
      await unlessGone(instant ? rest.pinInternalClock(instant.getTime()) : rest.resetClock());
    },
    work({ type, variables, maxJobs, timeoutMs, handle }) {
      grpc.createWorker({
        taskType: type,
        ...(variables.length > 0 ? { fetchVariable: variables as never } : {}),
        maxJobsToActivate: maxJobs,
        timeout: timeoutMs,
        taskHandler: async (raw) => {
          const answer = await handle({
            key: String(raw.key),
            type: raw.type,
            elementId: raw.elementId,
            elementInstanceKey: String(raw.elementInstanceKey),
            processId: raw.bpmnProcessId,
            processInstanceKey: String(raw.processInstanceKey),
            processDefinitionKey: String(
              (raw as unknown as { processDefinitionKey: string }).processDefinitionKey,
            ),
            retries: raw.retries,
            variables: raw.variables as Record<string, unknown>,
          });
          if (answer.kind === 'complete') return raw.complete(answer.variables as never);
          if (answer.kind === 'error') return raw.error(answer.code, answer.message);
          return raw.fail({
            errorMessage: answer.message,
            retries: answer.retries,
            retryBackOff: answer.backOffMs,
          });
        },
      });
    },
    ping() {
      if (!pinged || Date.now() - pinged.at > PING_SERVES_MS)
        pinged = { at: Date.now(), answer: processSomething() };
      return pinged.answer;
    },
    async close(deadlineMs) {
      const drained = grpc.close().then(() => undefined);
      const deadline = new Promise<void>((resolve) => {
        setTimeout(resolve, deadlineMs).unref();
      });
      await Promise.race([drained, deadline]);
      rest.stopWorkers();
    },
  };
}

function toSdkResource({ name, content }: Resource) {
  const buffer = Buffer.from(content);
  if (name.endsWith('.bpmn')) return { name, process: buffer };
  if (name.endsWith('.dmn')) return { name, decision: buffer };
  return { name, form: buffer };
}
