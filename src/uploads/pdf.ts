import {
  decodePDFRawStream,
  PDFArray,
  PDFContext,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFParser,
  PDFRawStream,
  PDFStream,
} from '@cantoo/pdf-lib';
import { shortened } from '../domain/normal-form';
import { lengthWithoutBlanks, type Verdict } from './verdict';

const PDF = 'application/pdf';
/** Where an end of file must stand: `startxref`, an offset, `%%EOF`. */
const TAIL_BYTES = 64;
/** Largest table of objects that is unpacked; 20 MB of a few zeros would else become 20 GB. */
const UNPACKED_AT_MOST = 64 * 1024 * 1024;

/** Keys of dictionaries that make a document act, or carry other files. */
const ACTIVE_KEYS = ['JS', 'JavaScript', 'AA', 'XFA', 'EmbeddedFiles', 'EF'];
/** Names that do so as the value of a key. */
const ACTIVE_VALUES: Record<string, ReadonlySet<string>> = {
  S: new Set([
    ...['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'GoToE', 'GoToR'],
    ...['Rendition', 'Movie', 'Sound', 'RichMediaExecute', 'GoTo3DView'],
  ]),
  Subtype: new Set(['FileAttachment', 'RichMedia', 'Movie', 'Sound', 'Screen', '3D']),
  Type: new Set(['EmbeddedFile']),
};

/** What the parser keeps to itself and we look into. */
interface OpenParser {
  bytes: { done(): boolean; peek(): number; offset(): number; moveTo(offset: number): void };
  context: PDFContext;
  skipWhitespaceAndComments(): void;
  skipJibberish(): void;
  parseDocument(): Promise<PDFContext>;
}

/** Ends the reading of a document that has something active. */
class Active extends Error {}

/**
 * Judges a PDF: every object of it is read, also those an older version of the document left behind,
 * and nothing may stand between or behind them.
 * @param bytes the whole file
 */
export async function judgePdf(bytes: Uint8Array): Promise<Verdict> {
  const offset = offsetOfObjectTable(bytes);
  if (offset === null) return { wrong: 'damaged', about: 'no end of file (startxref … %%EOF)' };
  if (!isObjectTable(bytes, offset)) return { wrong: 'damaged', about: `startxref ${offset}` };
  try {
    return whatItIs(await readStrictly(bytes));
  } catch (error) {
    if (error instanceof Active) return { wrong: 'active', about: error.message };
    return { wrong: 'damaged', about: shortened((error as Error).message, 200) };
  }
}

function offsetOfObjectTable(bytes: Uint8Array): number | null {
  const end = lengthWithoutBlanks(bytes);
  const tail = latin1(bytes.subarray(Math.max(0, end - TAIL_BYTES), end));
  const [, offset] = /startxref\s+(\d+)\s+%%EOF$/.exec(tail) ?? [];
  return offset === undefined ? null : Number(offset);
}

function isObjectTable(bytes: Uint8Array, offset: number): boolean {
  return /^\s*(xref\b|\d+\s+\d+\s+obj\b)/.test(latin1(bytes.subarray(offset, offset + TAIL_BYTES)));
}

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

/** Reads every object, and passes over nothing. @throws Active; Error where it makes no sense */
async function readStrictly(bytes: Uint8Array): Promise<PDFContext> {
  const parser = PDFParser.forBytesWithOptions(bytes, Number.POSITIVE_INFINITY, true);
  const open = parser as unknown as OpenParser;
  // the library passes over what it cannot read; somebody else's reader might not
  open.skipJibberish = () => {
    open.skipWhitespaceAndComments();
    if (!open.bytes.done() && !NEXT_PART.test(ahead(open)))
      throw new Error(`what stands at byte ${open.bytes.offset()} belongs to no object`);
  };
  // an object that a later one replaces is looked at, too: a reader may be led to either
  const { context } = open;
  let found: string | undefined;
  const assign = context.assign.bind(context);
  context.assign = (ref, object) => {
    found ??= activeIn(object);
    assign(ref, object);
  };
  await open.parseDocument();
  if (found) throw new Active(found);
  return context;
}

/** What may follow an object: another, the table, the trailer, the end. */
const NEXT_PART = /^(\d+\s+\d+\s+obj|xref|trailer|startxref)/;
const AHEAD_BYTES = 32;

function ahead({ bytes }: OpenParser): string {
  const from = bytes.offset();
  const read: number[] = [];
  const reader = bytes as OpenParser['bytes'] & { next(): number };
  while (read.length < AHEAD_BYTES && !bytes.done()) read.push(reader.next());
  bytes.moveTo(from);
  return latin1(Uint8Array.from(read));
}

function whatItIs(context: PDFContext): Verdict {
  const { Root, Encrypt } = context.trailerInfo;
  if (Encrypt) return { wrong: 'active', about: 'Encrypt' };
  const catalog = context.lookup(Root);
  if (!(catalog instanceof PDFDict)) return { wrong: 'damaged', about: 'no catalog' };
  if (opensByItself(catalog)) return { wrong: 'active', about: 'OpenAction' };
  const pages = catalog.lookup(PDFName.of('Pages'));
  const isPage = (object: PDFObject) => nameAt(object, 'Type') === 'Page';
  const hasPage = context.enumerateIndirectObjects().some(([, object]) => isPage(object));
  if (!(pages instanceof PDFDict) || !hasPage) return { wrong: 'damaged', about: 'no page' };
  return { contentType: PDF };
}

/** Does opening the document do more than show one of its places? */
function opensByItself(catalog: PDFDict): boolean {
  const action = catalog.lookup(PDFName.of('OpenAction'));
  return action instanceof PDFDict && nameAt(action, 'S') !== 'GoTo';
}

/** The first thing in an object, or in what it holds, that acts by itself. */
function activeIn(object: PDFObject): string | undefined {
  if (object instanceof PDFStream) return activeIn(object.dict);
  if (object instanceof PDFArray) return firstOf(object.asArray(), activeIn);
  if (!(object instanceof PDFDict)) return undefined;
  return firstOf(object.entries(), ([key, value]) => {
    const name = key.decodeText();
    if (ACTIVE_KEYS.includes(name)) return name;
    const named = value instanceof PDFName ? value.decodeText() : '';
    return ACTIVE_VALUES[name]?.has(named) ? named : activeIn(value);
  });
}

function firstOf<T>(items: T[], find: (item: T) => string | undefined): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) return found;
  }
  return undefined;
}

function nameAt(object: PDFObject, key: string): string | undefined {
  const value = object instanceof PDFDict ? object.lookup(PDFName.of(key)) : undefined;
  return value instanceof PDFName ? value.decodeText() : undefined;
}

limitUnpacking();

/** The library unpacks tables of objects whole; here no further than they can be meant. */
function limitUnpacking(): void {
  const dict = PDFContext.create().obj({ Filter: 'FlateDecode', Length: 0 }) as PDFDict;
  const flate = decodePDFRawStream(PDFRawStream.of(dict, new Uint8Array([0x78, 0x9c, 0x03, 0])));
  const decoder = Object.getPrototypeOf(Object.getPrototypeOf(flate)) as {
    ensureBuffer(requested: number): Uint8Array;
  };
  const { ensureBuffer } = decoder;
  decoder.ensureBuffer = function (this: object, requested: number) {
    if (requested > UNPACKED_AT_MOST) throw new Error('a table of objects is too large unpacked');
    return ensureBuffer.call(this as never, requested);
  };
}
