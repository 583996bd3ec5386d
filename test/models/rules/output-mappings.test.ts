import { ext, verify } from './verify';

const options = { outputs: { 'authority.resolve': ['authorityGroup'], 'case.set-status': [] } };
const job = (type: string, mapping = '') =>
  `<serviceTask id="t">${ext(`<zeebe:taskDefinition type="${type}" />${mapping}`)}</serviceTask>`;
const mapping =
  '<zeebe:ioMapping><zeebe:output source="=authorityGroup" target="group" /></zeebe:ioMapping>';

verify('output-mappings', [
  { it: 'accepts mapped outputs', xml: job('authority.resolve', mapping), options },
  { it: 'asks nothing of a job without outputs', xml: job('case.set-status'), options },
  {
    it: 'refuses outputs that spread',
    xml: `${job('authority.resolve')}<userTask id="u" />`,
    options,
    reports: [
      ['t', 'Element needs explicit output mappings'],
      ['u', 'Element needs explicit output mappings'],
    ],
  },
]);
