import { ext, verify } from './verify';

const mapping = ext(
  '<zeebe:ioMapping><zeebe:output source="=places" target="places" /></zeebe:ioMapping>',
);

verify('start-event', [
  { it: 'accepts a start without mappings', xml: '<startEvent id="s" />' },
  {
    it: 'accepts one of an event subprocess',
    xml: `<subProcess id="p1" triggeredByEvent="true"><startEvent id="s">${mapping}</startEvent></subProcess>`,
  },
  {
    it: 'refuses a start that takes the intake apart',
    xml: `<startEvent id="s">${mapping}</startEvent>`,
    reports: [['s', 'Start event maps nothing: read intake.…']],
  },
]);
