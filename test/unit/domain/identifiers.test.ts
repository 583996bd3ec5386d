import {
  creditCodeCheckDigit,
  isCreditCode,
  isPermitNumber,
  isRegionCode,
  isResidentId,
  numberFacts,
  readProjectNumber,
  readStageRecordNumber,
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
    expect(residentIdCheckDigit(id.slice(0, 17))).toBe(id[17]?.toUpperCase());
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
});

test('a region code has six digits', () => {
  expect(['330109', '100000', '820000'].every(isRegionCode)).toBe(true);
  expect(['33010', '3301090', '33010a', '000000', '910000', ''].some(isRegionCode)).toBe(false);
});

describe('project number (appendix A.2)', () => {
  test.each([
    ['4102001811300101', '410200', '2018-11-30', '01'],
    ['4201060810080101', '420106', '2008-10-08', '01'],
    ['3101151211210104', '310115', '2012-11-21', '01'],
    ['4408831511029901', '440883', '2015-11-02', '99'],
    ['1100000509019901', '110000', '2005-09-01', '99'],
    ['5001032403110102', '500103', '2024-03-11', '01'],
    // met in the wild: class 00
    ['4419002010100005', '441900', '2020-10-10', '00'],
    ['3305221902200001', '330522', '2019-02-20', '00'],
    // given by the districts of a city as a whole
    ['1301012106180001', '130101', '2021-06-18', '00'],
  ])('reads %s', (value, regionCode, registeredOn, projectClass) => {
    expect(readProjectNumber(value)).toEqual({ regionCode, registeredOn, projectClass });
  });

  test.each([
    ['15 digits', '500103240311010'],
    ['17 digits', '50010324031101020'],
    ['a day that is none', '5001032402300101'],
    ['a month that is none', '5001032413010101'],
    ['a region that does not exist', '5009992403110101'],
    ['a province that does not exist', '9901012403110101'],
    ['a class that is none', '5001032403110301'],
    ['a letter', '500103240311010A'],
    ['something after it', '5001032403110102\n'],
    ['nothing', ''],
  ])('refuses %s', (_what, value) => expect(readProjectNumber(value)).toBeNull());
});

describe('number of a stage record (appendix A.3)', () => {
  test.each([
    ['4408831511029901-BD-001', 'TENDER'],
    ['1301012106180001-TX-004', 'DRAWING'],
    ['3101151211210104-HL-044', 'CONTRACT'],
    ['3101151211210104-HZ-001', 'CONTRACT'],
    ['4419002010100005-SX-001', 'PERMIT'],
    ['1100000509019901-SX-001', 'PERMIT'],
    ['3101151211210104-JX-001', 'ACCEPT'],
  ])('%s is of stage %s', (value, stage) => {
    expect(readStageRecordNumber(value)).toEqual({ projectNo: value.slice(0, 16), stage });
  });

  test.each([
    ['letters nobody knows', '4408831511029901-QX-001'],
    ['a project number that is none', '4408831513029901-BD-001'],
    ['two digits at the end', '4408831511029901-BD-01'],
    ['small letters', '4408831511029901-bd-001'],
    ['the project number alone', '4408831511029901'],
  ])('refuses %s', (_what, value) => expect(readStageRecordNumber(value)).toBeNull());
});

describe('printed permit number (appendix A.3)', () => {
  test.each(['330109202101210222', '500103202403110101'])('takes %s', (value) => {
    expect(isPermitNumber(value)).toBe(true);
  });

  test.each([
    ['17 digits', '33010920210121022'],
    ['a day that is none', '330109202102300101'],
    ['a region that does not exist', '500999202403110101'],
    ['the national form', '4419002010100005-SX-001'],
    ['an old local number', '[2010]施[朝]建字0009号'],
  ])('is not the shape of %s', (_what, value) => expect(isPermitNumber(value)).toBe(false));
});

test('a form asks for the facts of a number by its name', () => {
  expect(numberFacts('project-number', '5001032403110102')).toEqual({
    valid: true,
    regionCode: '500103',
    registeredOn: '2024-03-11',
    projectClass: '01',
  });
  expect(numberFacts('project-number', '')).toEqual({ valid: false });
  expect(numberFacts('record-number', '4408831511029901-BD-001')).toMatchObject({ valid: true });
  expect(numberFacts('permit-number', '500103202403110101')).toEqual({ valid: true });
});
