import type { ReleaseDetails, ReleaseState, ReleaseSummary } from '../../cases/releases';
import type { Deps } from '../../deps';
import type { ModelChange, Replay, ReplayGroup } from '../../domain/plan';
import type { ChangedModel, ReleasePageView, ReleaseRow, ReplayView, Tone } from '../../web';
import { sayChange } from '../../wording/changes';
import { type CodeWords, codeWords } from '../../wording/codes';
import { labelled } from '../../wording/labels';
import { caseRows } from './case-rows';

const STATES: Record<ReleaseState, [label: string, tone: Tone]> = {
  CURRENT: ['现行', 'good'],
  WAITING: ['待生效', 'warn'],
  WITHDRAWN: ['已撤回', 'bad'],
  PAST: ['旧版', 'neutral'],
};

const KINDS: Record<ReplayGroup['kind'], string> = {
  outcome: '结果',
  authority: '主管部门',
  deadline: '期限',
  papers: '所需材料',
  refusals: '拒绝理由',
};

/** A release as a line of the list shows it. */
export function releaseRow(one: ReleaseSummary): ReleaseRow {
  const [label, tone] = STATES[one.state];
  return {
    ...{ number: one.id, href: `/releases/${one.id}` },
    state: { code: one.state, label, tone },
    createdAt: one.createdAt,
    deployedBy: one.deployedBy ?? undefined,
    reason: one.reason ?? undefined,
    inForceFrom: one.inForceFrom ?? undefined,
    changes: one.changes ?? undefined,
    outcomes: one.outcomes ?? undefined,
    ...{ cases: one.cases, open: one.open },
  };
}

/** A release as its page shows it, in its own words. */
export async function releaseView(
  deps: Deps,
  details: ReleaseDetails,
): Promise<Omit<ReleasePageView, 'user'>> {
  const { models } = await deps.releases.byId(details.id);
  const words = codeWords(models);
  const { plan, previous, deployedBy } = details;
  const person = deployedBy ? await deps.people.find(deployedBy) : undefined;
  return {
    release: {
      ...releaseRow(details),
      ...(person && { deployedBy: `${person.name} ${person.username}` }),
      deployedAt: details.deployedAt ?? undefined,
      planHash: plan?.hash,
      previous: previous === null ? undefined : { number: previous, href: `/releases/${previous}` },
    },
    models: changedModels(details.difference, words),
    replay: plan ? replayView(plan.replay, details, words) : undefined,
    keeping:
      plan?.open.groups.map((group) => ({ ...group, flow: sayFlow(group.flow, words) })) ?? [],
    findings: plan?.findings ?? [],
    groups: details.groups.map(({ processId, status, count }) => ({
      process: models.processes[processId]?.name ?? processId,
      status: labelled(models.labels, 'status', status, processId),
      count,
    })),
    newest: await caseRows(deps, details.newest),
  };
}

function changedModels(changes: ModelChange[], words: CodeWords): ChangedModel[] {
  const models = new Map<string, ChangedModel>();
  for (const change of changes) {
    const said = sayChange(change, words);
    const key = `${change.file} ${change.model}`;
    const model = models.get(key) ?? {
      ...{ of: said.of, name: said.model, file: change.file, changes: [] },
    };
    model.changes.push(said);
    models.set(key, model);
  }
  return [...models.values()];
}

function replayView(
  { groups, neverHit, ...figures }: Replay,
  { examples, authorities }: ReleaseDetails,
  words: CodeWords,
): ReplayView {
  const tables = [...new Set(neverHit.map(({ table }) => table))];
  return {
    ...figures,
    changed: groups.reduce((sum, { count }) => sum + count, 0),
    groups: [...groups]
      .sort((a, b) => b.count - a.count)
      .map((group) => ({
        ...{ flow: sayFlow(group.flow, words), kind: KINDS[group.kind], count: group.count },
        authority: authorities.get(group.authority) ?? group.authority,
        examples: group.examples.map(({ caseNumber, before, after }) => {
          const id = examples.get(caseNumber);
          return {
            ...{ number: caseNumber, before: words.prose(before), after: words.prose(after) },
            href: id && `/cases/${id}`,
          };
        }),
      })),
    neverHit: tables.map((table) => ({
      table,
      rows: neverHit.filter((one) => one.table === table).map(({ row }) => row),
    })),
  };
}

const sayFlow = (flow: string, words: CodeWords) => words.value(JSON.stringify(flow));
