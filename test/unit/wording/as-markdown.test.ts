import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { asMarkdown } from '../../../src/wording/as-markdown';
import { EVIL, HOSTILE_TEXTS } from '../../harness/hostile-texts';

const root = join(__dirname, '../../..');
const { components } = JSON.parse(
  readFileSync(join(root, 'forms/common/common-review.form'), 'utf8'),
) as { components: { id: string }[] };
const schema = { type: 'default', components };

/** What a form shows, drawn by form-js as Tasklist draws it. */
interface Drawn {
  /** the text of each text view, and of each cell of tables */
  texts: string[];
  cells: string[];
  /** addresses of links and pictures, and what is there of HTML that nobody asked for */
  addresses: string[];
  others: number;
}

describe('[D13] what people type stays text in the forms of tasks', () => {
  let thread: Worker;
  beforeAll(() => {
    thread = new Worker(join(root, 'test/harness/draw-form.ts'), {
      execArgv: ['--require', 'tsx/cjs'],
    });
  });
  afterAll(() => thread.terminate());

  function draw(data: object): Promise<Drawn> {
    return new Promise((resolve) => {
      thread.once('message', resolve);
      thread.postMessage({ schema, data });
    });
  }

  const link = 'https://zhujian.example/cases/1';

  test.each(HOSTILE_TEXTS)('%j', async (typed) => {
    const drawn = await draw({
      title: asMarkdown(typed),
      link,
      notes: `⚠ **${asMarkdown(typed)}**\n\n${asMarkdown(typed)}`,
      summary: [{ label: '项目名称', value: typed }],
      attachments: [{ kind: '合同', name: typed, size: '1 KB', uploadedAt: '2026-09-30 15:00' }],
    });
    expect(drawn.texts[0]).toBe(typed);
    expect(drawn.texts[2]).toBe(`⚠ ${typed}\n${typed}`);
    expect(drawn.cells).toEqual(expect.arrayContaining([typed]));
    expect(drawn.cells.filter((text) => text === typed)).toHaveLength(2);
    expect([drawn.addresses, drawn.others]).toEqual([[link], 0]);
  });

  test('as it was, the name of a project was a link and a picture', async () => {
    const [typed] = HOSTILE_TEXTS;
    const drawn = await draw({ title: typed, link, notes: null, summary: [], attachments: [] });
    expect(drawn.addresses).toEqual([`http://${EVIL}`, `http://${EVIL}/p.png`, link]);
  });
});
