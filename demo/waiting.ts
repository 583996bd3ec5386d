import { historicalProjects } from '../seed';
import { importFile } from '../src/tools/import/import-file';
import { type CaseView, findCase } from '../stand-in/cases';
import { feedProject, type Project, submitEntry } from '../stand-in/project';
import { findWork, pushDemoPermit, submitWork, type Work } from '../stand-in/subcontract';
import { setting } from '../stand-in/tokens';
import type { Doors } from './doors';

/** Who finds the waiting tasks, see the log-in table. */
export const REVIEWER = 'cixi.wang';
export const DISTRICT_REVIEWER = 'yuzhong.qin';

/** Hands a case in and confirms it, today: it then waits in Tasklist for its reviewer. */
export async function leaveWaitingCase(doors: Doors, work: Work): Promise<CaseView> {
  await pushDemoPermit(doors.settings, doors.as('audit.he'));
  const specialist = doors.as('yi.qian');
  const { id, status } = (await findWork(specialist, work)) ?? (await submitWork(specialist, work));
  if (['SUBMITTED', 'WAIT_GC'].includes(status)) {
    const confirm = (view: CaseView) => view.tasks.some((t) => t.act === 'CONFIRM');
    await doors.waitCase(id, 'the confirmation', confirm);
    const fields = { outcome: 'CONFIRMED' };
    await doors.as('jia.zhao').post(`/api/cases/${id}/acts/CONFIRM`, fields);
  }
  return doors.waitCase(id, 'the review', (view) => view.tasks.some((t) => t.act === 'REVIEW'));
}

/** Feeds a project and enters it, today: accepted, it waits for its district to verify it. */
export async function leaveWaitingEntry(doors: Doors, project: Project): Promise<CaseView> {
  const auditor = doors.as('audit.he');
  const entered = () => findCase(auditor, 'cq-project-entry', project.projectName);
  let view = await entered();
  if (!view) {
    await feedProject(doors.settings, auditor, project);
    view = await submitEntry(doors.as('ding.su'), project);
  }
  const offers = (act: string) => (seen: CaseView) => seen.tasks.some((task) => task.act === act);
  if (['SUBMITTED', 'PENDING_VERIFY'].includes(view.status)) {
    await doors.waitCase(view.id, 'the acceptance', offers('ACCEPT_CASE'));
    const fields = { accepted: true };
    await doors.as(DISTRICT_REVIEWER).post(`/api/cases/${view.id}/acts/ACCEPT_CASE`, fields);
  }
  return doors.waitCase(view.id, 'the verification', offers('VERIFY'));
}

/** Imports the demo's historical projects, as `npm run import` does; again and again it stays once. */
export async function importHistory({ settings, tokenOf }: Doors): Promise<void> {
  const door = { apiUrl: setting(settings, 'PUBLIC_URL'), token: () => tokenOf('data-importer') };
  const { faults } = await importFile(door, 'zj-history-import', historicalProjects);
  if (faults.length > 0)
    throw new Error(`import of ${historicalProjects}: ${JSON.stringify(faults)}`);
}
