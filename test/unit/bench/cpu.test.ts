import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { BENCH, countCpu, cpuIsKnown, OTHERS, stackTotal } from '../../../bench/cpu';

/** Keeps a core busy, then tells the milliseconds of CPU time it took itself. */
const BURN = `
  const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
  while (used() < 300) for (let n = 0; n < 1e5; n += 1) Math.sqrt(n);
  console.log(used());`;
/** Waits to be told, has a child burn, and tells what both took. */
const PART = `
  process.stdin.once('data', () => {
    const { execFileSync } = require('node:child_process');
    const child = Number(execFileSync(process.execPath, ['-e', ${JSON.stringify(BURN)}]));
    const { user, system } = process.cpuUsage();
    console.log(JSON.stringify({ child, own: (user + system) / 1000 }));
  });
  console.log('ready');`;

/** CPU time is counted in ticks of the system, and the child's last moments come after its word. */
const INEXACT_MS = 100;

describe('CPU time by part', () => {
  it('counts a process with its children, those that have ended included', async () => {
    const part = spawn(process.execPath, ['-e', PART], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(part.stdout, 'data');
    const stop = countCpu({ part: part.pid ?? -1 });
    part.stdin.write('go');
    const [told] = await once(part.stdout, 'data');
    const times = stop();
    part.kill();
    await once(part, 'exit');
    const { child, own } = JSON.parse(String(told)) as { child: number; own: number };
    // A system without /proc tells nothing, and says so in the report.
    const { part: counted, ...others } = cpuIsKnown()
      ? times
      : { part: child, [BENCH]: 0, [OTHERS]: 0 };
    expect(counted).toBeGreaterThan(child - INEXACT_MS);
    expect(counted).toBeLessThan(child + own + INEXACT_MS);
    expect(Object.keys(others)).toEqual([BENCH, OTHERS]);
    expect(stackTotal({ ...others, part: 1, other: 2 })).toBe(3);
  });

  it('refuses to go on when a part has ended: its time is lost', () => {
    const gone = Number(
      execFileSync(process.execPath, ['-p', 'process.pid'], { encoding: 'utf8' }),
    );
    const count = () => countCpu({ broker: gone });
    // Where times are not known at all there is nothing to lose.
    if (cpuIsKnown()) expect(count).toThrow(`broker (process ${gone}) ended`);
    else expect(count()()).toEqual({});
  });

  it('says nothing of a stack whose processes are not known', () => {
    expect(countCpu({})()).toEqual({});
    expect(stackTotal({})).toBeNaN();
  });
});
