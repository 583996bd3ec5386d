import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change } from './models';

/**
 * A flow of no province, as small as can be, to show what models of any province may use: nested
 * fields, a subject, entries by the beginning of their key, a user task in a called process, an acts
 * decision that yields a list. Deployed beside the others by the test that needs it.
 */
const FOLDER = join(__dirname, 'small');

const model = (file: string): Change => {
  return { file, content: readFileSync(join(FOLDER, file.split('/').at(-1) ?? ''), 'utf8') };
};

/** A decision that is one FEEL expression. */
export const decision = (id: string, feel: string): Change => {
  const text = feel.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return {
    file: `dmn/small/${id}.dmn`,
    content: `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="${id}-drg" name="${id}" namespace="http://camunda.org/schema/1.0/dmn">
  <decision id="${id}" name="${id}">
    <variable id="${id}-variable" name="result" />
    <literalExpression id="${id}-expression"><text>${text}</text></literalExpression>
  </decision>
</definitions>`,
  };
};

const refusal = (code: string) => `{code: "${code}", zh: "${code}", en: "${code}"}`;
const when = (condition: string, code: string) =>
  `(if ${condition} then [${refusal(code)}] else [])`;

/** What of the same project stands or is under way. */
const CHECKS = `concatenate(
  ${when('some r in related satisfies r.open and r.data.stage = data.stage', 'T-OPEN')},
  ${when('some e in get value(refs.projectNo, "small-stage").entries satisfies e.parts[2] = data.stage', 'T-STORED')},
  ${when('list contains(refs.projectNo.marks, "USED") = true', 'T-USED')},
  ${when('some p in refs.participants satisfies p.uscc.valid = false', 'T-USCC')},
  ${when('refs.contract.leaderId.valid = false', 'T-ID')})`;

const ACTS = `concatenate(
  ${when('given.outcome = "RETURNED" and given.opinion = null', 'T-OPINION')},
  ${when('given.outcome != null and given.verdict = null', 'T-VERDICT')},
  ${when('given.phone = "13800000000"', 'T-UNMASKED')},
  ${when('some r in case.related satisfies list contains(r.marks, "HOLD")', 'T-HOLD')})`;

export const SMALL: Change[] = [
  model('bpmn/small-outer.bpmn'),
  model('bpmn/small-inner.bpmn'),
  model('forms/small-outer.form'),
  model('forms/small-verify.form'),
  decision('small-checks', CHECKS),
  decision('small-acts', ACTS),
  decision(
    'small-intake',
    '{title: "小流程 " + data.projectNo, parties: {}, variables: {projectNo: data.projectNo}}',
  ),
  decision(
    'small-letter',
    '{title: "函", number: if fields.number = null then string(sequence) else fields.number, body: ["正文"], signer: "测试"}',
  ),
];
