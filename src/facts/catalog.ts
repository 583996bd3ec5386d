/**
 * What decisions are told, by name: the one list that the code which gathers facts and the lint which
 * reads models both stand on. The code says of each object that it gives these names and no others
 * (`satisfies Told<…>`), so that a fact cannot be given without standing here, nor stand here without
 * being given.
 *
 * `text`: a text nobody knows beforehand; `plain`: number, boolean, date; `any`: not followed. The other
 * words stand for what a flow itself declares: `data` fields of its start form, `refs` what these refer
 * to, `attachments` kinds, `rules` results of its `facts` decisions, `parties`, `deadlines`, `related`,
 * `acts`, `outcomes`, `given`, `fields`, `statuses`, `marks`, `flags`, `processes` codes of the models.
 */
export type FactKind =
  | 'text'
  | 'plain'
  | 'any'
  | 'texts'
  | 'data'
  | 'refs'
  | 'attachments'
  | 'rules'
  | 'parties'
  | 'places'
  | 'partyDetails'
  | 'deadlines'
  | 'documentDeadlines'
  | 'related'
  | 'act'
  | 'acts'
  | 'outcomes'
  | 'done'
  | 'given'
  | 'people'
  | 'fields'
  | 'status'
  | 'marks'
  | 'flags'
  | 'process'
  | 'flow'
  | 'roles'
  | { readonly [name: string]: FactKind };

/** An object that gives the names of a part of the catalogue, and no others. */
export type Told<T> = { [name in keyof T]: unknown };

/** An enterprise or another entry of a library. */
export const LIBRARY_ENTRY = {
  found: 'plain',
  status: 'text',
  marks: 'marks',
  data: 'any',
  over: 'plain',
} as const satisfies FactKind;

/** Who hands a case in. */
export const APPLICANT = {
  user: 'text',
  organisation: 'text',
  uscc: 'text',
  roles: 'roles',
  enterprise: LIBRARY_ENTRY,
} as const satisfies FactKind;

/** A case, as decisions about acts see it. */
export const CASE = {
  id: 'text',
  number: 'text',
  process: 'process',
  status: 'status',
  round: 'plain',
  marks: 'marks',
  flags: 'flags',
  parties: 'parties',
  places: 'places',
  data: 'data',
  related: 'related',
  deadlines: 'deadlines',
  acts: 'acts',
  outcomes: 'outcomes',
  done: 'done',
} as const satisfies FactKind;

/** A submission: input of `facts`, `attachments`, `checks` and `intake` decisions. */
export const SUBMISSION = {
  flow: 'flow',
  data: 'data',
  attachments: 'attachments',
  refs: 'refs',
  applicant: APPLICANT,
  round: 'plain',
  duplicates: 'plain',
  related: 'related',
  firstSubmitted: 'plain',
  today: 'plain',
  rules: 'rules',
  /** of a correction, and where facts are gathered anew in a running case: how far it has come */
  case: CASE,
} as const satisfies FactKind;

/** Another case about the same thing. */
export const RELATED = {
  id: 'text',
  number: 'text',
  process: 'process',
  flow: 'flow',
  status: 'status',
  open: 'plain',
  round: 'plain',
  marks: 'marks',
  applicant: 'text',
  parties: 'any',
  data: 'data',
} as const satisfies FactKind;

/** Who acts. */
export const ACTOR = {
  user: 'text',
  organisations: 'texts',
  roles: 'roles',
  entitled: 'plain',
  isApplicant: 'plain',
  isParty: 'plain',
  did: 'acts',
} as const satisfies FactKind;

/** An act of a person: input of the `acts` decisions. */
export const ACT = {
  act: 'act',
  actor: ACTOR,
  case: CASE,
  task: { open: 'plain', forApplicant: 'plain' },
  given: 'given',
  people: 'people',
  today: 'plain',
} as const satisfies FactKind;

/** What the wording of a document may use. */
export const DOCUMENT = {
  case: { id: 'text', number: 'text', title: 'text', round: 'plain', status: 'status' },
  data: 'data',
  parties: 'partyDetails',
  refs: 'refs',
  deadlines: 'documentDeadlines',
  rules: 'rules',
} as const satisfies FactKind;

/** A document that is issued (`document.issue`). */
export const ISSUED_DOCUMENT = {
  ...DOCUMENT,
  year: 'plain',
  sequence: 'plain',
  today: 'plain',
  text: 'text',
  fields: 'fields',
} as const satisfies FactKind;

/** What is pushed to an outside platform (`platform.push`). */
export const PUSH = {
  ...DOCUMENT,
  fields: 'fields',
  push: { target: 'text', key: 'text', version: 'plain' },
  today: 'plain',
} as const satisfies FactKind;

/** An office, as the wording of a document sees a party. */
export const ORGANISATION = {
  id: 'text',
  name: 'text',
  short: 'text',
  level: 'text',
  regionCode: 'text',
  documentPrefix: 'text',
} as const satisfies FactKind;

/** Variables that the doors of the platform send with a message, by its name; `*`: a submission. */
export const MESSAGES: Record<string, readonly string[]> = {
  '*': ['caseId', 'submittedAt', 'requestId', 'intake'],
  'case.corrected': ['submittedAt', 'requestId', 'intake'],
  'case.withdrawn': ['withdrawnAt', 'withdrawalReason', 'requestId'],
  'case.terminated': ['terminatedAt', 'terminationReason', 'requestId'],
  'push.acknowledged': ['pushKey', 'pushVersion', 'pushState', 'receipt', 'pushReason'],
};

/** An act that is done by a message and not in a task, by the message: what it is, and its outcome. */
export const ACTS_BY_MESSAGE: Record<string, { act: string; outcome: string; given: FactKind }> = {
  'case.withdrawn': { act: 'WITHDRAW', outcome: 'WITHDRAWN', given: { opinion: 'text' } },
};

/** Decision that judges these in every flow, where the tables of a flow refuse nothing. */
export const COMMON_ADMINISTRATION = 'common-administration';

/**
 * Acts of an administrator, done at a door of the platform on any case: what comes out, the message of
 * `common-messages` that tells of it, and what is given.
 */
export const ADMINISTRATION: Record<string, { outcome: string; message: string; given: FactKind }> =
  {
    REASSIGN: {
      outcome: 'REASSIGNED',
      message: 'TASK_REASSIGNED',
      given: {
        /** act of the task */
        task: 'act',
        /** the organisation that has it, and the one that is to have it */
        from: 'text',
        organisation: 'text',
        /** login name */
        person: 'text',
        /** the task is for one person by name */
        named: 'plain',
        opinion: 'text',
      },
    },
    TERMINATE: {
      outcome: 'TERMINATED',
      message: 'CASE_TERMINATED',
      given: { opinion: 'text' },
    },
  };

/** Says which entries of libraries outside systems may draw, for every flow. */
export const COMMON_VISIBILITY = 'common-visibility';

/** An entry, as the decision on its visibility sees it. */
export const ENTRY = {
  library: 'text',
  kind: 'text',
  status: 'status',
  marks: 'marks',
  over: 'plain',
} as const satisfies FactKind;

/** A record that a gate is asked about, which the decision of a gate that looks records up is told. */
export const RECORD = {
  ...ENTRY,
  /** there is such a record */
  found: 'plain',
} as const satisfies FactKind;

/** Says which entries of libraries everybody may look up, and what of them, for every flow. */
export const COMMON_REGISTER = 'common-register';

/** A kind of entries, as the decision on what everybody may look up sees it. */
export const REGISTERED = {
  library: 'text',
  kind: 'text',
  status: 'status',
} as const satisfies FactKind;

/** Says what of the record counts as which figure of the statistics, for every flow. */
export const COMMON_STATISTICS = 'common-statistics';

/** What statistics count, as the decision about them sees it. */
export const COUNTABLE = {
  source: 'text',
  process: 'text',
  name: 'text',
  outcome: 'text',
  late: 'plain',
  standing: 'plain',
} as const satisfies FactKind;

/** Says of which figures the rates of the statistics are made. */
export const COMMON_STATISTICS_RATES = 'common-statistics-rates';

/** A figure, as the decision on rates sees it. */
export const MEASURED = { measure: 'text' } as const satisfies FactKind;

/** Says which entries of libraries go to which outside platform, for every flow. */
export const COMMON_EXCHANGE = 'common-exchange';

/** A version of an entry, as the decision on its exchange sees it. */
export const EXCHANGED = {
  ...ENTRY,
  /** of the case that wrote it */
  process: 'process',
  /** platforms that have an earlier version of it */
  shared: 'texts',
} as const satisfies FactKind;

/** A version of an entry, as the decisions that word what is sent of it see it. */
export const EXCHANGE_CONTENT = {
  ...ENTRY,
  key: 'text',
  version: 'plain',
  data: 'any',
  /** the one that wrote it */
  case: { number: 'text' },
  since: 'plain',
  /** from when until when it is to be seen */
  disclosure: { starts: 'plain', until: 'plain' },
} as const satisfies FactKind;

/** What the table is asked by that says when something is sent again. */
export const EXCHANGE_RETRY = { attempts: 'plain' } as const satisfies FactKind;

/** What `ref: <source>` of a field gives; `library`, `entries` and `uscc` give what flows store there. */
export const REFERENCES: Record<string, FactKind> = {
  organisation: { found: 'plain', ...ORGANISATION },
  region: {
    ...{
      found: 'plain',
      code: 'text',
      name: 'text',
      province: 'text',
      city: 'text',
      county: 'text',
    },
    placeKind: 'text',
  },
  publicity: {
    ...{ found: 'plain', caseId: 'text', process: 'process', number: 'text', subject: 'text' },
    ...{ title: 'text', authority: 'text', state: 'text', over: 'plain' },
  },
  case: { found: 'plain', authority: 'text' },
  'project-number': {
    ...{ found: 'plain', valid: 'plain', regionCode: 'text', registeredOn: 'text' },
    projectClass: 'text',
  },
  'record-number': { found: 'plain', valid: 'plain', projectNo: 'text', stage: 'text' },
  'permit-number': { found: 'plain', valid: 'plain' },
  text: { found: 'plain', normal: 'text' },
  /** and `data`: what linked fields take of it */
  outside: { answered: 'plain', found: 'plain' },
};
