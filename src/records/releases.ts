import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { canonicalJson } from '../domain/hash-chain';
import { Remembered } from '../domain/remembered';
import type { Engine, Evaluation, Resource } from '../engine';
import { Release } from '../entities';
import { asRead, type Reads, readsOfDecision } from '../models/feel';
import { type Labels, type Models, readModels } from '../models/read';
import type { Clock } from './clock';
import { bringIntoForce } from './deploy-release';
import { standingReleases } from './release-turn';

/** One deployment of all models, readable. */
export interface ReleaseView {
  id: number;
  models: Models;
  resources: Resource[];
  processes: Record<string, string>;
  /**
   * Evaluates a decision of this release. The same facts give the same answer (the lint refuses
   * decisions that ask for the time), so that a rule asked twice in a row is evaluated once.
   * @param facts what no expression of the decision's file reads of them is not handed over
   */
  evaluate(decisionId: string, facts: Record<string, unknown>): Promise<Evaluation>;
}

/** The releases of the models: the newest for new cases, the old ones for cases under way. */
export interface Releases {
  /**
   * The release that cases handed in now are judged by: the one with the latest day not after now. One
   * whose day has come is brought into the engine first.
   * @throws Error before anything is deployed, or while the rules of the day cannot be brought into force
   */
  current(): Promise<ReleaseView>;
  byId(id: number): Promise<ReleaseView>;
  /** The words of a release, without the rest of it. */
  labels(id: number): Promise<Labels>;
  /** The release a process definition was deployed with. */
  byDefinition(processDefinitionKey: string): Promise<ReleaseView>;
}

/** Answers of decisions that are kept: an act is judged at its door and, a moment later, for the record. */
const ANSWERS_KEPT = 500;

/** Reads releases from the record and keeps them: a stored release never changes. */
export function createReleases(db: DataSource, engine: Engine, clock: Clock): Releases {
  const byId = new Map<number, Promise<ReleaseView>>();
  const labelsById = new Map<number, Promise<Labels>>();
  const idByDefinition = new Map<string, number>();
  const answers = new Remembered<Evaluation>(ANSWERS_KEPT);

  async function load(id: number): Promise<ReleaseView> {
    const row = await db.getRepository(Release).findOneByOrFail({ id });
    const models = await readModels(row.resources);
    const reads = new Map<string, Reads>();
    return {
      id,
      models,
      resources: row.resources,
      processes: row.processes,
      async evaluate(decisionId, facts) {
        const key = row.decisions[decisionId];
        if (!key) throw new Error(`release ${id} has no decision ${decisionId}`);
        const known = reads.get(decisionId) ?? readsOfDecision(models, decisionId);
        reads.set(decisionId, known);
        const asked = asRead(facts, known) as Record<string, unknown>;
        const question = createHash('sha256').update(`${key}\n${canonicalJson(asked)}`);
        const answer = await answers.get(question.digest('hex'), () => engine.evaluate(key, asked));
        // whoever gets an answer may change it
        return structuredClone(answer);
      },
    };
  }
  function get(id: number): Promise<ReleaseView> {
    const known = byId.get(id) ?? load(id);
    byId.set(id, known);
    known.catch(() => byId.delete(id));
    return known;
  }
  let bringing: Promise<unknown> | undefined;
  async function inForceNow(): Promise<number | null> {
    // once for all who ask at midnight
    bringing ??= bringIntoForce({ db, engine, clock }).finally(() => {
      bringing = undefined;
    });
    await bringing;
    return (await standingReleases(db)).inForce;
  }
  return {
    byId: get,
    labels(id) {
      const known = labelsById.get(id) ?? labelsOf(db, id);
      labelsById.set(id, known);
      known.catch(() => labelsById.delete(id));
      return known;
    },
    async current() {
      const standing = await standingReleases(db);
      const id = standing.waiting ? await inForceNow() : standing.inForce;
      if (!id) throw new Error('nothing is deployed yet: run `npm run deploy`');
      return get(id);
    },
    async byDefinition(key) {
      const known = idByDefinition.get(key);
      if (known) return get(known);
      const [row]: { id: number }[] = await db.query(
        'select id from release where processes ? $1 order by id desc limit 1',
        [key],
      );
      if (!row) throw new Error(`process definition ${key} belongs to no release`);
      idByDefinition.set(key, row.id);
      return get(row.id);
    },
  };
}

async function labelsOf(db: DataSource, id: number): Promise<Labels> {
  const files: Resource[] = await db.query(
    `select file ->> 'name' as name, file ->> 'content' as content
     from release, jsonb_array_elements(resources) file
     where id = $1 and file ->> 'name' like 'labels/%'`,
    [id],
  );
  return (await readModels(files)).labels;
}
