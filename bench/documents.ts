import { type OfficialDocument, renderOfficialDocument } from '../src/documents';
import { undrawable } from '../src/domain/drawable';
import { codeForm, comparable, exactNumber, tidied } from '../src/domain/normal-form';
import { quantile, rounded, table } from './figures';

/**
 * `npm run bench:documents`: what texts cost that people type and that documents print, in processor
 * time of this process: their normal form, whether they can be drawn, and documents. It needs no stack.
 */
const DOCUMENTS = 10;
const TEXTS = 20_000;
const MB = 1024 * 1024;

const EVERYDAY = '慈溪市示例家园一期1号楼精装修工程（虚构），合同编号 HT-2026-01。';
const RARE = '𠮷野𪻐⌀示例家园一期1号楼精装修工程（虚构），合同编号 HT－2026－01。';

const letter = (text: string, paragraphs: number): OfficialDocument => ({
  ...{ title: '督促单', number: '慈建督〔2026〕1号', addressee: '示例建设集团有限公司' },
  ...{ signer: '慈溪市住房和城乡建设局', caseNumber: 'ZJ-07-2026-000001' },
  paragraphs: Array.from({ length: paragraphs }, () => text),
  date: new Date('2026-10-12T01:00:00Z'),
});

/** Processor milliseconds of each of so many turns. */
async function turns(count: number, work: () => unknown): Promise<number[]> {
  const spent: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const before = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1000);
  }
  return spent;
}

async function textRows(): Promise<string[][]> {
  const forms: [string, (text: string) => unknown][] = [
    ['as it is kept', tidied],
    ['as it is compared', comparable],
    ['as a code', codeForm],
    ['as a number', exactNumber],
    ['can it be drawn', undrawable],
  ];
  const rows: string[][] = [];
  for (const [name, form] of forms) {
    const each = async (text: string) => {
      const all = () => {
        for (let count = 0; count < TEXTS; count += 1) form(text);
      };
      all();
      const [spent = Number.NaN] = await turns(1, all);
      return rounded((spent * 1000) / TEXTS);
    };
    rows.push([name, await each(EVERYDAY), await each(RARE)]);
  }
  return rows;
}

async function documentRows(): Promise<string[][]> {
  const kinds: [string, OfficialDocument][] = [
    ['one page', letter(EVERYDAY, 4)],
    ['one page with rare characters', letter(RARE, 4)],
    ['130 paragraphs', letter(EVERYDAY.repeat(8), 130)],
  ];
  const rows: string[][] = [];
  for (const [name, content] of kinds) {
    const [first = Number.NaN] = await turns(1, () => renderOfficialDocument(content));
    const others = await turns(DOCUMENTS, () => renderOfficialDocument(content));
    const memory = Math.round(process.memoryUsage().rss / MB);
    rows.push([name, rounded(first), rounded(quantile(others, 0.5)), `${memory}`]);
  }
  return rows;
}

async function main(): Promise<void> {
  const texts = table(['text, CPU-µs', 'everyday', 'rare characters'], await textRows());
  const head = ['document, CPU-ms', 'first', 'later, median', 'resident MB after'];
  const documents = table(head, await documentRows());
  process.stdout.write(`${texts}\n\n${documents}\n`);
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exit(1);
});
