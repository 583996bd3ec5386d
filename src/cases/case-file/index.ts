import type { Deps } from '../../deps';
import type { Caller } from '../../domain/identity';
import { type CaseFile, Decision } from '../../entities';
import { startFormOf } from '../../models/start-form';
import type { CaseFileView } from '../../web';
import { labelledData } from '../../wording/summary';
import { administration } from '../administer';
import { openTasks } from '../open-tasks';
import { correctedRounds, fieldNames } from '../rounds';
import { canWithdraw } from '../withdraw';
import { actItems } from './acts';
import { deadlineItems } from './deadlines';
import { decisionItems } from './decisions';
import { diagramOf } from './diagram';
import { auditState, eventItems, eventsOf } from './events';
import { attachmentItems, documentItems } from './files';
import { headOf } from './head';
import { libraryItems } from './library';
import { namesOf } from './names';
import { ruleItems } from './rules';

/** Everything the page of a case shows, except who looks at it. */
export async function caseFileView(
  deps: Deps,
  file: CaseFile,
  caller: Caller,
): Promise<Omit<CaseFileView, 'user' | 'tasklistHref'>> {
  const db = deps.db.manager;
  const [release, decisions, events, now] = await Promise.all([
    deps.releases.byId(file.releaseId),
    db.find(Decision, { where: { caseId: file.id }, order: { completedAt: 'ASC' } }),
    eventsOf(db, file),
    deps.clock.now(),
  ]);
  const { labels } = release.models;
  const [open, nameOf] = await Promise.all([
    openTasks(deps, file, release),
    namesOf(db, labels, file, decisions, events),
  ]);
  const [attachments, documents, library, diagram, deadlines, rules, audit, withdrawable, admin] =
    await Promise.all([
      attachmentItems(db, file, labels),
      documentItems(db, file, labels),
      libraryItems(deps, db, file, labels),
      diagramOf(deps, db, file, release, open),
      deadlineItems(db, labels, file, decisions, now),
      ruleItems(db, file, release.models),
      auditState(db, labels, file, events.length, now),
      canWithdraw(deps, db, file, caller, now),
      administration(deps, db, file, caller, open, now),
    ]);
  const [rounds, fields] = await Promise.all([
    correctedRounds(db, release.models, file),
    fieldNames(db, release.models, file),
  ]);
  const form = startFormOf(release.models, file.processId);
  return {
    case: headOf(file, release, nameOf),
    data: form ? labelledData(labels, form, file.data) : [],
    attachments,
    documents,
    library,
    diagram,
    deadlines,
    decisions: decisionItems(file, labels, decisions, nameOf, fields),
    rounds: rounds.map(({ round, at, person, organisation, changes }) => {
      return { round, at, person, organisation: nameOf(organisation), changes };
    }),
    rules,
    events: eventItems(file, labels, events, nameOf),
    audit,
    acts: actItems(file, caller, open, labels),
    withdrawal: withdrawable ? { action: `/api/cases/${file.id}/withdrawal` } : undefined,
    administration: admin,
    now,
  };
}
