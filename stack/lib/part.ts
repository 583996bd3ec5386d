import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Command,
  endProcess,
  isRunning,
  launch,
  type ProcessRecord,
  readRecord,
  recordOf,
} from './processes';
import { type Probe, reason } from './ready';
import type { PortName } from './settings';

/** What the stack must know to run one part. */
export interface PartSpec {
  name: string;
  /** As a person would say it. */
  title: string;
  ports: PortName[];
  /** Prepares (first start) and tells how to start. */
  command: () => Promise<Command> | Command;
  ready: Probe;
  /**
   * Asked again and again while the part runs. Fails only where the part itself does no work any more,
   * not where another part is away: such a part would be ended for nothing.
   */
  alive: Probe;
  /** Once after every start, when ready. */
  afterReady?: () => Promise<void>;
  stopSignal?: NodeJS.Signals;
  startTimeoutMs?: number;
  /** How often a start that ends at once is tried. */
  startTries?: number;
}

/** What a part tells the stack. */
export interface PartEvents {
  log: (line: string) => void;
  /** After every start and stop, asked for or not. */
  changed: () => void;
}

/** When a part that runs counts as one that does not answer. */
export interface Watch {
  /** pause between two questions */
  everyMs: number;
  /** how long an answer may take; a busy machine is slow */
  withinMs: number;
  /** so many questions in a row are left unanswered … */
  misses: number;
  /** … and for so long; 0: nobody asks */
  forMs: number;
  /** how long its own way of ending may take before it is killed */
  endMs: number;
}

export const WATCH: Watch = {
  everyMs: 10_000,
  withinMs: 15_000,
  misses: 3,
  forMs: 60_000,
  endMs: 20_000,
};

/** Back-off between restarts of a part that died on its own. */
const RESTART_AFTER_MS = [1_000, 5_000, 15_000, 60_000];
/** A part up for this long counts as healthy again. */
const STEADY_MS = 120_000;
const LOG_LIMIT = 20_000_000;

/**
 * One running part: starts, waits until ready, restarts it when it dies unasked, and ends one that runs
 * and does not answer, also in its own shutdown, so that it is restarted, too.
 */
export class Part {
  readonly name: string;
  readonly logPath: string;
  /** Why the part is not ready, as last seen. */
  waitingFor = 'its process';
  private child?: ChildProcess;
  private record?: ProcessRecord;
  private wanted = false;
  private failures = 0;
  private unwatched = false;
  private readonly recordPath: string;

  constructor(
    readonly spec: PartSpec,
    stateDir: string,
    private readonly events: PartEvents,
    private readonly watching: Watch = WATCH,
  ) {
    this.name = spec.name;
    this.logPath = join(stateDir, 'logs', `${spec.name}.log`);
    this.recordPath = join(stateDir, 'run', `${spec.name}.json`);
    for (const file of [this.logPath, this.recordPath]) {
      mkdirSync(dirname(file), { recursive: true });
    }
  }

  get pid(): number | undefined {
    return this.record?.pid;
  }

  /** Ends what a run that was killed left behind. */
  async sweep(): Promise<boolean> {
    if (!existsSync(this.recordPath)) return false;
    const left = readRecord(this.recordPath);
    const running = left !== undefined && isRunning(left);
    if (running) await endProcess(left, this.spec.stopSignal);
    rmSync(this.recordPath, { force: true });
    return running;
  }

  /** Starts the part and returns when it is ready; says which log to read when it is not. */
  async start(): Promise<void> {
    this.wanted = true;
    for (let tries = this.spec.startTries ?? 1; ; tries -= 1) {
      try {
        await this.startOnce();
        break;
      } catch (error) {
        // Only a program that ended may be tried again, and only while somebody wants it.
        if (tries <= 1 || !this.wanted || this.child?.exitCode == null) throw error;
        await sleep(1_000);
      }
    }
    await this.spec.afterReady?.();
    if (this.child) this.watch(this.child);
    this.events.changed();
  }

  private async startOnce(): Promise<void> {
    const command = await this.spec.command();
    if (!this.wanted) throw this.problem('was stopped while starting');
    this.rotateLog();
    const child = launch(command, this.logPath);
    // A program that cannot be started at all reports here, without a pid.
    const failed = new Promise<Error>((resolve) => child.once('error', resolve));
    if (!child.pid) throw await failed;
    this.child = child;
    this.record = recordOf(child.pid);
    writeFileSync(this.recordPath, JSON.stringify(this.record));
    await this.untilReady(() => child.exitCode !== null || child.signalCode !== null);
  }

  /** Keeps one older log: enough to look into, never a full disk. */
  private rotateLog(): void {
    const size = statSync(this.logPath, { throwIfNoEntry: false })?.size ?? 0;
    if (size > LOG_LIMIT) renameSync(this.logPath, `${this.logPath}.old`);
  }

  private async untilReady(exited: () => boolean): Promise<void> {
    const limit = this.spec.startTimeoutMs ?? 600_000;
    const end = Date.now() + limit;
    for (;;) {
      if (exited()) throw this.problem('ended while starting');
      try {
        return await this.spec.ready();
      } catch (error) {
        this.waitingFor = reason(error);
      }
      if (Date.now() > end) {
        // still wanted: where it was to recover, it is tried again
        if (this.record) await endProcess(this.record, this.spec.stopSignal);
        throw this.problem(`is not ready after ${limit / 1000} s (${this.waitingFor})`);
      }
      await sleep(250);
    }
  }

  private problem(what: string): Error {
    return new Error(`${this.spec.title} ${what}. Read ${this.logPath}`);
  }

  private watch(child: ChildProcess): void {
    const since = Date.now();
    const onExit = async (code: number | null, signal: string | null) => {
      if (!this.wanted || this.child !== child) return;
      this.failures = Date.now() - since > STEADY_MS ? 0 : this.failures;
      this.events.log(
        `${this.spec.title} ended unasked (${signal ?? `code ${code}`}): ${this.logPath}`,
      );
      await this.recover();
    };
    if (child.exitCode !== null || child.signalCode !== null) {
      void onExit(child.exitCode, child.signalCode);
    } else {
      child.once('exit', (code, signal) => void onExit(code, signal));
      if (this.watching.forMs > 0) void this.keepAsking(child);
    }
  }

  /** For tests that freeze a part and want it so: nobody asks whether it is alive. */
  pauseWatch(paused: boolean): void {
    this.unwatched = paused;
  }

  /** Asks the part whether it is alive until it ends, or has to be ended. */
  private async keepAsking(child: ChildProcess): Promise<void> {
    const { everyMs, misses, forMs, endMs } = this.watching;
    const isOurs = () => this.wanted && this.child === child && child.exitCode === null;
    let missed = 0;
    let answeredAt = Date.now();
    while (isOurs()) {
      const asleepAt = Date.now();
      await sleep(everyMs, undefined, { ref: false });
      // a machine that slept, or was too busy to ask, tells nothing of the part
      const stoodStill = Date.now() - asleepAt > 3 * everyMs;
      const problem = this.unwatched || stoodStill ? undefined : await this.whyNotAlive();
      if (problem === undefined) {
        missed = 0;
        answeredAt = Date.now();
        continue;
      }
      missed += 1;
      if (missed < misses || Date.now() - answeredAt < forMs || !isOurs() || !this.record) continue;
      const seconds = Math.round((Date.now() - answeredAt) / 1000);
      this.events.log(
        `${this.spec.title} runs, but has not answered for ${seconds} s (${problem}): it is ended`,
      );
      // its end is seen, and it is started again, as if it had died by itself
      await endProcess(this.record, this.spec.stopSignal, endMs);
      return;
    }
  }

  /** @returns undefined where the part answers in time */
  private async whyNotAlive(): Promise<string | undefined> {
    const { withinMs } = this.watching;
    const late = sleep(withinMs, `no answer within ${withinMs / 1000} s`, { ref: false });
    const asked = this.spec.alive().then(() => undefined, reason);
    return Promise.race([asked, late]);
  }

  private async recover(): Promise<void> {
    while (this.wanted) {
      const pause = RESTART_AFTER_MS[Math.min(this.failures, RESTART_AFTER_MS.length - 1)] ?? 0;
      this.failures += 1;
      this.events.log(`${this.spec.title} is started again in ${pause / 1000} s`);
      await sleep(pause);
      if (!this.wanted) return;
      try {
        await this.start();
        this.events.log(`${this.spec.title} is ready again`);
        return;
      } catch (error) {
        this.events.log(reason(error));
      }
    }
  }

  /** Ends the part in its own way and waits until it is gone. */
  async stop(): Promise<void> {
    this.wanted = false;
    if (this.record) await endProcess(this.record, this.spec.stopSignal);
    this.record = undefined;
    rmSync(this.recordPath, { force: true });
    this.events.changed();
  }

  /** Kills the part and leaves it down until it is started again: for tests of recovery. */
  async kill9(): Promise<void> {
    this.wanted = false;
    if (this.record) await endProcess(this.record, 'SIGKILL');
    this.record = undefined;
    this.events.changed();
  }

  /** Without waiting, for a stack whose own process is about to end. */
  abandon(): void {
    this.wanted = false;
    if (this.record && isRunning(this.record)) process.kill(this.record.pid, 'SIGTERM');
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }
}
