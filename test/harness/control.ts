import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { PartName, Stack } from '../../stack/stack';
import { createDeployer } from './deploying';

const ACTIONS = ['kill9', 'stop', 'start', 'restart'] as const;
type Action = (typeof ACTIONS)[number];
/** A part that is frozen has its connections, and says nothing; the stack leaves it so, unless it hangs. */
const SIGNALS: Record<string, NodeJS.Signals> = {
  freeze: 'SIGSTOP',
  hang: 'SIGSTOP',
  thaw: 'SIGCONT',
};

/**
 * Lets tests, which run in a process of their own, kill, freeze and restart single parts:
 * `POST /<part>/<kill9 | stop | start | restart | freeze | hang | thaw>` on loopback; and deploy models,
 * `POST /deploy` with the folder as its body, or plan that, `POST /plan` with the arguments of
 * `npm run plan` as a JSON list.
 */
export async function serveControl(
  stack: Stack,
  stateDir: string,
): Promise<{ url: string; close(): Promise<void> }> {
  const deployer = createDeployer({ ...process.env, ...stack.env, ZJF_STATE_DIR: stateDir });
  const server = createServer(async (req, res) => {
    const [, part, action] = (req.url ?? '').split('/');
    try {
      if (req.method === 'POST' && part === 'deploy') {
        await deployer.deploy(await text(req));
        return void res.end('{}');
      }
      if (req.method === 'POST' && part === 'plan')
        return void res.end(JSON.stringify(await deployer.plan(JSON.parse(await text(req)))));
      const found = stack.parts[part as PartName];
      const signal = SIGNALS[action ?? ''];
      if (req.method !== 'POST' || !found || !(signal || ACTIONS.includes(action as Action)))
        throw new Error(`no such thing: ${req.method} ${req.url}`);
      if (signal) found.pauseWatch(action === 'freeze');
      if (!signal) await found[action as Action]();
      else if (found.pid) process.kill(found.pid, signal);
      res.end(JSON.stringify({ pid: found.pid ?? null }));
    } catch (error) {
      res.writeHead(500).end(String((error as Error).stack));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.close();
      await deployer.close();
    },
  };
}
