import {
  creditCodeCheckDigit,
  isCreditCode,
  isRegionCode,
  isResidentId,
  normalizeResidentId,
  residentIdCheckDigit,
} from '../../../src/domain/identifiers';

const TODAY = '2026-09-30';

describe('unified social credit code (GB 32100)', () => {
  test.each([
    '91310110666007217T',
    '91350100M000100Y43',
    '91530702219210897C',
    '91130108601248693C',
    '91500103MA5TETT10P',
    '91330106MA5TETT102',
    '91530102MA5TETT10M',
    '91330206MA5TETT107',
  ])('takes %s', (code) => {
    expect(isCreditCode(code)).toBe(true);
    expect(creditCodeCheckDigit(code.slice(0, 17))).toBe(code[17]);
  });

  test.each([
    ['a wrong check digit', '91310110666007217U'],
    ['two digits swapped', '91310110660607217T'],
    ['a letter the standard leaves out', '9131011066600721OT'],
    ['lower case', '91310110666007217t'],
    ['17 characters', '9131011066600721T'],
    ['something after it', '91310110666007217T\n'],
    ['an old organisation code', '58181204-9'],
    ['nothing', ''],
  ])('refuses %s', (_what, code) => expect(isCreditCode(code)).toBe(false));

  test('notices every change of a single character', () => {
    const code = '91310110666007217T';
    for (let place = 0; place < 18; place += 1) {
      for (const symbol of '0123456789ABCDEFGHJKLMNPQRTUWXY') {
        const changed = code.slice(0, place) + symbol + code.slice(place + 1);
        expect(isCreditCode(changed)).toBe(changed === code);
      }
    }
  });
});

describe('resident ID number (GB 11643)', () => {
  test.each([
    '11010519491231002X',
    '440524188001010014',
    '34052419800101001X',
    '500103199001010010',
    '33010619850615002X',
    '33010619850615002x',
  ])('takes %s', (id) => {
    expect(isResidentId(id, TODAY)).toBe(true);
    expect(residentIdCheckDigit(id.slice(0, 17))).toBe(normalizeResidentId(id)[17]);
  });

  test.each([
    ['a day that is none', '530102198002300014'],
    ['a wrong check digit', '110105194912310021'],
    ['15 digits', '110105491231002'],
    ['X in the middle', '1101051949123X002X'],
    ['letters', 'abcdefghijklmnopqr'],
  ])('refuses %s', (_what, id) => expect(isResidentId(id, TODAY)).toBe(false));

  test('refuses a birthday after today', () => {
    expect(isResidentId('33010619850615002X', '1985-06-14')).toBe(false);
    expect(isResidentId('33010619850615002X', '1985-06-15')).toBe(true);
  });

  test('is stored with X in upper case and without blanks', () => {
    expect(normalizeResidentId(' 330106 19850615 002x ')).toBe('33010619850615002X');
  });
});

test('a region code has six digits', () => {
  expect(['330109', '100000', '820000'].every(isRegionCode)).toBe(true);
  expect(['33010', '3301090', '33010a', '000000', '910000', ''].some(isRegionCode)).toBe(false);
});
