import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Linter } from 'bpmnlint';
import NodeResolver from 'bpmnlint/lib/resolver/node-resolver';
import { parseBpmn } from '../../models/moddle';
import type { Finding } from './finding';
import { kept } from './kept';

/** What rules of `lint/bpmnlint-plugin-zhujian` are told, by rule name. */
export type RuleOptions = Record<string, Record<string, unknown>>;

/** The newest engine the models must run on besides the one in `.bpmnlintrc`. */
const newest = { extends: 'plugin:camunda-compat/camunda-cloud-8-9' };

/**
 * Lints one diagram by `.bpmnlintrc` (8.6) and by the compatibility rules for 8.9. What a rule is told, it is
 * told alone: the findings of the others stay what they are when that changes.
 */
export async function lintBpmn(
  root: string,
  file: string,
  xml: string,
  options: RuleOptions,
): Promise<Finding[]> {
  const { rules = {}, ...plain } = readConfig(root);
  const told = Object.entries(options);
  const off = Object.fromEntries(told.map(([name]) => [name, 'off']));
  const configs: Config[] = [
    { ...plain, rules: { ...rules, ...off } },
    newest,
    ...told.map(([name, known]) => ({ rules: { [name]: withOptions(rules[name], known) } })),
  ];
  const found = configs.map((config) =>
    kept([config, file, xml], () => lintBy(config, root, file, xml)),
  );
  return unique((await Promise.all(found)).flat());
}

async function lintBy(config: Config, root: string, file: string, xml: string): Promise<Finding[]> {
  const linter = new Linter({ config, resolver: resolver(root) });
  const reports = await linter.lint(await parseBpmn(xml));
  return Object.entries(reports).flatMap(([rule, found]) =>
    found.map(({ id, category, message }) => {
      return { file, element: id ?? '', severity: severity(category), rule, message };
    }),
  );
}

interface Config {
  extends?: string | string[];
  rules?: Record<string, unknown>;
}

function readConfig(root: string): Config {
  return JSON.parse(readFileSync(join(root, '.bpmnlintrc'), 'utf8'));
}

/** How a rule is configured, and what it is told besides. */
function withOptions(configured: unknown, told: Record<string, unknown>): unknown {
  const [category, own] = Array.isArray(configured) ? configured : [configured ?? 'error', {}];
  return [category, { ...own, ...told }];
}

/** Finds packages from the root, and our own plugin in `lint/`. */
function resolver(root: string) {
  const fromRoot = createRequire(join(root, 'package.json'));
  const local = (id: string) => (id === 'bpmnlint-plugin-zhujian' ? `./lint/${id}` : id);
  const scoped = Object.assign((id: string) => fromRoot(local(id)), {
    resolve: (id: string) => fromRoot.resolve(local(id)),
  });
  return new NodeResolver({ require: scoped });
}

function severity(category: string): Finding['severity'] {
  return category === 'warn' || category === 'info' ? category : 'error';
}

function unique(findings: Finding[]): Finding[] {
  const key = ({ element, message }: Finding) => `${element} ${message}`;
  return [...new Map(findings.map((finding) => [key(finding), finding])).values()];
}
