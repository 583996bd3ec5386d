import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { samples } from '../../../seed';
import { createFileChecker, type FileChecker } from '../../../src/uploads';
import { EICAR, giantPng, jpeg, packed, pdf, pdfOf, png, withTail } from '../../harness/papers';

const DAMAGED = { wrong: 'damaged', about: expect.any(String) };
const sample = readFileSync(samples.subcontract.path);

describe('[D11] what a file is', () => {
  const folder = mkdtempSync(join(tmpdir(), 'papers-'));
  let checker: FileChecker;
  let files = 0;
  beforeAll(() => {
    checker = createFileChecker({ megapixels: 60, seconds: 30 });
  });
  afterAll(async () => {
    await checker.close();
    rmSync(folder, { recursive: true });
  });

  const check = (content: Buffer, whose = 'somebody') => {
    files += 1;
    const path = join(folder, String(files));
    writeFileSync(path, content);
    return checker.check(path, whose);
  };

  test.each<[string, string, () => Buffer | Promise<Buffer>]>([
    ['a document of ours', 'application/pdf', () => sample],
    ['one page', 'application/pdf', () => pdf()],
    [
      'blanks behind it',
      'application/pdf',
      () => Buffer.concat([sample, Buffer.alloc(9), Buffer.from('\r\n \t')]),
    ],
    ['a place shown first', 'application/pdf', () => pdf('/OpenAction[3 0 R/Fit]')],
    ['a link', 'application/pdf', () => pdf('', ['<</S/URI/URI(https://example.com)>>'])],
    ['objects in a packed table', 'application/pdf', () => packed(Buffer.from('<</A 1>>'))],
    ['a photograph', 'image/jpeg', () => jpeg()],
    [
      'a photograph with another behind it',
      'image/jpeg',
      async () => Buffer.concat([await jpeg(), await jpeg(8, 8)]),
    ],
    ['a drawing', 'image/png', () => png()],
  ])('%s is taken', async (_, contentType, make) => {
    expect(await check(await make())).toEqual({ contentType });
  });

  test.each<[string, () => Buffer | Promise<Buffer>]>([
    ['the beginning of a PDF and no more', () => Buffer.from('%PDF-')],
    ['a PDF without objects', () => Buffer.from('%PDF-1.4\n%%EOF\n')],
    ['half a PDF', () => sample.subarray(0, sample.length / 2)],
    ['a PDF without its last bytes', () => sample.subarray(0, -8)],
    [
      'a PDF without its first half',
      () => Buffer.concat([Buffer.from('%PDF-1.4\n'), sample.subarray(sample.length / 2)]),
    ],
    ['EICAR behind a PDF', () => Buffer.concat([sample, EICAR])],
    [
      'EICAR behind a PDF, and an end of file',
      () => Buffer.concat([sample, EICAR, Buffer.from('\n%%EOF')]),
    ],
    ['EICAR behind a PDF, and all of an end of file', () => withTail(sample, EICAR)],
    ['a web page behind a PDF', () => withTail(sample, Buffer.from('<script>alert(1)</script>'))],
    [
      'a PDF without pages',
      () => pdfOf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[]>>']),
    ],
    ['a packed table that is 70 MB unpacked', () => packed(Buffer.alloc(70 * 1024 * 1024))],
    ['a PDF nested a million deep', () => pdf('', ['['.repeat(1e6) + ']'.repeat(1e6)])],
    ['a 12-byte JPEG', async () => (await jpeg()).subarray(0, 12)],
    ['half a JPEG', async () => (await jpeg()).subarray(0, 1200)],
    [
      'half a JPEG with an end',
      async () =>
        Buffer.concat([(await jpeg(640, 640)).subarray(0, 9000), Buffer.from([0xff, 0xd9])]),
    ],
    ['EICAR behind a JPEG', async () => Buffer.concat([await jpeg(), EICAR])],
    ['a PNG without its last chunk', async () => (await png()).subarray(0, -12)],
    ['EICAR behind a PNG', async () => Buffer.concat([await png(), EICAR])],
    [
      'a PNG with a wrong bit',
      async () => {
        const bytes = await png();
        bytes.writeUInt8(bytes.readUInt8(200) ^ 1, 200);
        return bytes;
      },
    ],
    ['a PNG of 3,600 million pixels', () => giantPng(60_000, 60_000)],
  ])('%s is not whole', async (_, make) => {
    expect(await check(await make())).toEqual(DAMAGED);
  });

  test.each<[string, string, Buffer]>([
    [
      'JavaScript at its opening',
      'JavaScript',
      pdf('/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>'),
    ],
    [
      'JavaScript under another spelling',
      'JavaScript',
      pdf('/OpenAction<</S/Java#53cript/#4aS(1)>>'),
    ],
    ['JavaScript in a packed table', 'JavaScript', packed(Buffer.from('<</S/JavaScript/JS(1)>>'))],
    [
      'JavaScript that a later version takes back',
      'JavaScript',
      pdf('', ['<</S/JavaScript/JS(1)>>', '<<>>\nendobj\n4 0 obj\n<<>>']),
    ],
    ['scripts by name', 'JavaScript', pdf('/Names<</JavaScript<</Names[]>>>>')],
    ['a page that acts', 'AA', pdf('', ['<</Type/Page/AA<</O 5 0 R>>>>'])],
    [
      'an address opened with it',
      'OpenAction',
      pdf('/OpenAction<</S/URI/URI(http://evil.example)>>'),
    ],
    ['a program to be started', 'Launch', pdf('', ['<</S/Launch/F(cmd.exe)>>'])],
    ['a form to be sent', 'SubmitForm', pdf('', ['<</S/SubmitForm/F(http://evil.example)>>'])],
    ['files in it', 'EmbeddedFiles', pdf('/Names<</EmbeddedFiles<</Names[]>>>>')],
    ['a file on a page', 'FileAttachment', pdf('', ['<</Type/Annot/Subtype/FileAttachment>>'])],
    ['an XFA form', 'XFA', pdf('/AcroForm<</XFA[]>>')],
    [
      'a password',
      'Encrypt',
      pdf('', ['<</Filter/Standard/V 1/R 2/O(x)/U(x)/P -4>>'], '/Encrypt 4 0 R'),
    ],
  ])('a PDF with %s is named: %s', async (_, about, content) => {
    expect(await check(content)).toEqual({ wrong: 'active', about });
  });

  test.each<[string, Buffer]>([
    ['text', Buffer.from('专业分包合同')],
    ['an archive', Buffer.from('504b0304140000000800', 'hex')],
    ['a program', Buffer.from('4d5a90000300000004000000ffff0000b8', 'hex')],
    ['nothing', Buffer.alloc(0)],
  ])('%s is no kind that is taken', async (_, content) => {
    expect(await check(content)).toEqual({ wrong: 'kind' });
  });

  test('a file that its reader does not get through is refused, and the next one is read', async () => {
    const hurried = createFileChecker({ megapixels: 60, seconds: 3 });
    const endless = join(folder, 'endless');
    const entries = '<</Type/XRef/Size 4/Index[0 2000000000]/W[1 2 1]/Length 4>>';
    writeFileSync(endless, pdf('', [`${entries}\nstream\nabcd\nendstream`]));
    const good = join(folder, 'good');
    writeFileSync(good, pdf());
    expect(await hurried.check(good, 'a')).toEqual({ contentType: 'application/pdf' });
    const [bad, next] = await Promise.all([hurried.check(endless, 'a'), hurried.check(good, 'b')]);
    await hurried.close();
    expect(bad).toEqual(DAMAGED);
    expect(next).toEqual({ contentType: 'application/pdf' });
  });

  test('who sends many files holds nobody up, and may not have too many waiting', async () => {
    const done: string[] = [];
    const from = (whose: string) => check(sample, whose).finally(() => done.push(whose));
    // one is looked at, 32 wait
    const busy = Array.from({ length: 33 }, () => from('busy'));
    const another = from('another');
    const tooMany = check(sample, 'busy');
    await expect(tooMany).rejects.toMatchObject({ status: 429 });
    await another;
    expect(done.length).toBeLessThanOrEqual(3);
    expect(await Promise.all(busy)).toEqual(busy.map(() => ({ contentType: 'application/pdf' })));
  });
});
