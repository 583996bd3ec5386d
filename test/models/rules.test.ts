import { existsSync } from 'node:fs';
import { join } from 'node:path';
import plugin from '../../lint/bpmnlint-plugin-zhujian';

test.each(Object.keys(plugin.rules))('[check-18] rule %s has a test', (rule) => {
  expect(existsSync(join(__dirname, 'rules', `${rule}.test.ts`))).toBe(true);
});
