import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Refusal, refusal } from '../errors';

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
  /** the data as the form would submit it: unknown keys dropped, hidden fields left out */
  accepted: Record<string, unknown>;
  /** what was entered in the fields the form shows, also where the form objects to it */
  entered: Record<string, unknown>;
  errors: FieldError[];
}

/** Checks data against form schemas with form-js itself: one definition for every door. */
export interface FormChecker {
  check(schema: unknown, data: Record<string, unknown>): Promise<FormCheck>;
  /** Names of the variables that a form shows, computes with or gives. */
  variables(schema: object): Promise<string[]>;
  close(): Promise<void>;
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

/** Starts the thread that holds form-js. */
export function createFormChecker(): FormChecker {
  const extension = extname(__filename);
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let thread: Worker | undefined;

  function start(): Worker {
    const worker = new Worker(join(__dirname, `check-thread${extension}`), {
      // from source, the thread needs the TypeScript loader too
      execArgv: extension === '.ts' ? ['--require', 'tsx/cjs'] : [],
    });
    worker.unref();
    worker.on('message', ({ id, result, error }) => {
      const entry = waiting.get(id);
      waiting.delete(id);
      if (error) entry?.reject(new Error(error));
      else entry?.resolve(result);
    });
    // whatever ends the thread, those who wait are told and the next check has a new one
    worker.on('error', (error) => end(error as Error));
    worker.on('exit', () => end(new Error('the form checker ended')));
    const end = (error: Error) => {
      if (thread !== worker) return;
      thread = undefined;
      for (const entry of waiting.values()) entry.reject(error);
      waiting.clear();
    };
    return worker;
  }
  thread = start();
  /** a form of a release never changes */
  const variables = new WeakMap<object, Promise<string[]>>();

  function ask<T>(question: object): Promise<T> {
    return new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, { resolve, reject });
      thread ??= start();
      thread.postMessage({ id: last, ...question });
    });
  }

  return {
    check: (schema, data) => ask({ schema, data }),
    variables(schema) {
      const known = variables.get(schema) ?? ask<string[]>({ schema });
      variables.set(schema, known);
      known.catch(() => variables.delete(schema));
      return known;
    },
    async close() {
      const ending = thread;
      thread = undefined;
      await ending?.terminate();
    },
  };
}
