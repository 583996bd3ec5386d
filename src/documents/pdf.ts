import PdfDocument from 'pdfkit';
import { breakLines } from './lines';
import { breakPages, type PageLine } from './pages';
import { type Pdf, Pen } from './pen';
import { oneLine, typedParagraphs } from './typed';

/** What an official document (公文) says. */
export interface OfficialDocument {
  title: string;
  /** Document number as printed: issuer, year, running number. */
  number: string;
  /** Empty: a record for the file, to nobody. */
  addressee: string;
  /** As typed: line ends begin paragraphs, empty lines stay, a form feed begins a page. */
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
const sizes = { organ: 30, organLeast: 18, title: 22, body: width / 28, foot: 9 };
const indent = 2 * sizes.body;
const red = '#c8161d';
const ink = '#000000';
const grey = '#555555';

/** Sets the document in the letter form of official documents (信函格式) and returns its bytes. */
export async function renderOfficialDocument(given: OfficialDocument): Promise<Buffer> {
  const content = inLines(given);
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
  const bytes = collect(pdf);
  const sheet: Sheet = { pdf, pen: await Pen.for(pdf, textsOf(content)), content };
  const top = drawHead(sheet);
  drawSignature(sheet, drawBody(sheet, top));
  drawFeet(sheet);
  pdf.end();
  return bytes;
}

/** A document while it is set. */
interface Sheet {
  pdf: Pdf;
  pen: Pen;
  content: OfficialDocument;
}

/** What stands in one line of a document has no line ends. */
function inLines(content: OfficialDocument): OfficialDocument {
  const { title, number, addressee, signer, caseNumber } = content;
  return {
    ...content,
    title: oneLine(title),
    number: oneLine(number),
    addressee: oneLine(addressee),
    signer: oneLine(signer),
    caseNumber: oneLine(caseNumber),
  };
}

const textsOf = ({
  title,
  number,
  addressee,
  paragraphs,
  signer,
  caseNumber,
}: OfficialDocument) => [...[title, number, addressee, signer, caseNumber], ...paragraphs];

/** 二〇二六年 is for tablets; documents write the year in digits (GB/T 9704, 7.3.5). */
export function chineseDate(date: Date): string {
  const [year, month, day] = new Date(date.getTime() + 8 * 3_600_000)
    .toISOString()
    .slice(0, 10)
    .split('-')
    .map(Number);
  return `${year}年${month}月${day}日`;
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
function drawHead({ pdf, pen, content }: Sheet): number {
  pdf.fillColor(red);
  const rule = drawOrgan(pen, content.signer);
  drawDoubleRule(pdf, rule, [2.2, 0.7]);
  pdf.fillColor(ink);
  pen.fit(content.number, 'regular', sizes.body, width);
  pen.put(content.number, left + width - pen.width(content.number), rule + 12);
  let y = rule + 12 + pitch * 2;
  pen.use('bold', sizes.title);
  for (const line of titleLines(pen, content.title)) {
    if (y + sizes.title * 1.6 > bottom) y = newPage(pdf);
    centre(pen, line, y);
    y += sizes.title * 1.6;
  }
  return y + pitch * 0.7;
}

/** A name too long for its line is set smaller, and in several lines before it gets too small to read. */
function drawOrgan(pen: Pen, signer: string): number {
  let y = 22 * millimetre;
  const size = Math.max(pen.fit(signer, 'bold', sizes.organ, width), sizes.organLeast);
  pen.use('bold', size);
  const lines = breakLines(
    signer,
    (text) => pen.width(text),
    () => width,
  );
  for (const line of lines) {
    centre(pen, line, y);
    y += size * 1.4;
  }
  return y + sizes.organ * 1.55 - size * 1.4;
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
function titleLines(pen: Pen, title: string): string[] {
  const measure = (text: string) => pen.width(text);
  const most = width - 2 * sizes.title;
  const needed = Math.ceil(measure(title) / most);
  const even = Math.min(most, measure(title) / needed + sizes.title);
  return breakLines(title, measure, () => even);
}

/** A line of the text, and how it is set. */
interface TextLine extends PageLine {
  indent: number;
  /** Ends its paragraph, so that it is not spread to the right edge. */
  ends: boolean;
}

/** Addressee and paragraphs; returns where the signature goes. */
function drawBody({ pdf, pen, content }: Sheet, top: number): number {
  pdf.fillColor(ink);
  pen.use('regular', sizes.body);
  const lines = textLines(pen, content);
  const starts = breakPages(lines, {
    first: rows(bottom - top),
    other: rows(bottom - area.top * millimetre),
    signature: 1 + signatureRows(pen, content),
  });
  let y = top;
  for (const [number, start] of starts.entries()) {
    if (number > 0) y = newPage(pdf);
    for (const line of lines.slice(start, starts[number + 1])) {
      const full = line.ends ? undefined : width - line.indent;
      if (line.text !== '') pen.put(line.text, left + line.indent, y, full);
      y += pitch;
    }
  }
  return y;
}

/** How many lines of text there is room for; what is lost in counting with fractions is no line. */
const rows = (height: number) => Math.max(0, Math.floor(height / pitch + 1e-6));

function textLines(pen: Pen, { addressee, paragraphs }: OfficialDocument): TextLine[] {
  const measure = (text: string) => pen.width(text);
  const salutation = addressee ? breakLines(`${addressee}：`, measure, () => width) : [];
  const typed = typedParagraphs(paragraphs);
  while (typed.at(-1)?.text === '') typed.pop();
  return [
    ...salutation.map((text) => ({ text, paragraph: -1, indent: 0, ends: true, withNext: true })),
    ...typed.flatMap(({ text, beginsPage }, paragraph) =>
      breakLines(text, measure, (line) => width - (line === 0 ? indent : 0)).map(
        (part, line, { length }): TextLine => ({
          text: part,
          paragraph,
          indent: line === 0 ? indent : 0,
          ends: line === length - 1,
          beginsPage: beginsPage && line === 0,
        }),
      ),
    ),
  ];
}

const signerLines = (pen: Pen, { signer }: OfficialDocument) =>
  breakLines(
    signer,
    (text) => pen.width(text),
    () => width,
  );

/** The signer, the date, and a line below it for the seal. */
const signatureRows = (pen: Pen, content: OfficialDocument) => signerLines(pen, content).length + 2;

/** Signer and date at the right: the date four characters in, the signer centred above it. */
function drawSignature({ pdf, pen, content }: Sheet, end: number): void {
  pdf.fillColor(ink);
  pen.use('regular', sizes.body);
  const day = chineseDate(content.date);
  const edge = left + width - 4 * sizes.body;
  const middle = edge - pen.width(day) / 2;
  let y = end;
  const next = () => {
    y += pitch;
    if (y + pitch > bottom) y = newPage(pdf);
  };
  for (const line of signerLines(pen, content)) {
    next();
    const own = pen.width(line);
    pen.put(line, Math.max(left, Math.min(middle - own / 2, left + width - own)), y);
  }
  next();
  pen.put(day, edge - pen.width(day), y);
}

/** On every page: double rule, case number, address for checking, page number. */
function drawFeet({ pdf, pen, content }: Sheet): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    pdf.switchToPage(index);
    const y = page.height - 25 * millimetre;
    drawDoubleRule(pdf, y, [0.7, 2.2]);
    pdf.fillColor(grey);
    pen.use('regular', sizes.foot);
    const number = `第 ${index + 1} 页，共 ${count} 页`;
    const own = pen.width(number);
    pen.put(number, left + width - own, y + 9);
    const text = `案件编号：${content.caseNumber}`;
    pen.fit(text, 'regular', sizes.foot, width - own - sizes.foot);
    pen.put(text, left, y + 9);
    if (content.qr) drawLink(pdf, pen, content.qr, y + 9 + sizes.foot * 1.5);
  }
}

function drawLink(pdf: Pdf, pen: Pen, address: string, y: number): void {
  const text = `核验地址：${address}`;
  pen.fit(text, 'regular', sizes.foot, width);
  pen.put(text, left, y);
  pdf.link(left, y, pen.width(text), sizes.foot * 1.4, address);
}

function newPage(pdf: Pdf): number {
  pdf.addPage();
  return area.top * millimetre;
}

function centre(pen: Pen, text: string, y: number): void {
  pen.put(text, left + (width - pen.width(text)) / 2, y);
}
