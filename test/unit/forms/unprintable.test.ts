import { createFormChecker } from '../../../src/forms/check';
import { misfitErrors } from '../../../src/forms/misfits';
import { notPrintable } from '../../../src/forms/unprintable';
import { sampleData, sampleForm } from './sample';

const LABELS = {};

/** What people read, in Chinese and in English. */
function told(text: string): string[] {
  const odd = notPrintable(text, ['name']);
  return misfitErrors(LABELS, [], odd ? [odd] : []).flatMap(({ zh, en }) => [zh, en]);
}

describe('[T11] what a document cannot print', () => {
  test('is named with its code, in both languages', () => {
    expect(told('龙湖🚀一期\ue000')).toEqual([
      '含有文书无法打印的字符：🚀（U+1F680）、（U+E000），请换一种写法。',
      'Characters that documents cannot print: 🚀 (U+1F680), (U+E000). Please write them otherwise.',
    ]);
  });

  test('is counted where there is much of it', () => {
    const [zh, en] = told(
      Array.from({ length: 30 }, (_, n) => String.fromCharCode(0xe000 + n)).join(''),
    );
    expect(zh).toContain('（U+E009）等 30 个，');
    expect(en).toContain('(U+E009), …. Please');
  });

  test('is nothing of a rare name', () => {
    expect(told('𠮷野家⌀50𪻐')).toEqual([]);
  });

  test('is refused in every text of a form, also in rows, and decisions judge the rest', async () => {
    const forms = createFormChecker();
    try {
      const { participants = [] } = sampleData() as { participants?: object[] };
      const rows = [{ ...participants[0], leader: '陈🚀' }, ...participants.slice(1)];
      const { errors, misbuilt, withheld } = await forms.check(
        LABELS,
        sampleForm.schema,
        sampleData({ participants: rows }),
      );
      expect(errors.map(({ field, label }) => [field, label])).toEqual([
        ['participants.0.leader', '参建单位第1项 负责人'],
      ]);
      expect([misbuilt, withheld]).toEqual([false, []]);
    } finally {
      await forms.close();
    }
  });
});
