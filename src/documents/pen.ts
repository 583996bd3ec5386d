import { readFile } from 'node:fs/promises';
import type PdfDocument from 'pdfkit';
import { characters, fontRuns } from '../domain/drawable';
import { FONTS } from '../domain/fonts.generated';

export type Pdf = InstanceType<typeof PdfDocument>;
export type Weight = 'regular' | 'bold';

/** From the upper edge of a line to its baseline, in the main font and as a part of its size. */
const ASCENT = 1.16;
/** A line that would have to be spread more than this part of the size stays ragged. */
const WIDEST_SPREAD = 0.3;

/** Measures and draws text on a document, each character in the first of our fonts that has it. */
export class Pen {
  #weight: Weight = 'regular';
  #size = 1;
  readonly #widths = new Map<string, number>();

  private constructor(private readonly pdf: Pdf) {}

  /**
   * A pen that can write these texts: only the fonts that they need are read.
   * @param texts all that will be written; other characters come out as boxes
   */
  static async for(pdf: Pdf, texts: readonly string[]): Promise<Pen> {
    const runs = texts.flatMap(fontRuns);
    for (const font of new Set([0, ...runs.map((run) => run.font)])) await register(pdf, font);
    return new Pen(pdf);
  }

  /** @param size in points */
  use(weight: Weight, size: number): this {
    this.#weight = weight;
    this.#size = size;
    return this;
  }

  /** Takes the size at which a text fits into `room`, at most the one wished for, and returns it. */
  fit(text: string, weight: Weight, wished: number, room: number): number {
    const needed = this.use(weight, wished).width(text);
    this.#size = needed > room ? (wished * room) / needed : wished;
    return this.#size;
  }

  /** Width of a text in points. */
  width(text: string): number {
    const key = `${this.#weight} ${text}`;
    const known = this.#widths.get(key) ?? this.#measure(text);
    this.#widths.set(key, known);
    return known * this.#size;
  }

  #measure(text: string): number {
    return fontRuns(text).reduce((sum, run) => {
      this.#in(run.font).fontSize(1);
      return sum + this.pdf.widthOfString(run.text);
    }, 0);
  }

  /** Sets one line with its upper edge at `y`, spread evenly to `full` points where that is given. */
  put(text: string, x: number, y: number, full?: number): void {
    const spread = full === undefined ? 0 : this.#spread(text, full);
    const baseline = y + ASCENT * this.#size;
    let at = x;
    for (const run of fontRuns(text)) {
      const advance = this.width(run.text) + spread * characters(run.text).length;
      const pdf = this.#in(run.font).fontSize(this.#size);
      pdf.text(run.text, at, baseline, {
        lineBreak: false,
        characterSpacing: spread,
        baseline: 'alphabetic',
      });
      at += advance;
    }
  }

  #spread(text: string, full: number): number {
    const gaps = characters(text).length - 1;
    const missing = full - this.width(text);
    const even = gaps > 0 && missing > 0 ? missing / gaps : 0;
    return even > WIDEST_SPREAD * this.#size ? 0 : even;
  }

  #in(font: number): Pdf {
    return this.pdf.font(nameOf(font, this.#weight));
  }
}

/** Most fonts have no bold weight: their characters are set in the only one they have. */
const nameOf = (font: number, weight: Weight) =>
  FONTS[font]?.bold && weight === 'bold' ? `${font} bold` : `${font}`;

async function register(pdf: Pdf, font: number): Promise<void> {
  const { file = '', bold } = FONTS[font] ?? {};
  pdf.registerFont(nameOf(font, 'regular'), await source(require.resolve(file)));
  if (bold) pdf.registerFont(nameOf(font, 'bold'), require.resolve(bold));
}

/** pdfkit can take no part of a WOFF2 font into a document, so it gets what is packed in it. */
async function source(file: string): Promise<string | Buffer> {
  if (!file.endsWith('.woff2')) return file;
  const { default: unpack } = await import('woff2-encoder/decompress');
  return Buffer.from(await unpack(await readFile(file)));
}
