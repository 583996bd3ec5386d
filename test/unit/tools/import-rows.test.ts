import { readForm } from '../../../src/models/read-form';
import { reportCsv } from '../../../src/tools/import/import-file';
import { readRows } from '../../../src/tools/import/rows';

const form = readForm(
  'test.form',
  JSON.stringify({
    id: 'test',
    components: [
      { type: 'text', text: '# 说明' },
      { type: 'textfield', key: 'permitNo', label: '施工许可证编号' },
      {
        type: 'select',
        key: 'category',
        label: '工程类别',
        values: [
          { label: '建筑工程', value: 'BUILDING' },
          { label: '市政公用工程', value: 'MUNICIPAL' },
        ],
      },
      {
        type: 'group',
        label: '合同',
        path: 'contract',
        components: [
          { type: 'textfield', key: 'no', label: '编号' },
          { type: 'number', key: 'amount', label: '合同价' },
        ],
      },
      {
        type: 'dynamiclist',
        path: 'indicators',
        label: '技术指标',
        components: [
          { type: 'textfield', key: 'name', label: '名称' },
          { type: 'textfield', key: 'value', label: '编号' },
        ],
      },
      { type: 'checkbox', key: 'done', label: '已竣工' },
      {
        type: 'checklist',
        key: 'stages',
        label: '环节',
        values: [
          { label: '招标', value: 'TENDER' },
          { label: '合同', value: 'CONTRACT' },
        ],
      },
    ],
  }),
);

const rows = (...lines: string[]) => readRows(Buffer.from(lines.join('\r\n')), form);

describe('[ZJ-05] a file to import', () => {
  test('names fields by label or key, in groups and lists, too', () => {
    expect(
      rows(
        '施工许可证编号,工程类别,contract.no,合同价,技术指标第1项 名称,indicators.0.value,已竣工,环节',
        'A-1,市政公用工程,HT-1,"1,200.5",面积,800,是,招标、合同',
      ),
    ).toEqual([
      {
        line: 2,
        data: {
          permitNo: 'A-1',
          category: 'MUNICIPAL',
          contract: { no: 'HT-1', amount: '1,200.5' },
          indicators: [{ name: '面积', value: '800' }],
          done: true,
          stages: ['TENDER', 'CONTRACT'],
        },
      },
    ]);
  });

  test('is read as Excel saves it: byte order mark, empty cells and lines, quoted line ends', () => {
    const text = '\uFEFFpermitNo,category\r\nA-1,\r\n,\r\n\r\n"A\r\n2",BUILDING\r\n';
    expect(readRows(Buffer.from(text), form)).toMatchObject([
      { line: 2, data: { permitNo: 'A-1' } },
      { data: { permitNo: 'A\r\n2', category: 'BUILDING' } },
    ]);
  });

  test('keeps what no field takes: the form says so, row by row', () => {
    expect(rows('工程类别,已竣工', '桥梁,也许')).toMatchObject([
      { data: { category: '桥梁', done: '也许' } },
    ]);
  });

  test('with more cells than its head: that row is told, the others are taken', () => {
    expect(rows('permitNo', 'A-1,?', 'A-2')).toMatchObject([
      { line: 2, fault: expect.stringContaining('2') },
      { line: 3, data: { permitNo: 'A-2' } },
    ]);
  });

  test.each([
    [
      'a field that the form does not have',
      '许可证号',
      /没有“许可证号”.*施工许可证编号（permitNo）/s,
    ],
    ['a group', 'contract', /没有“contract”/],
    ['a list without a row', 'indicators.name', /没有/],
    ['a label without its list', '名称', /没有/],
    ['the same twice', 'permitNo,permitNo', /出现两次/],
  ])('whose head names %s is refused as a whole', (_, head, said) => {
    expect(() => rows(head, 'x')).toThrow(said);
  });

  test('in the encoding of old Excel files is refused with what to do', () => {
    expect(() => readRows(Buffer.from([0xca, 0xa9, 0x2c, 0xb9]), form)).toThrow(/CSV UTF-8/);
    expect(() => rows('')).toThrow(/表头/);
  });

  test('what was refused is told as a file for Excel, and no cell of it becomes a formula', () => {
    const fault = { line: 7, code: 'E-21-05', message: '不在本省', field: '所在地', came: '=1+1' };
    expect(reportCsv([fault])).toBe(
      "\uFEFF行,代码,说明,字段,原值\n7,E-21-05,不在本省,所在地,'=1+1\n",
    );
  });
});
