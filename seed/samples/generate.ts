import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';

// Makes the sample attachments: `npx tsx seed/samples/generate.ts`.

const FONT = require.resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
);
const NOTE = '示例文件，所有单位、人员和项目均为虚构，仅供演示和测试。';

interface Page {
  file: string;
  title: string;
  rows: [label: string, value: string][];
  closing: string[];
}

const pages: Page[] = [
  {
    file: 'subcontract.pdf',
    title: '专业分包合同',
    rows: [
      ['合同编号', 'ZYFB-2026-001'],
      ['总承包企业', '杭州甲建设集团有限公司（虚构）'],
      ['专业承包单位', '义乌乙装饰工程有限公司（虚构）'],
      ['工程名称', '慈溪示例家园一期工程（虚构）'],
      ['施工许可证编号', '330282202609220101'],
      ['专业承包类别', '建筑装修装饰工程'],
      ['合同金额', '人民币 3,680,000 元'],
      ['签订日期', '2026年9月23日'],
    ],
    closing: ['总承包企业（盖章）', '专业承包单位（盖章）'],
  },
  {
    file: 'acceptance-record.pdf',
    title: '分部（分项）工程质量验收记录',
    rows: [
      ['工程名称', '慈溪示例家园一期工程（虚构）'],
      ['分部（分项）工程', '建筑装饰装修分部工程'],
      ['专业承包单位', '义乌乙装饰工程有限公司（虚构）'],
      ['检验批', '共 12 批，合格 12 批'],
      ['质量控制资料', '齐全'],
      ['观感质量', '好'],
      ['验收结论', '合格'],
      ['验收日期', '2026年9月29日'],
    ],
    closing: ['施工单位项目负责人（签字）', '总监理工程师（签字）'],
  },
  {
    file: 'project-paper.pdf',
    title: '工程项目信息申报材料',
    rows: [
      ['项目名称', '渝中示例家园（虚构）'],
      ['申请单位', '重庆丁建设工程有限公司（虚构）'],
      ['材料', '申请表、承诺书、报告或佐证材料'],
    ],
    closing: ['申请单位（盖章）', '法定代表人（签字）'],
  },
];

const LEFT = 70;
const ROW = 30;

async function write({ file, title, rows, closing }: Page): Promise<void> {
  // A fixed date keeps the file (and its id, which is made of it) the same at every run.
  const CreationDate = new Date('2026-09-23T00:00:00Z');
  const pdf = new PDFDocument({ size: 'A4', margin: LEFT, info: { Title: title, CreationDate } });
  const done = finished(pdf.pipe(createWriteStream(join(__dirname, file))));
  pdf.font(FONT).fontSize(20).text(title, { align: 'center' }).fontSize(12);
  const top = pdf.y + ROW;
  rows.forEach(([label, value], index) => {
    const y = top + index * ROW;
    pdf
      .rect(LEFT, y, 130, ROW)
      .stroke()
      .text(label, LEFT + 8, y + 7, { width: 120 });
    pdf
      .rect(LEFT + 130, y, 325, ROW)
      .stroke()
      .text(value, LEFT + 138, y + 7, { width: 310 });
  });
  closing.forEach((line, index) => {
    pdf.text(line, LEFT + index * 230, top + (rows.length + 2) * ROW);
  });
  pdf.fontSize(9).text(NOTE, LEFT, 740);
  pdf.end();
  await done;
}

Promise.all(pages.map(write));
