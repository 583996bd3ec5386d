import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Appended to the settings that Tasklist's page loads first. */
export const browserScript = readOnce('tasklist.js');

/** The style sheet that Tasklist's page loads for changes. */
export const browserStyle = readOnce('tasklist.css');

function readOnce(name: string): () => Buffer {
  let content: Buffer | undefined;
  return () => {
    content ??= readFileSync(join(__dirname, 'page', name));
    return content;
  };
}
