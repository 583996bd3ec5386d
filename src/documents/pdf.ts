import { dirname, join } from 'node:path';
import PdfDocument from 'pdfkit';
import { breakLines } from './lines';

/** What an official document (公文) says. */
export interface OfficialDocument {
  title: string;
  /** Document number as printed: issuer, year, running number. */
  number: string;
  /** Empty: a record for the file, to nobody. */
  addressee: string;
  paragraphs: readonly string[];
  signer: string;
  /** Date of the document; also the file's creation date, so that equal input gives equal bytes. */
  date: Date;
  caseNumber: string;
  /** Address under which the document can be checked; printed at the foot. */
  qr?: string | undefined;
}

const millimetre = 72 / 25.4;
/** A4 and the type area of GB/T 9704: 156 mm by 225 mm, 22 lines of 28 characters. */
const page = { width: 210 * millimetre, height: 297 * millimetre };
const area = { left: 28, top: 37, width: 156, height: 225 };
const left = area.left * millimetre;
const width = area.width * millimetre;
const bottom = (area.top + area.height) * millimetre;
const pitch = (area.height * millimetre) / 22;
const sizes = { organ: 30, title: 22, body: width / 28, foot: 9 };
/** A line that would have to be spread more than this stays ragged. */
const widestSpread = sizes.body * 0.3;
const red = '#c8161d';
const ink = '#000000';
const grey = '#555555';

type Pdf = InstanceType<typeof PdfDocument>;

/** Sets the document in the letter form of official documents (信函格式) and returns its bytes. */
export async function renderOfficialDocument(content: OfficialDocument): Promise<Buffer> {
  const pdf = new PdfDocument({
    size: [page.width, page.height],
    margin: 0,
    bufferPages: true,
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: content.title,
      Author: content.signer,
      Subject: content.number,
      Keywords: content.caseNumber,
      Creator: 'zhujian-flow',
      CreationDate: content.date,
      ModDate: content.date,
    },
  });
  pdf.registerFont('regular', fontFile('400Regular'));
  pdf.registerFont('bold', fontFile('700Bold'));
  const bytes = collect(pdf);
  const body = drawHead(pdf, content);
  const end = drawBody(pdf, content, body);
  drawSignature(pdf, content, end);
  drawFeet(pdf, content);
  pdf.end();
  return bytes;
}

/** 二〇二六年 is for tablets; documents write the year in digits (GB/T 9704, 7.3.5). */
export function chineseDate(date: Date): string {
  const [year, month, day] = new Date(date.getTime() + 8 * 3_600_000)
    .toISOString()
    .slice(0, 10)
    .split('-')
    .map(Number);
  return `${year}年${month}月${day}日`;
}

function fontFile(weight: '400Regular' | '700Bold'): string {
  const folder = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  return join(folder, weight, `NotoSansSC_${weight}.ttf`);
}

function collect(pdf: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
}

/** Name of the organ, double rule, number, title; returns where the addressee goes. */
function drawHead(pdf: Pdf, content: OfficialDocument): number {
  const organTop = 22 * millimetre;
  pdf.font('bold').fillColor(red);
  const organ = fitSize(pdf, content.signer, sizes.organ);
  centre(pdf, content.signer, organTop, organ);
  const rule = organTop + sizes.organ * 1.55;
  drawDoubleRule(pdf, rule, [2.2, 0.7]);
  pdf.fillColor(ink).font('regular').fontSize(sizes.body);
  put(pdf, content.number, left + width - pdf.widthOfString(content.number), rule + 12);
  let y = rule + 12 + pitch * 2;
  pdf.font('bold').fontSize(sizes.title);
  for (const line of titleLines(pdf, content.title)) {
    centre(pdf, line, y, sizes.title);
    y += sizes.title * 1.6;
  }
  return y + pitch * 0.7;
}

function drawDoubleRule(pdf: Pdf, y: number, [upper, lower]: [number, number]): void {
  const [from, to] = [20 * millimetre, page.width - 20 * millimetre];
  pdf.strokeColor(red);
  pdf.lineWidth(upper).moveTo(from, y).lineTo(to, y).stroke();
  pdf
    .lineWidth(lower)
    .moveTo(from, y + 3)
    .lineTo(to, y + 3)
    .stroke();
}

/** A long title is set in lines of about equal length. */
function titleLines(pdf: Pdf, title: string): string[] {
  const measure = (text: string) => pdf.widthOfString(text);
  const most = width - 2 * sizes.title;
  const needed = Math.ceil(measure(title) / most);
  const even = Math.min(most, measure(title) / needed + sizes.title);
  return breakLines(title, measure, () => even);
}

/** Addressee and paragraphs; returns where the signature goes. */
function drawBody(pdf: Pdf, content: OfficialDocument, top: number): number {
  pdf.font('regular').fontSize(sizes.body).fillColor(ink);
  const indent = 2 * sizes.body;
  const measure = (text: string) => pdf.widthOfString(text);
  let y = top;
  const next = () => {
    y += pitch;
  };
  const room = () => {
    if (y + pitch <= bottom) return;
    y = newPage(pdf);
  };
  const salutation = content.addressee && `${content.addressee}：`;
  for (const line of salutation ? breakLines(salutation, measure, () => width) : []) {
    room();
    put(pdf, line, left, y);
    next();
  }
  for (const paragraph of content.paragraphs) {
    const lines = breakLines(paragraph, measure, (index) => (index === 0 ? width - indent : width));
    lines.forEach((line, index) => {
      room();
      const start = index === 0 ? indent : 0;
      const last = index === lines.length - 1;
      put(pdf, line, left + start, y, last ? undefined : width - start);
      next();
    });
  }
  return y;
}

/** Signer and date at the right: the date four characters in, the signer centred above it. */
function drawSignature(pdf: Pdf, content: OfficialDocument, end: number): void {
  const lines = 3;
  let y = end + pitch;
  if (y + lines * pitch > bottom) y = newPage(pdf);
  pdf.font('regular').fontSize(sizes.body).fillColor(ink);
  const day = chineseDate(content.date);
  const dayWidth = pdf.widthOfString(day);
  const signerWidth = pdf.widthOfString(content.signer);
  const edge = left + width - 4 * sizes.body;
  const middle = edge - dayWidth / 2;
  const signerLeft = Math.min(middle - signerWidth / 2, left + width - signerWidth);
  put(pdf, content.signer, Math.max(left, signerLeft), y);
  put(pdf, day, edge - dayWidth, y + pitch);
}

/** On every page: double rule, case number, address for checking, page number. */
function drawFeet(pdf: Pdf, content: OfficialDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    pdf.switchToPage(index);
    const y = page.height - 25 * millimetre;
    drawDoubleRule(pdf, y, [0.7, 2.2]);
    pdf.font('regular').fontSize(sizes.foot).fillColor(grey);
    put(pdf, `案件编号：${content.caseNumber}`, left, y + 9);
    const number = `第 ${index + 1} 页，共 ${count} 页`;
    put(pdf, number, left + width - pdf.widthOfString(number), y + 9);
    if (content.qr) drawLink(pdf, content.qr, y + 9 + sizes.foot * 1.5);
  }
}

function drawLink(pdf: Pdf, address: string, y: number): void {
  const text = `核验地址：${address}`;
  pdf.fontSize(fitSize(pdf, text, sizes.foot));
  put(pdf, text, left, y);
  pdf.link(left, y, pdf.widthOfString(text), sizes.foot * 1.4, address);
}

function newPage(pdf: Pdf): number {
  pdf.addPage();
  return area.top * millimetre;
}

/** The size at which the text fits the line, at most the one wished for. */
function fitSize(pdf: Pdf, text: string, wished: number): number {
  pdf.fontSize(wished);
  return Math.min(wished, (wished * width) / pdf.widthOfString(text));
}

function centre(pdf: Pdf, text: string, y: number, size: number): void {
  pdf.fontSize(size);
  put(pdf, text, left + (width - pdf.widthOfString(text)) / 2, y);
}

/** One line, spread evenly to `full` points when that is given (both edges straight). */
function put(pdf: Pdf, text: string, x: number, y: number, full?: number): void {
  const gaps = [...text].length - 1;
  const missing = full === undefined ? 0 : full - pdf.widthOfString(text);
  const even = gaps > 0 && missing > 0 ? missing / gaps : 0;
  const spread = even > widestSpread ? 0 : even;
  pdf.text(text, x, y, { lineBreak: false, characterSpacing: spread });
}
