import { label } from '../../../src/wording/labels';

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
    expect(label('status', code, process)).toBe(expected);
  });
});
