import { suitsContent, wrongName } from '../../../src/uploads';

describe('[D11] names of files', () => {
  test.each([
    '合同.pdf',
    'A.B.PDF',
    '现场.JPG',
    'x.jpeg',
    'x.png',
    '第1.2版.pdf',
    'www.example.com.pdf',
  ])('%s is one', (name) => expect(wrongName(name)).toBeNull());

  test.each([
    ['a.pdf.exe', 'exe', 'unknown'],
    ['a.pdf.exe.', '', 'unknown'],
    ['a.pdf ', 'pdf ', 'unknown'],
    ['合同', '', 'unknown'],
    ['.pdf.html', 'html', 'unknown'],
    ['a.svg', 'svg', 'unknown'],
    ['a.exe.pdf', 'exe', 'runnable'],
    ['a.EXE .pdf', 'exe', 'runnable'],
    ['a.html.png', 'html', 'runnable'],
    ['a\u202efdp.js.jpg', 'js', 'runnable'],
  ])('%j is none: %s', (name, ending, why) => {
    expect(wrongName(name)).toEqual({ ending, why });
  });

  test('the ending says what the content is', () => {
    expect(suitsContent('合同.PDF', 'application/pdf')).toBe(true);
    expect(suitsContent('a.jpeg', 'image/jpeg')).toBe(true);
    expect(suitsContent('a.pdf', 'image/png')).toBe(false);
    expect(suitsContent('a.png', 'application/pdf')).toBe(false);
  });
});
