import { ext, verify } from './verify';

const task = (content: string) => `<businessRuleTask id="t">${ext(content)}</businessRuleTask>`;
const explained = `<zeebe:executionListeners>
  <zeebe:executionListener eventType="end" type="decision.explain" />
</zeebe:executionListeners>`;
const options = { decisions: ['routing'] };

verify('decision-task', [
  {
    it: 'accepts a bound decision',
    xml: task(`<zeebe:calledDecision decisionId="routing" resultVariable="route"
      bindingType="deployment" />`),
    options,
  },
  {
    it: 'refuses a task without a decision',
    xml: task(explained),
    reports: [['t', 'Task needs a called decision']],
  },
  {
    it: 'refuses the latest version of an unknown decision, and a listener that asks again',
    xml: task(`<zeebe:calledDecision decisionId="other" />${explained}`),
    options,
    reports: [
      ['t', 'Decision other does not exist'],
      ['t', 'Decision must be bound by bindingType="deployment"'],
      ['t', 'Decision needs a result variable'],
      ['t', 'Listener decision.explain is no longer needed'],
    ],
  },
]);
