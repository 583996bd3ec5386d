import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { bulkhead } from 'cockatiel';
import { type Refusal, refusal, refuse } from '../errors';
import type { Labels } from '../models/types';
import { type Component, type Fitted, fitToForm, misfitErrors } from './misfits';

/** A field form-js does not accept. */
export interface FieldError {
  field: string;
  label: string;
  zh: string;
  en: string;
}

/** Field errors as refusals. */
export function fieldRefusals(errors: FieldError[]): Refusal[] {
  return errors.map((e) =>
    refusal('E-00-10', { field: e.field, zh: `${e.label}：${e.zh}`, en: `${e.field}: ${e.en}` }),
  );
}

/** What form-js made of the entered data. */
export interface FormCheck {
  /** the data as the form would submit it: hidden fields left out, computed and locked ones are ours */
  accepted: Record<string, unknown>;
  /** what was entered in the fields the form shows, also where the form objects to it: for drafts */
  entered: Record<string, unknown>;
  /** of what was entered, that which has the type and size of its field: for decisions */
  judged: Record<string, unknown>;
  errors: FieldError[];
  /** the data is not built as the form is (lists, groups, sizes, unknown fields) */
  misbuilt: boolean;
  /** names of the fields whose values are not in `judged` */
  withheld: string[];
}

/** A form schema as far as it is read here. */
export interface Schema {
  components?: Component[];
}

/** What the thread is asked about data. */
export interface CheckQuestion {
  schema: Schema;
  fitted: Fitted;
  known: Record<string, unknown>;
  labels: Labels;
}

/** What the thread is asked: about data, or what a form would want to know. */
export type Question = CheckQuestion | { schema: Schema };

/** Checks data against form schemas with form-js itself: one definition for every door. */
export interface FormChecker {
  /**
   * First holds the data against the form's structure; form-js sees only what is built as the form is.
   * @param labels the words of the form's release
   * @param known what the form was filled with when it was handed out: read-only fields keep it
   * @throws E-00-57 where the form takes too long to be judged
   */
  check(
    labels: Labels,
    schema: unknown,
    data: Record<string, unknown>,
    known?: Record<string, unknown>,
  ): Promise<FormCheck>;
  /** Holds data that came by another door against a form's structure, without form-js. */
  fit(
    labels: Labels,
    schema: unknown,
    data: Record<string, unknown>,
  ): { data: Record<string, unknown>; misbuilt: Refusal[] };
  /** Names of the variables that a form shows, computes with or gives. */
  variables(schema: object): Promise<string[]>;
  close(): Promise<void>;
}

/** How long form-js may take for one question, milliseconds. */
const ANSWER_WITHIN_MS = 10_000;

/** The thread that holds form-js, from its start to its end. */
interface Thread {
  worker: Worker;
  ready: Promise<void>;
  /** takes the answer to the question that it has, if any */
  answer?: { resolve(result: unknown): void; reject(error: Error): void } | undefined;
}

/**
 * Starts the thread that holds form-js. It has one question at a time, and a limited time for it: a
 * question that takes longer ends the thread, and those that wait are asked of a new one.
 * @param withinMs how long one question may take
 */
export function createFormChecker(withinMs = ANSWER_WITHIN_MS): FormChecker {
  const oneAtATime = bulkhead(1, Number.POSITIVE_INFINITY);
  let thread: Thread | undefined = start();
  /** a form of a release never changes */
  const variables = new WeakMap<object, Promise<string[]>>();

  function start(): Thread {
    const extension = extname(__filename);
    const worker = new Worker(join(__dirname, `check-thread${extension}`), {
      // from source, the thread needs the TypeScript loader too
      execArgv: extension === '.ts' ? ['--require', 'tsx/cjs'] : [],
    });
    worker.unref();
    const started: Thread = { worker, ready: Promise.resolve() };
    started.ready = new Promise((resolve, reject) => {
      // whatever ends the thread, who waits for it is told and the next question has a new one
      const end = (error: Error) => {
        if (thread === started) thread = undefined;
        reject(error);
        started.answer?.reject(error);
      };
      worker.on('error', (error) => end(error as Error));
      worker.on('exit', () => end(new Error('the form checker ended')));
      worker.on('message', ({ ready, result, error }) => {
        if (ready) resolve();
        else if (error) started.answer?.reject(new Error(error));
        else started.answer?.resolve(result);
      });
    });
    started.ready.catch(() => undefined);
    return started;
  }

  async function askThread(question: Question): Promise<unknown> {
    thread ??= start();
    const asked = thread;
    await asked.ready;
    let timer: NodeJS.Timeout | undefined;
    try {
      return await new Promise((resolve, reject) => {
        asked.answer = { resolve, reject };
        timer = setTimeout(() => {
          reject(refuse('E-00-57'));
          if (thread === asked) thread = undefined;
          void asked.worker.terminate();
        }, withinMs);
        asked.worker.postMessage(question);
      });
    } finally {
      clearTimeout(timer);
      asked.answer = undefined;
    }
  }

  const ask = <T>(question: Question): Promise<T> =>
    oneAtATime.execute(() => askThread(question)) as Promise<T>;

  return {
    check: (labels, schema, data, known = {}) =>
      ask({ schema: schema as Schema, fitted: fitToForm(schema as Schema, data), known, labels }),
    fit(labels, schema, data) {
      const { components = [] } = schema as Schema;
      const fitted = fitToForm(schema as Schema, data);
      const structural = fitted.misfits.filter((misfit) => misfit.structural);
      return {
        data: fitted.data,
        misbuilt: fieldRefusals(misfitErrors(labels, components, structural)),
      };
    },
    variables(schema) {
      const known = variables.get(schema) ?? ask<string[]>({ schema });
      variables.set(schema, known);
      known.catch(() => variables.delete(schema));
      return known;
    },
    async close() {
      const ending = thread;
      thread = undefined;
      await ending?.worker.terminate();
    },
  };
}
