import type { Work } from '../stand-in/subcontract';
import { openDoors } from './doors';
import { writeDemoState } from './state';
import { leaveWaitingCase } from './waiting';

const WORK: Work = {
  specialty: 'WATERPROOF',
  projectName: '慈溪示例家园一期屋面防水（示例）',
  contractNo: 'SL-1',
};

/**
 * Run by `npm start` once on a fresh state: whoever then logs in as the reviewer finds a task. The
 * state of the demo, which this begins, is what tells a fresh state from a used one.
 */
async function main(): Promise<void> {
  const { title } = await leaveWaitingCase(openDoors(process.env, false), WORK);
  writeDemoState({ run: 0, finished: true });
  process.stdout.write(`waits for review: ${title}\n`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
