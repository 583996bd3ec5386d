export { Attachment } from './attachment';
export { AuditEvent } from './audit-event';
export { CaseFile } from './case-file';
export { Deadline } from './deadline';
export { Decision } from './decision';
export { Draft } from './draft';
export { IssuedDocument } from './issued-document';
export { LibraryEntry } from './library-entry';
export { NotedRule } from './noted-rule';
export { Organisation } from './organisation';
export { OutboxEntry } from './outbox-entry';
export { Publicity, type PublicityState, type PublicLine } from './publicity';
export { Push, type PushState } from './push';
export { Sample, SampleArrival, SampleBlock } from './sampling';
export {
  CalendarDay,
  ClockPin,
  Idempotency,
  JobEffect,
  Notice,
  Release,
  SecurityEvent,
} from './small';
