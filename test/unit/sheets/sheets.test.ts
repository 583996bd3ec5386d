import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { readForm } from '../../../src/models/read-form';
import {
  listsOf,
  readSheet,
  sheetColumns,
  sheetRows,
  unknownPaths,
  writeTemplate,
} from '../../../src/sheets';
import { letterOf } from '../../../src/sheets/columns';
import { SHEET_LIMITS } from '../../../src/sheets/layout';
import type { RawSheet } from '../../../src/sheets/raw';
import { filledSheet, type Written } from '../../harness/sheet';

const OPTIONS = [
  { value: 'HIGHWAY', label: '公路' },
  { value: 'POWER', label: '电力，含新能源' },
];
const FORM = readForm(
  'x.form',
  JSON.stringify({
    id: 'x',
    components: [
      { type: 'text', text: 'hello' },
      {
        type: 'textfield',
        key: 'name',
        label: '名称',
        validate: { required: true, maxLength: 40 },
      },
      {
        type: 'textfield',
        key: 'linked',
        label: '带出',
        readonly: true,
        properties: { linked: 'a' },
      },
      { type: 'expression', key: 'sum', expression: '=1' },
      {
        type: 'group',
        path: 'tender',
        label: '招标',
        components: [
          { type: 'textfield', key: 'name', label: '名称' },
          { type: 'number', key: 'amount', label: '金额' },
          { type: 'datetime', subtype: 'date', key: 'on', dateLabel: '日期' },
        ],
      },
      { type: 'select', key: 'sector', label: '行业', values: OPTIONS },
      { type: 'checklist', key: 'marks', label: '标记', values: OPTIONS },
      { type: 'checkbox', key: 'open', label: '公开' },
      {
        type: 'dynamiclist',
        path: 'people',
        label: '人员',
        components: [{ type: 'textfield', key: 'who', label: '姓名' }],
      },
    ],
  }),
);
const COLUMNS = sheetColumns(FORM, [{ kind: 'CONTRACT', label: '合同', required: true }]);
const PATHS = COLUMNS.map(({ path }) => path);
const TEMPLATE = { process: 'x-flow', title: '甲流程', columns: COLUMNS, most: 500 };

async function readBack(rows: Record<string, Written>[], paths = PATHS) {
  const read = (await readSheet(await filledSheet('x-flow', paths, rows))) as RawSheet;
  return sheetRows(read, COLUMNS);
}

describe('the columns of a form', () => {
  test('are what people enter, groups by their path, and the files', () => {
    expect(COLUMNS.map(({ path, label, takes }) => [path, label, takes])).toEqual([
      ['name', '名称', 'text'],
      ['tender.name', '招标 名称', 'text'],
      ['tender.amount', '金额', 'number'],
      ['tender.on', '日期', 'day'],
      ['sector', '行业', 'one'],
      ['marks', '标记', 'several'],
      ['open', '公开', 'yes'],
      ['attachments.CONTRACT', '合同', 'files'],
    ]);
    expect(listsOf(FORM)).toEqual(['人员']);
  });

  test('have letters as in Excel', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(letterOf)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ]);
  });
});

describe('the template', () => {
  let parts: Record<string, string>;

  beforeAll(async () => {
    const unpacked = unzipSync(await writeTemplate({ ...TEMPLATE, lists: listsOf(FORM) }));
    parts = Object.fromEntries(
      Object.entries(unpacked).map(([name, bytes]) => [name, strFromU8(bytes)]),
    );
  });

  test('offers the choices of a select, and of a yes or no', () => {
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).toContain(`sqref="F3:F502"`);
    expect(sheet).toContain(`<formula1>'选项'!$A$1:$A$2</formula1>`);
    expect(sheet).toContain('"是,否"');
    expect(parts['xl/workbook.xml']).toMatch(/name="选项"[^>]*state="hidden"/);
  });

  test('keeps the paths in a hidden row, and makes texts of what is typed', () => {
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
    expect(sheet).toMatch(/<row r="2" hidden="1">/);
    expect(sheet).toMatch(/<c r="B502" s="\d+"\/>/);
  });

  test('says what each column takes, what is required, and what it has no place for', () => {
    const words = parts['xl/sharedStrings.xml'] ?? '';
    for (const said of ['名称 *', '文字，最多 40 个字符', '电力，含新能源', '“人员”含多行内容'])
      expect(words).toContain(said);
  });

  test('is read as one without rows', async () => {
    const read = await readSheet(await writeTemplate({ ...TEMPLATE, lists: [] }));
    expect(read).toMatchObject({ process: 'x-flow', paths: PATHS, rows: [] });
  });
});

describe('what stands in a row', () => {
  test('choices by what they are called, days and numbers as they are, files by name', async () => {
    const [row] = await readBack([
      {
        name: ' 甲 ',
        'tender.name': 42,
        'tender.amount': 12.5,
        'tender.on': new Date('2026-01-05T00:00:00Z'),
        sector: '公路',
        marks: '公路；电力，含新能源',
        open: '是',
        'attachments.CONTRACT': 'a.pdf；b.pdf',
      },
    ]);
    expect(row).toMatchObject({
      number: 3,
      data: {
        name: ' 甲 ',
        tender: { name: '42', amount: 12.5, on: '2026-01-05' },
        sector: 'HIGHWAY',
        marks: ['HIGHWAY', 'POWER'],
        open: true,
      },
      files: [
        { kind: 'CONTRACT', name: 'a.pdf' },
        { kind: 'CONTRACT', name: 'b.pdf' },
      ],
      wrong: [],
    });
  });

  test('what begins as a formula does is the text it is', async () => {
    const [row] = await readBack([{ name: '=1+1', 'tender.name': '+86 571', sector: '@SUM(A1)' }]);
    expect(row?.data).toEqual({ name: '=1+1', tender: { name: '+86 571' }, sector: '@SUM(A1)' });
  });

  test('a formula is refused by its cell, whatever it comes to', async () => {
    const [row] = await readBack([{ name: { formula: 'HYPERLINK("http://x","y")' } }]);
    expect(row?.data).toEqual({});
    expect(row?.wrong).toMatchObject([{ path: 'name', zh: expect.stringContaining('=HYPERLINK') }]);
  });

  test('a number that Excel rounded is refused where a text belongs', async () => {
    const [row] = await readBack([{ name: Number('330782188801010011'), 'tender.amount': 1 }]);
    expect(row?.wrong).toMatchObject([{ path: 'name' }]);
    expect((await readBack([{ name: 133000000000001 }]))[0]).toMatchObject({
      data: { name: '133000000000001' },
      wrong: [],
    });
  });

  test('empty rows are no rows, and the numbers are those of Excel', async () => {
    const rows = await readBack([{ name: '甲' }, {}, { name: '  ' }, { name: '乙' }]);
    expect(rows.map(({ number }) => number)).toEqual([3, 6]);
  });

  test('what stands below no head is named, not lost', async () => {
    const [row] = await readBack([{ name: '甲', '': '多余' }], [...PATHS, '']);
    expect(row?.wrong).toMatchObject([{ zh: expect.stringContaining('多余') }]);
  });

  test('columns may stand in any order; one that the form has not is told, and one that comes twice', async () => {
    const rows = await readBack([{ sector: '公路', name: '甲' }], ['sector', 'name']);
    expect(rows[0]?.data).toEqual({ sector: 'HIGHWAY', name: '甲' });
    const read = (await readSheet(
      await filledSheet('x-flow', ['name', 'gone', 'name'], [{}]),
    )) as RawSheet;
    expect(unknownPaths(read, COLUMNS)).toEqual(['gone', 'name']);
  });

  test('whatever people type comes back as it was typed', async () => {
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
      // what XML cannot hold is in no file of Excel, and a line end is one kind
      .filter((one) => one.trim() !== '' && !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(one));
    const amount = fc.integer({ min: -999_999_999, max: 999_999_999 }).map((n) => n / 100);
    const day = fc.date({
      min: new Date('1950-01-01T00:00:00Z'),
      max: new Date('2100-01-01T00:00:00Z'),
      noInvalidDate: true,
    });
    const row = fc.record({ name: text, amount, day, sector: fc.constantFrom(...OPTIONS) });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
        const days = rows.map((one) => one.day.toISOString().slice(0, 10));
        const back = await readBack(
          rows.map(({ name, amount, sector }, i) => ({
            name,
            'tender.amount': amount,
            'tender.on': new Date(`${days[i]}T00:00:00Z`),
            sector: sector.label,
          })),
        );
        expect(back.map(({ data }) => data)).toEqual(
          rows.map(({ name, amount, sector }, i) => {
            return { name, tender: { amount, on: days[i] }, sector: sector.value };
          }),
        );
      }),
      { numRuns: 15 },
    );
  });
});

describe('a file that is no sheet of ours', () => {
  const wrong = async (bytes: Uint8Array, withinMs?: number) => readSheet(bytes, withinMs);
  const parts = async () => unzipSync(await filledSheet('x-flow', PATHS, [{ name: '甲' }]));

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('名称,金额\n甲,1')],
    ['another archive', zipSync({ 'a.txt': strToU8('x') })],
  ])('%s', async (_, bytes) => {
    expect(await wrong(bytes)).toEqual({ wrong: 'no-sheet' });
  });

  test('half of one', async () => {
    const whole = await filledSheet('x-flow', PATHS, [{ name: '甲' }]);
    expect(await wrong(whole.subarray(0, whole.length / 2))).toEqual({ wrong: 'no-sheet' });
  });

  test('somebody else’s spreadsheet', async () => {
    const { writeXlsx } = await import('hucre/xlsx');
    const other = await writeXlsx({ sheets: [{ name: 'x', rows: [['a'], ['b'], ['c']] }] });
    expect(await wrong(other)).toEqual({ wrong: 'other-template' });
  });

  test('a bomb is not unpacked, also where it lies about its size', async () => {
    const bomb = zipSync({
      ...(await parts()),
      'xl/worksheets/sheet1.xml': new Uint8Array(SHEET_LIMITS.unpackedBytes + 1).fill(32),
    });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await wrong(bomb)).toEqual({ wrong: 'large' });
    const lying = Buffer.from(bomb);
    for (let at = 0; at >= 0; ) {
      at = lying.indexOf(Buffer.from([0x50, 0x4b, 1, 2]), at + 1);
      if (at > 0) lying.writeUInt32LE(10, at + 24);
    }
    expect(await wrong(lying)).toEqual({ wrong: 'no-sheet' });
  });

  test('a sheet that spans everything, and too many parts', async () => {
    const whole = await parts();
    const sheet = strFromU8(whole['xl/worksheets/sheet1.xml'] as Uint8Array);
    const corner = sheet.replace(
      '</sheetData>',
      '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
    );
    const wide = zipSync({ ...whole, 'xl/worksheets/sheet1.xml': strToU8(corner) });
    expect(await wrong(wide)).toMatchObject({ wrong: expect.stringMatching(/large|no-sheet/) });
    const many = Object.fromEntries(
      Array.from({ length: 600 }, (_, i) => [`xl/x${i}.xml`, strToU8('<x/>')]),
    );
    expect(await wrong(zipSync({ ...whole, ...many }))).toEqual({ wrong: 'large' });
  });

  test('entities are never expanded', async () => {
    const whole = await parts();
    const entities = `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]>`;
    const sheet = strFromU8(whole['xl/worksheets/sheet1.xml'] as Uint8Array)
      .replace('?>', `?>${entities}`)
      .replace(
        '</sheetData>',
        '<row r="4"><c r="B4" t="inlineStr"><is><t>&b;&b;</t></is></c></row></sheetData>',
      );
    const read = await wrong(zipSync({ ...whole, 'xl/worksheets/sheet1.xml': strToU8(sheet) }));
    expect(JSON.stringify(read).length).toBeLessThan(2000);
  });

  test('one that takes too long is given up', async () => {
    expect(await wrong(await filledSheet('x-flow', PATHS, [{ name: '甲' }]), 1)).toEqual({
      wrong: 'slow',
    });
  });
});
