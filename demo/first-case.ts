import type { Work } from '../stand-in/subcontract';
import { openDoors } from './doors';
import { writeDemoState } from './state';
import { projectOf } from './story-chongqing';
import { importHistory, leaveWaitingCase, leaveWaitingEntry } from './waiting';

const WORK: Work = {
  specialty: 'WATERPROOF',
  projectName: '慈溪示例家园一期屋面防水（示例）',
  contractNo: 'SL-1',
};

/**
 * Run by `npm start` once on a fresh state: whoever then logs in as a reviewer of either province
 * finds a task. The state of the demo, which this begins, is what tells a fresh state from a used one.
 */
async function main(): Promise<void> {
  const doors = openDoors(process.env, false);
  await importHistory(doors);
  const waiting = [
    await leaveWaitingCase(doors, WORK),
    await leaveWaitingEntry(doors, projectOf(0, true)),
  ];
  writeDemoState({ run: 0, finished: true });
  for (const { title } of waiting) process.stdout.write(`waits for review: ${title}\n`);
}

main().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
