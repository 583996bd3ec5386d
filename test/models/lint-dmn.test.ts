import { lintDecision } from '../../src/tools/models/lint-dmn';
import { decision } from './sample';

const place: [string, string] = ['place', 'string'];
const amount: [string, string] = ['amount', 'number'];
const known: [string, string] = ['known', 'boolean'];

function messages(...table: Parameters<typeof decision>): string[] {
  return lintDecision(decision(...table)).map(({ message }) => message);
}

describe('[check-18] decision tables', () => {
  test('accepts a complete table', () => {
    const rows = [
      ['"A","B"', '< 10', 'S0'],
      ['"A"', '[10..20]', 'S0'],
      ['"A"', '> 20', 'S0'],
      ['"B"', '>= 10', 'S0'],
    ];
    expect(messages('UNIQUE', [place, amount], rows)).toEqual([]);
  });

  test('finds rows that overlap', () => {
    const rows = [
      ['"A"', '-', 'S0'],
      ['-', 'true', 'S0'],
      ['"B"', 'false', 'S0'],
    ];
    expect(messages('UNIQUE', [place, known], rows)).toEqual(['Rows 1 and 2 overlap']);
  });

  test('finds what no row takes', () => {
    const rows = [
      ['"A"', 'true', 'S0'],
      ['"B"', '-', 'S0'],
    ];
    expect(messages('UNIQUE', [place, known], rows)).toEqual([
      'No row for place = "A", known = false',
    ]);
  });

  test('finds gaps between ranges and among allowed values', () => {
    const rows = [
      ['"A"', '< 10', 'S0'],
      ['"A"', '> 10', 'S0'],
    ];
    const listed: [string, string, string] = ['place', 'string', '"A","B"'];
    expect(messages('UNIQUE', [listed, amount], rows)).toEqual([
      'No row for place = "A", amount = 10',
      'No row for place = "B"',
    ]);
  });

  test('allows gaps that the table explains', () => {
    const table = decision('UNIQUE', [place, known], [['"A"', 'true', 'S0']]);
    expect(lintDecision({ ...table, description: '[gaps: nothing to refuse]' })).toEqual([]);
  });

  test('finds rows of a FIRST table that are never reached', () => {
    const rows = [
      ['"A"', '-', 'S0'],
      ['-', 'true', 'S0'],
      ['"A"', 'true', 'S0'],
      ['-', '-', 'S0'],
    ];
    expect(messages('FIRST', [place, known], rows)).toEqual(['Row 3 is never reached']);
  });

  test('reads dates, null and not()', () => {
    const day: [string, string] = ['day', 'date'];
    const rows = [
      ['not("A", null)', '-', 'S0'],
      ['"A", null', '< date("2020-02-01")', 'S0'],
      ['"A", null', '>= @"2020-02-01"', 'S0'],
    ];
    expect(messages('UNIQUE', [place, day], rows)).toEqual([]);
  });

  test('says what it cannot analyse', () => {
    const [finding] = lintDecision(decision('UNIQUE', [place], [['contains(?, "A")', 'S0']]));
    expect(finding).toMatchObject({ severity: 'info', rule: 'dmn/analysis' });
  });

  test('refuses what asks for the time, wherever it does', () => {
    const wrong = 'now() and today() make the answer depend on the moment; use a fact';
    const asked: [string, string] = ['years and months duration(born, today())', 'string'];
    expect(messages('COLLECT', [asked], [['-', 'S0']])).toEqual([wrong]);
    expect(messages('COLLECT', [place], [['< now( )', 'S0']])).toEqual([wrong]);
    expect(messages('COLLECT', [['today', 'date']], [['-', 'S0']])).toEqual([]);
  });

  test('wants every output filled in', () => {
    const table = decision('COLLECT', [place], [['-', 'S0']]);
    const empty = table.rules.map((rule) => ({ ...rule, outputs: ['"yes"', ' '] }));
    expect(lintDecision({ ...table, rules: empty }).map(({ message }) => message)).toEqual([
      'Row 1: an output is empty',
    ]);
  });

  test('wants ids once and an annotation on each row', () => {
    const table = decision(
      'COLLECT',
      [place],
      [
        ['-', 'S0'],
        ['-', ''],
      ],
    );
    const twice = table.rules.map((rule) => ({ ...rule, id: 'same' }));
    expect(lintDecision({ ...table, rules: twice }).map(({ message }) => message)).toEqual([
      'Row 2: id is missing or used twice',
      'Row 2: annotation is missing',
    ]);
  });
});
