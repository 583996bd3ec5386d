import { openLines } from '../../../src/tools/rules-engine/lines';

/** A Node program in place of the JVM: for each line that comes in, it prints what `said` makes of it. */
const program = (said: string) =>
  openLines(process.execPath, [
    '-e',
    `require('node:readline').createInterface(process.stdin).on('line', (line) => ${said})`,
  ]);

const say = (text: string) => `console.log(${JSON.stringify(text)})`;

describe('a program that answers lines with lines', () => {
  test('answers are given in order, errors too', async () => {
    const lines = program('console.log(line)');
    const answers = [
      lines.ask({ result: 1 }),
      lines.ask({ error: 'no such table' }),
      lines.ask({ result: 3 }),
    ];
    expect(await Promise.allSettled(answers)).toMatchObject([
      { value: 1 },
      { reason: { message: 'no such table' } },
      { value: 3 },
    ]);
    await lines.close();
  });

  test('a line that is no answer is an error of who asked, and the end', async () => {
    const lines = program(say('# A fatal error has been detected'));
    const asked = [lines.ask({}), lines.ask({})];
    for (const one of asked) await expect(one).rejects.toThrow(/ended: # A fatal error/);
    await expect(lines.ask({})).rejects.toThrow(/ended.*# A fatal error/);
  });
});
