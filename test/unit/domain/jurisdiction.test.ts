import { concerns, type Jurisdiction } from '../../../src/domain/jurisdiction';

const JURISDICTIONS: Jurisdiction[] = [
  { area: 'north', regionPrefix: '13' },
  { area: 'south', regionPrefix: '44' },
  { area: 'harbour', regionPrefix: '4403' },
];

describe('which areas concern somebody', () => {
  test.each([
    ['the own province', 'south', ['440106'], true],
    ['another province', 'north', ['440106'], false],
    ['a city of the own province, of which one is not', 'harbour', ['440106'], false],
    ['the own city', 'harbour', ['440305'], true],
    ['the province around the own city', 'south', ['440300'], true],
    ['an area for everybody', 'shared', ['440106'], true],
    ['any area, for who is in no organisation', 'north', [], true],
    ['any area, for an organisation of the whole country', 'north', ['100000'], true],
    ['any area, for an organisation without a region', 'north', [null], true],
    ['an area of one of several organisations', 'north', ['440106', '130100'], true],
    ['an area of none of several organisations', 'harbour', ['440106', '130100'], false],
  ])('%s', (_, area, regions, expected) => {
    expect(concerns(area, regions, JURISDICTIONS)).toBe(expected);
  });

  test('without jurisdictions on record everything does', () => {
    expect(concerns('north', ['440106'], [])).toBe(true);
  });
});
