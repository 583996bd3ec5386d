import { isCreditCode } from '../../domain/identifiers';
import { creditCodeOf } from '../../domain/identity';
import type { CaseFile } from '../../entities';
import type { ReleaseView } from '../../records/releases';
import type { CaseHead } from '../../web';
import { labelled } from '../../wording/labels';
import type { NameOf } from './names';

/** The head of a case: what it is, who handed it in, where it stands. */
export function headOf(file: CaseFile, release: ReleaseView, nameOf: NameOf): CaseHead {
  const { id, number, title, processId, flow, round, createdAt } = file;
  const applicant = file.applicantOrganisation ?? '';
  return {
    ...{ id, number, title, processId, flow, round, createdAt },
    processName: release.models.processes[processId]?.name ?? processId,
    status: labelled(release.models.labels, 'status', file.status, processId),
    statusReason: file.statusReason ?? undefined,
    marks: file.marks.map((mark) => labelled(release.models.labels, 'marks', mark, processId)),
    flags: file.flags.map((flag) => labelled(release.models.labels, 'flags', flag, processId)),
    applicant: { id: applicant, name: nameOf(applicant) },
    closedAt: file.closedAt ?? undefined,
    dossiers: dossiersOf(file),
  };
}

/** The files of what the case is about: of its subject, and of what it refers to where it has none. */
function dossiersOf(file: CaseFile): CaseHead['dossiers'] {
  const about = file.subject ? [file.subject] : file.refersTo.filter((key) => !isCreditCode(key));
  const applicant = creditCodeOf(file.applicantOrganisation ?? '');
  return [
    ...about.map((key) => ({
      title: `项目档案 ${key}`,
      href: `/projects/${encodeURIComponent(key)}`,
    })),
    ...(applicant ? [{ title: '企业档案', href: `/enterprises/${applicant}` }] : []),
  ];
}
