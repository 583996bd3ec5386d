import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import type { Deps } from '../deps';
import type { Job } from '../engine';
import { refusal } from '../errors';

/** What a handler works with. */
export interface JobContext<I, G> {
  input: I;
  /** what `gather` read from outside the record */
  gathered: G;
  /** the transaction in which the effect and its job key are stored together */
  tx: EntityManager;
  deps: Deps;
  job: Job;
  /** now, by the one clock */
  now: Date;
  requestId: string;
}

/** A job type: its contract, and what it does. The engine does not appear in it. */
export interface Worker<
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodObject = z.ZodObject,
  G = unknown,
> {
  type: string;
  /** Chinese name, shown in the Modeler's palette */
  title: string;
  description: string;
  input: I;
  output: O;
  /** the job wants every variable of its scope, not only those of `input` */
  wholeScope?: boolean;
  /**
   * Deals with the outside (engine, Keycloak, files, other platforms) before the transaction; whatever
   * it changes there is safe to repeat.
   */
  gather?(context: Omit<JobContext<z.infer<I>, undefined>, 'tx' | 'gathered'>): Promise<G>;
  /**
   * Takes effect once per job key, in one transaction.
   * @throws RetryLater to be called again without using up a try; any other error counts as one
   */
  handle(context: JobContext<z.infer<I>, G>): Promise<z.infer<O>>;
}

/** Declares a job type with its contract. */
export function defineWorker<I extends z.ZodObject, O extends z.ZodObject, G = undefined>(
  worker: Worker<I, O, G>,
): Worker {
  return worker as unknown as Worker;
}

/** Not yet: something outside has to catch up first. Uses up no try. */
export class RetryLater extends Error {
  constructor(
    message: string,
    readonly afterMs: number,
  ) {
    super(message);
  }
}

/** Trying again does not help: an incident at once, for people to look at. */
export class NeedsPeople extends Error {}

/**
 * A decision says nothing to what it was asked: nothing is guessed, people look at it (E-00-82).
 * @param table the decision, or what its table is for
 * @param asked what it was asked with
 */
export function noRow(table: string, asked: string): NeedsPeople {
  const { code, zh, en } = refusal('E-00-82');
  return new NeedsPeople(`${code} ${zh}；${en}: ${table}, ${asked}`);
}
