import { parentPort } from 'node:worker_threads';
import '../../src/forms/dom';

const { Form } = require('@bpmn-io/form-js-viewer') as typeof import('@bpmn-io/form-js-viewer');

/** What a task's form has of its own: a heading, two paragraphs, a bold word, its links' frame. */
const OWN = 'h4, p, strong, a, br';

async function draw({ schema, data }: { schema: object; data: object }) {
  const container = document.createElement('div');
  const form = new Form({ container: container as unknown as string } as never);
  await form.importSchema(schema as never, data as never);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const views = Array.from(container.querySelectorAll('.fjs-form-field-text'));
  const cells = Array.from(container.querySelectorAll('td'));
  const address = (element: Element) =>
    element.getAttribute('href') ?? element.getAttribute('src') ?? '';
  const told = {
    texts: views.map((view) => (view.textContent ?? '').replace(/^\n|\n$/g, '')),
    cells: cells.map((cell) => cell.textContent ?? ''),
    addresses: [...views, ...cells].flatMap((part) =>
      Array.from(part.querySelectorAll('[href], [src]')).map(address),
    ),
    others: views.flatMap((view) => Array.from(view.querySelectorAll(`*:not(${OWN})`))).length,
  };
  form.destroy();
  parentPort?.postMessage(told);
}

parentPort?.on('message', draw);
