import type { Caller } from '../../domain/identity';
import type { CaseFile } from '../../entities';
import type { Labels } from '../../models/read';
import type { CaseFileView } from '../../web';
import { label } from '../../wording/labels';
import { isOfferedTo, type OpenTask } from '../open-tasks';
import { isApplicant } from '../submit';

/** What this person can do on a case now: the open tasks of the own organisations, and correcting. */
export function actItems(
  file: CaseFile,
  caller: Caller,
  open: OpenTask[],
  labels: Labels,
): CaseFileView['acts'] {
  const own = open.filter((t) => isOfferedTo(t.task, caller.organisations));
  const tasks = own.map((t) => {
    return {
      act: t.model.act ?? '',
      label: t.model.name,
      href: `/tasks/${t.task.key}`,
    };
  });
  if (!file.awaitsCorrection || !isApplicant(file, caller)) return tasks;
  const correction = {
    act: 'CORRECT',
    label: label(labels, 'acts', 'CORRECT', file.processId),
    href: `/cases/${file.id}/correct`,
  };
  return [...tasks, correction];
}
