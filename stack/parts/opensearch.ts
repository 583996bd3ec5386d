import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Context, partEnv } from '../lib/context';
import type { PartSpec } from '../lib/part';
import { answerProbe, httpProbe } from '../lib/ready';
import { javaCommand } from './java';
import { dropOldRecords } from './old-records';

/** OpenSearch: where the broker exports to and Tasklist reads from. */
export function opensearch(context: Context): PartSpec {
  const { ports, stateDir } = context.settings;
  const data = join(stateDir, 'opensearch');
  const url = `http://127.0.0.1:${ports.opensearch}`;
  return {
    name: 'opensearch',
    title: 'OpenSearch',
    ports: ['opensearch', 'opensearchTransport'],
    command() {
      mkdirSync(data, { recursive: true });
      return {
        ...javaCommand(context, {
          heap: '1g',
          flags: ['-XX:TieredStopAtLevel=1'],
          classPath: context.installed.opensearch,
          main: 'SearchNode',
          args: [data, String(ports.opensearch), String(ports.opensearchTransport)],
        }),
        cwd: data,
        env: partEnv(context),
      };
    },
    ready: httpProbe(`${url}/_cluster/health?wait_for_status=yellow&timeout=3s`, (body) =>
      body.includes('"timed_out":false'),
    ),
    alive: answerProbe(url),
    async afterReady() {
      await dropOldRecords(url);
    },
  };
}
