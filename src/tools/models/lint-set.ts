import { basename, extname } from 'node:path/posix';
import { otherWay } from '../../models/other-way';
import type { DecisionModel, FormModel, Models, ProcessModel } from '../../models/read';
import { supportingRule } from '../../models/supporting-rule';
import type { Finding } from './finding';
import { isTopLevel } from './rule-options';

const PUBLIC = 'public';

const declared = [
  'flow',
  'startForm',
  'facts',
  'attachments',
  'checks',
  'intake',
  'acts',
  'onBehalf',
  'onRelated',
  'naturalKey',
  'naturalKeyFree',
  'subject',
  'reviewedBy',
  'submitters',
  'bulk',
  'door',
  'offers',
  'uses',
  'publicObjection',
  'publicComplaint',
];

/** Checks what lies between files: names of files, and what processes refer to. */
export function lintSet(models: Models): Finding[] {
  const { processes, decisions, forms } = models;
  const all = [processes, decisions, forms].flatMap((group) => Object.values(group));
  const misnamed = all
    .filter(({ file }) => !all.some((one) => one.file === file && isNamedAfter(file, one.id)))
    .map(({ id, file }) => finding(file, id, 'file-name', `File name must be ${id}`));
  return [
    ...misnamed,
    ...Object.values(processes).flatMap((p) => lintProcess(p, models)),
    ...Object.values(decisions).flatMap((decision) => lintOtherWays(decision, models)),
  ];
}

/** Columns that name a flow: that of a table of refusals, and that of an offer. */
const WAYS = ['useInstead', 'way'];

/** What such a column names is a flow that people can submit to. */
function lintOtherWays({ file, outputs, rules }: DecisionModel, models: Models): Finding[] {
  const column = outputs.findIndex(({ name }) => WAYS.includes(name));
  return rules.flatMap(({ id, index, outputs: cells }) => {
    const [, entry] = /^"(.*)"$/.exec(cells[column]?.trim() ?? '') ?? [];
    if (!entry) return [];
    try {
      otherWay(models, entry);
      return [];
    } catch (error) {
      return [finding(file, id, 'use-instead', `Row ${index}: ${(error as Error).message}`)];
    }
  });
}

/** A DMN file may hold the decisions that its own one rests on. */
function isNamedAfter(file: string, id: string): boolean {
  return basename(file, extname(file)) === id;
}

function lintProcess(process: ProcessModel, models: Models): Finding[] {
  const { file, id, facts, attachments, checks, intake, acts, offers, uses, startForm } = process;
  const supporting = facts.map((entry) => supportingRule(entry).decision);
  const named = [...supporting, attachments, ...checks, intake, ...acts, ...offers, ...uses];
  const called = named.filter(Boolean) as string[];
  return [
    ...called
      .filter((decision) => !models.decisions[decision])
      .map((decision) => `Decision ${decision} does not exist`),
    ...(startForm ? lintStartForm(process, models.forms[startForm]) : []),
    ...lintPublicDoors(process, models),
    ...lintDoor(process, models),
    ...lintBulk(process),
    ...Object.keys(process.properties)
      .filter((name) => !declared.includes(name))
      .map((name) => `Property ${name} is not known`),
    ...(isTopLevel(process) ? missing(process) : []),
  ].map((message) => finding(file, id, 'process-properties', message));
}

/** Where the public page of a case leads, everyone may submit. */
function lintPublicDoors({ properties }: ProcessModel, { processes }: Models): string[] {
  return ['publicObjection', 'publicComplaint']
    .flatMap((name) => properties[name] ?? [])
    .filter((target) => !processes[target]?.submitters.includes(PUBLIC))
    .map((target) => `Process ${target} is not open to the public`);
}

/** A door is a decision that names a flow, and a form of the same name that asks what it wants to know. */
function lintDoor({ door }: ProcessModel, { decisions, forms }: Models): string[] {
  if (!door) return [];
  const decision = decisions[door];
  return [
    ...(decision?.outputs.some(({ name }) => name === 'useInstead')
      ? []
      : [`Door ${door} is no decision with an output useInstead`]),
    ...(forms[door] ? [] : [`Form ${door} of the door does not exist`]),
  ];
}

/** Rows of a spreadsheet at most: more are judged too long for people to wait, and for one transaction. */
const ROWS_AT_MOST = 500;

/** A process that takes spreadsheets says how many rows one may have, and has a form to make columns of. */
function lintBulk({ properties: { bulk }, startForm }: ProcessModel): string[] {
  if (bulk === undefined) return [];
  const isCount = /^[1-9]\d*$/.test(bulk) && Number(bulk) <= ROWS_AT_MOST;
  return [
    ...(isCount ? [] : [`bulk is ${bulk}, give a number of rows from 1 to ${ROWS_AT_MOST}`]),
    ...(startForm ? [] : ['bulk needs a startForm']),
  ];
}

/** The start form exists and has the fields of the natural key and of the subject. */
function lintStartForm(process: ProcessModel, form?: FormModel): string[] {
  const { startForm, naturalKey, subject } = process;
  if (!form) return [`Form ${startForm} does not exist`];
  const paths = form.components.map(({ path }) => path);
  return [
    ...naturalKey
      .filter((field) => field !== 'applicant' && !paths.includes(field))
      .map((field) => `Natural key ${field} is not a field of ${startForm}`),
    ...subject
      .filter((field) => !paths.includes(field))
      .map((field) => `Subject ${field} is not a field of ${startForm}`),
  ];
}

/** A process that a submission starts declares the following. */
function missing({ properties, startMessage, id }: ProcessModel): string[] {
  return [
    ...['flow', 'startForm', 'intake', 'submitters']
      .filter((name) => !properties[name])
      .map((name) => `Property ${name} is missing`),
    ...(startMessage ? [] : [`Start event needs the message ${id}.submitted`]),
  ];
}

function finding(file: string, element: string, rule: string, message: string): Finding {
  return { file, element, severity: 'error', rule: `models/${rule}`, message };
}
