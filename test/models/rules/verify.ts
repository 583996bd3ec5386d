import { Linter } from 'bpmnlint';
import type plugin from '../../../lint/bpmnlint-plugin-zhujian';
import { parseBpmn } from '../../../src/models/moddle';

/** A diagram fragment and, when it is invalid, what the rule reports as `[element, message]`. */
export interface Sample {
  it: string;
  xml: string;
  options?: Record<string, unknown>;
  reports?: [string, string][];
}

/** Runs a rule of our plugin on diagram fragments, as bpmnlint's own rule tester does. */
export function verify(rule: keyof typeof plugin.rules, samples: Sample[]): void {
  describe(`[check-18] rule ${rule}`, () => {
    test.each(samples)('$it', async ({ xml, options = {}, reports = [] }) => {
      const factory = require(`../../../lint/bpmnlint-plugin-zhujian/rules/${rule}`);
      const linter = new Linter({
        config: { rules: { [rule]: ['error', options] } },
        resolver: { resolveRule: () => factory },
      });
      const found = await linter.lint(await parseBpmn(wrap(xml)));
      const actual = Object.values(found).flat();
      expect(actual.map(({ id, message }) => [id, message])).toEqual(reports);
    });
  });
}

function wrap(xml: string): string {
  const body = xml.includes('<process') ? xml : `<process id="p" name="流程">${xml}</process>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
      xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d" targetNamespace="zhujian">
      <message id="m1" name="case.corrected" /><message id="m2" name="p.submitted" />
      <message id="m3" name="stray" /><message id="m4" name="case.terminated" />
      <message id="m5" name="p.lead" />
      <error id="e1" errorCode="E-1" /><error id="e2" errorCode="E-2" />
      ${body}
    </definitions>`;
}

/** Extension elements of a fragment. */
export function ext(content: string): string {
  return `<extensionElements>${content}</extensionElements>`;
}
