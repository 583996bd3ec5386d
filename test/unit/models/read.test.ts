import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readResources } from '../../../src/models/read';

test('a folder without models is named, not taken for a release that has none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'zjf-empty-'));
  try {
    for (const root of [folder, join(folder, 'misspelt')])
      await expect(readResources(root)).rejects.toThrow(`${root} 中没有模型`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
