import { createHash } from 'node:crypto';
import { chineseDate, renderOfficialDocument } from '../../../src/documents/pdf';
import { HOSTILE_TEXTS } from '../../harness/hostile-texts';
import { urging } from './fixture';
import { BOX, type Drawn, pdfDrawn, pdfLines, pdfPages } from './pdf-text';

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Lines that stand closer to the one above than they are high. */
function overlaps(page: Drawn[]): Drawn[] {
  const down = [...page].sort((a, b) => b.baseline - a.baseline);
  return down.filter(({ baseline, size }, n) => {
    const gap = (down[n - 1]?.baseline ?? Number.POSITIVE_INFINITY) - baseline;
    return gap > 0 && gap < size;
  });
}

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

  test('[T11] sets names and signs that the main font does not have, everywhere in it', async () => {
    const rare = '𠮷𪻐⌀㛃龘葛\u{e0100}é';
    const content = {
      ...{ title: `关于${rare}的督促单`, number: `${rare}〔2026〕1号`, addressee: `${rare}公司` },
      ...{ signer: `${rare}建设局`, paragraphs: [`施${rare}，经办。`], caseNumber: `ZJ-${rare}` },
    };
    const bytes = await renderOfficialDocument({ ...urging, ...content });
    const lines = pdfLines(bytes);
    expect(lines.join('')).not.toContain(BOX);
    const plain = (text: string) => text.replaceAll('\u{e0100}', '');
    for (const text of [content.title, content.number, `${content.addressee}：`, content.signer])
      expect(lines.map(plain)).toContain(plain(text));
    expect(plain(lines.join(''))).toContain(plain(content.paragraphs[0] ?? ''));
    const again = await renderOfficialDocument({ ...urging, ...content });
    expect(sha256(again)).toBe(sha256(bytes));
  });

  test('[T11] a character that no font has would come out as a box', async () => {
    const lines = pdfLines(await renderOfficialDocument({ ...urging, paragraphs: ['甲🚀乙'] }));
    expect(lines).toContain(`甲${BOX}乙`);
  });

  test('[T11] an opinion of three paragraphs is three paragraphs, with its empty line', async () => {
    const opinion = '一、材料不全。\n\n　　二、印章不清。\n三、请补正。';
    const lines = pdfLines(await renderOfficialDocument({ ...urging, paragraphs: [opinion] }));
    expect(lines).toEqual(
      expect.arrayContaining(['一、材料不全。', '二、印章不清。', '三、请补正。']),
    );
  });

  test('[T11] a page break that was typed begins a page', async () => {
    const [first = [], second = []] = pdfPages(
      await renderOfficialDocument({ ...urging, paragraphs: ['甲。\f乙。'] }),
    );
    expect(first).toContain('甲。');
    expect(second[0]).toBe('乙。');
  });

  test('[T11] the signature has two lines of text above it, whatever the length', async () => {
    for (let length = 1; length <= 40; length += 1) {
      const paragraphs = Array.from({ length }, (_, n) => `第${n + 1}段。`);
      const pages = pdfPages(await renderOfficialDocument({ ...urging, paragraphs }));
      const last = pages.at(-1) ?? [];
      const text = last.slice(0, last.lastIndexOf('2026年9月21日') - 1);
      expect(text.filter((line) => line.endsWith('段。')).length).toBeGreaterThanOrEqual(
        Math.min(2, length),
      );
      expect(pages.flat().filter((line) => line.endsWith('段。'))).toEqual(paragraphs);
    }
  });

  test('[T11] nothing is lost of sixty pages, long words and a long name, nor drawn over another', async () => {
    const paragraphs = [
      ...Array.from({ length: 125 }, () => urging.paragraphs).flat(),
      `http://x.example/${'a'.repeat(3_000)}`,
      'W'.repeat(500),
    ];
    const signer = '杭州市萧山区住房和城乡建设局'.repeat(20);
    const bytes = await renderOfficialDocument({ ...urging, signer, title: signer, paragraphs });
    const pages = pdfPages(bytes);
    expect(pages.length).toBeGreaterThan(60);
    const all = pages.flatMap((page) => page.slice(0, -3));
    const expected = [
      signer,
      urging.number,
      signer,
      `${urging.addressee}：`,
      ...paragraphs,
      signer,
    ];
    expect(all.join('')).toBe([...expected, '2026年9月21日'].join(''));
    expect(pdfDrawn(bytes).flatMap(overlaps)).toEqual([]);
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
