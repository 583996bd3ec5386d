import type { ModelChange, Plan, PlanFinding, Replay, ReplayGroup } from '../../domain/plan';
import { changeValues } from '../../wording/changes';
import { type CodeWords, plain } from '../../wording/codes';

/** So much of a long list is shown; all of it is in the plan's file. */
const CHANGES = 60;
const FINDINGS = 30;
const ROWS = 8;
/** So many characters of a hash are shown, which is enough to name it. */
const NAMED_BY = 12;

const KINDS: Record<ReplayGroup['kind'], string> = {
  outcome: '结果不同',
  authority: '办理单位不同',
  deadline: '期限不同',
  papers: '所需材料不同',
  refusals: '拒绝理由不同',
};
const SIGNS: Record<ModelChange['kind'], string> = { added: '+', removed: '-', changed: '~' };

/**
 * A plan as people read it, in Chinese, with the codes beside the words.
 * @param words of the models to deploy
 */
export function printPlan(plan: Plan, words: CodeWords): string {
  const { hash, from, inForceFrom } = plan;
  return [
    `更改预览 ${hash.slice(0, NAMED_BY)}（${from ? `对照现行版本 ${from}` : '首次部署'}）`,
    inForceFrom ? `生效日期：${inForceFrom} 零时起提交的业务` : '生效：部署后提交的业务',
    '',
    ...changeLines(plan.changes, words),
    '',
    ...replayLines(plan.replay, words),
    '',
    ...openLines(plan),
    '',
    ...findingLines(plan.findings),
  ].join('\n');
}

function changeLines(changes: ModelChange[], words: CodeWords): string[] {
  if (changes.length === 0) return ['一、更改：无'];
  const shown = changes.slice(0, CHANGES);
  const files = [...new Set(shown.map(({ file }) => file))];
  return [
    `一、更改：${changes.length} 处`,
    ...files.flatMap((file) => {
      const here = shown.filter((change) => change.file === file);
      return [`  ${here[0]?.model ?? file}  ${file}`, ...here.map((one) => changeLine(one, words))];
    }),
    ...more(changes.length, CHANGES),
  ];
}

function changeLine(change: ModelChange, words: CodeWords): string {
  const { kind, where, element } = change;
  const said = [where || element, changeValues(change, words)].filter(Boolean);
  return `    ${SIGNS[kind]} ${said.join('  ')}`;
}

function replayLines(replay: Replay, words: CodeWords): string[] {
  const { cases, judgements, evaluations, seconds, groups, notReplayed, neverHit } = replay;
  const { neverAsked = [] } = replay;
  const changed = groups.reduce((sum, { count }) => sum + count, 0);
  return [
    `二、以往事项按新规则重新判断：${cases} 件，${judgements} 项判断，决策 ${evaluations} 次，${seconds.toFixed(1)} 秒`,
    ...(groups.length === 0 ? ['  结果均不变'] : [`  有变化：${changed} 件次`]),
    ...groups.flatMap((group) => groupLines(group, words)),
    ...notReplayed.map(({ reason, count }) => `  未能重新判断 ${count} 项：${reason}`),
    ...neverHitLines(neverHit),
    ...(neverAsked.length > 0 ? [`  以往事项没有问过的表：${neverAsked.join('、')}`] : []),
  ];
}

/** One line a table. */
function neverHitLines(neverHit: Replay['neverHit']): string[] {
  const tables = [...new Set(neverHit.map(({ table }) => table))];
  return tables.map((table) => {
    const rows = neverHit.filter((one) => one.table === table).map(({ row }) => row);
    const shown = rows.slice(0, ROWS).join('、');
    return `  没有适用过的行：${table} ${rows.length} 行（${shown}${rows.length > ROWS ? '…' : ''}）`;
  });
}

function groupLines(
  { kind, flow, authority, count, examples }: ReplayGroup,
  words: CodeWords,
): string[] {
  const say = (text: string) => plain(words.prose(text));
  return [
    `  ${KINDS[kind]}：${count} 件  ${say(flow)}  ${say(authority)}`,
    ...examples.map(
      ({ caseNumber, before, after }) => `    例 ${caseNumber}：${say(before)} → ${say(after)}`,
    ),
  ];
}

function openLines({ open }: Plan): string[] {
  return [
    `三、在办事项：${open.count} 件，均按其受理时的版本办理`,
    ...open.groups.map(
      ({ release, flow, count, couldMove }) =>
        `  版本 ${release}  ${flow}  ${count} 件${couldMove > 0 ? `（其中 ${couldMove} 件可预览转入，npm run migrate）` : ''}`,
    ),
  ];
}

function findingLines(findings: PlanFinding[]): string[] {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const rest = findings.filter(({ severity }) => severity !== 'error');
  return [
    `四、检查：${errors.length} 个错误，${rest.length} 个提示`,
    ...[...errors, ...rest].slice(0, FINDINGS).map(({ severity, file, where, message }) => {
      const sign = severity === 'error' ? '错误' : '提示';
      return `  ${sign}  ${[file, where].filter(Boolean).join(' ')}  ${message}`;
    }),
    ...more(findings.length, FINDINGS),
  ];
}

const more = (all: number, shown: number) => (all > shown ? [`    … 另有 ${all - shown} 项`] : []);

/** How to go on after a plan, in Chinese. */
export function nextStep({ hash }: Plan, file: string): string {
  return [
    '',
    `已保存：${file}`,
    `部署：npm run apply -- ${hash.slice(0, NAMED_BY)} --by <人员账号> --why "<理由>"`,
  ].join('\n');
}
