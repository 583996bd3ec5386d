import { readFile } from 'node:fs/promises';
import { isTaken } from './names';
import { judgePdf } from './pdf';
import { judgePicture } from './picture';
import type { Verdict } from './verdict';

/**
 * Reads files that strangers made, in a process of its own: what a file does to its reader, it does
 * to a process that holds no secret, serves nobody and can be ended.
 */
const pixelsAtMost = Number(process.argv[2]) * 1_000_000;

async function judge(path: string): Promise<Verdict> {
  const bytes = await readFile(path);
  const { fileTypeFromBuffer } = await import('file-type');
  const contentType = (await fileTypeFromBuffer(bytes))?.mime ?? '';
  if (!isTaken(contentType)) return { wrong: 'kind' };
  return contentType === 'application/pdf'
    ? judgePdf(bytes)
    : judgePicture(bytes, contentType as 'image/jpeg' | 'image/png', pixelsAtMost);
}

process.on('message', async ({ id, path }: { id: number; path: string }) => {
  try {
    process.send?.({ id, verdict: await judge(path) });
  } catch (error) {
    process.send?.({ id, error: String((error as Error).stack ?? error) });
  }
});
process.on('disconnect', () => process.exit());
process.send?.('ready');
