import { createHash } from 'node:crypto';
import { chineseDate, renderOfficialDocument } from '../../../src/documents/pdf';
import { HOSTILE_TEXTS } from '../../harness/hostile-texts';
import { urging } from './fixture';
import { pdfLines } from './pdf-text';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

describe('official document as PDF', () => {
  test('has the same bytes for the same input, and others for another', async () => {
    const first = sha256(await renderOfficialDocument(urging));
    expect(sha256(await renderOfficialDocument({ ...urging }))).toBe(first);
    expect(sha256(await renderOfficialDocument({ ...urging, number: '2' }))).not.toBe(first);
  });

  test('can be read back as text, whole and in order', async () => {
    const text = pdfLines(await renderOfficialDocument(urging)).join('');
    const expected = [
      urging.signer,
      urging.number,
      urging.title,
      `${urging.addressee}：`,
      ...urging.paragraphs,
      urging.signer,
      '2026年9月21日',
    ];
    expect(text.startsWith(expected.join(''))).toBe(true);
    expect(text).toContain(urging.caseNumber);
    expect(text).toContain(urging.qr);
    expect(text).toContain('第 1 页，共 1 页');
  });

  test.each(HOSTILE_TEXTS)(
    '[D13] %j is text in it, no link but our own, and nothing that acts',
    async (typed) => {
      const bytes = await renderOfficialDocument({ ...urging, title: typed, paragraphs: [typed] });
      const raw = bytes.toString('latin1');
      expect(raw).not.toMatch(/\/(JavaScript|OpenAction|Launch)\b/);
      const links = [...raw.matchAll(/\/URI \((.*)\)/g)].map(([, to]) => to);
      expect(new Set(links)).toEqual(new Set([urging.qr]));
      const letters = (text: string) => text.replace(/\s/g, '');
      expect(letters(pdfLines(bytes).join(''))).toContain(letters(typed));
    },
  );

  test('numbers every page and keeps lines by the rules of punctuation', async () => {
    const paragraphs = Array.from({ length: 12 }, () => urging.paragraphs).flat();
    const bytes = await renderOfficialDocument({ ...urging, paragraphs });
    const lines = pdfLines(bytes);
    const pages = bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(3);
    for (let n = 1; n <= pages; n += 1) expect(lines).toContain(`第 ${n} 页，共 ${pages} 页`);
    expect(lines.filter((line) => /^[，。、；：？！”）》」]/.test(line))).toEqual([]);
    expect(lines.filter((line) => /[“（《「〔]$/.test(line))).toEqual([]);
  });

  test('sets a name with rare characters, and markup as plain text', async () => {
    const addressee = '浙江喆㛃龘建设<b>有限公司';
    const lines = pdfLines(await renderOfficialDocument({ ...urging, addressee }));
    expect(lines).toContain(`${addressee}：`);
  });

  test('a record for the file is addressed to nobody', async () => {
    const lines = pdfLines(await renderOfficialDocument({ ...urging, addressee: '' }));
    expect(lines).toContain(urging.title);
    expect(lines).not.toContain('：');
  });

  test('dates are those of Beijing', () => {
    expect(chineseDate(new Date('2026-09-20T16:00:00Z'))).toBe('2026年9月21日');
  });
});
