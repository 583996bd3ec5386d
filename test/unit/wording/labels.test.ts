import { readLabels } from '../../../src/models/read-labels';
import { entryStatusLabel, label } from '../../../src/wording/labels';

const shipped = {};

describe('the Chinese label of a code', () => {
  test.each([
    ['the common one', 'zj-subcontract', 'RETURNED', '总包退回'],
    ['of the area of the process', 'cq-erratum', 'RETURNED', '退回补正'],
    [
      'of the area, though another process of it has its own',
      'cq-erratum',
      'PENDING_DISTRICT',
      '待区县核实',
    ],
    ['of the process itself', 'cq-grade-b-a', 'PENDING_DISTRICT', '待区县审核'],
    ['the common one, where the area has none', 'cq-erratum', 'EXPIRED', '已逾期'],
    ['the code, where there is none', 'cq-erratum', 'NOBODY_KNOWS', 'NOBODY_KNOWS'],
    ['without a process the common one', undefined, 'FALSE', '虚假'],
  ])('is %s', (_, process, code, expected) => {
    expect(label(shipped, 'status', code, process)).toBe(expected);
  });

  test('of an entry’s status is its own, where it has one', () => {
    expect(label(shipped, 'status', 'WITHDRAWN', 'zj-nopermit')).toBe('已撤回');
    expect(entryStatusLabel(shipped, 'WITHDRAWN', 'zj-nopermit')).toBe('撤出');
    expect(entryStatusLabel(shipped, 'IN_LIBRARY', 'zj-nopermit')).toBe('已入代表工程业绩库');
  });

  test('[R-labels] is that of the release, where it has words', () => {
    const words = { status: { FALSE: '不实' }, processes: { cq: { status: { FALSE: '不属实' } } } };
    const labels = { 'zh-CN': readLabels(JSON.stringify(words)) };
    expect(label(labels, 'status', 'FALSE', 'zj-subcontract')).toBe('不实');
    expect(label(labels, 'status', 'FALSE', 'cq-erratum')).toBe('不属实');
    // what a release does not say is not taken from anywhere else
    expect(label(labels, 'status', 'DOUBTFUL')).toBe('DOUBTFUL');
  });
});

describe('a file of labels', () => {
  test.each([
    ['{"status": {"A": 1}}', 'status.A must be text in quotes'],
    ['{"status": "A"}', 'status must hold names and their words'],
    ['{"processes": {"cq": {"acts": []}}}', 'processes.cq.acts must hold names and their words'],
    ['[]', 'the file must hold names and their words'],
  ])('%s is refused with the place', (json, said) => {
    expect(() => readLabels(json)).toThrow(said);
  });
});
