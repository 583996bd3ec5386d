import express, { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { caseFileView } from '../cases/case-file';
import { attachmentRules, requireSubmitter, startable } from '../cases/check';
import { draftTitle, openDraft } from '../cases/drafts';
import { ownDrafts } from '../cases/own-drafts';
import { COVERAGE_ROLES, reviewCoverage } from '../cases/review-coverage';
import { isApplicant } from '../cases/submit';
import { visibleCase, visibleCases } from '../cases/visibility';
import type { Deps } from '../deps';
import type { Caller } from '../domain/identity';
import { type Day, shanghaiDay } from '../domain/working-days';
import { type CaseFile, Decision } from '../entities';
import { RefusedError, refuse } from '../errors';
import { organisationNames } from '../records/directory';
import { withoutPersonalData } from '../records/personal-data';
import {
  type CaseRow,
  formViewerPath,
  formViewerScript,
  proofWorkerPath,
  proofWorkerScript,
  renderCaseFile,
  renderCaseList,
  renderError,
  renderHome,
  renderReviewCoverage,
  renderSubmitPage,
  staticMappings,
} from '../web';
import { label } from '../wording/labels';

const PAGE_SIZE = 20;
const DRAFTS_SHOWN = 20;
const OFFSET_AT_MOST = 1_000_000;

/** The pages: home, list, case file, submission; they ask for log-in where there is none. */
export function pageRouter(deps: Deps, authenticate: (req: Request) => Promise<Caller>): Router {
  const router = Router();
  const tasklistHref = deps.config.TASKLIST_URL;

  for (const { path, folder } of staticMappings())
    router.use(path, express.static(folder, { maxAge: '1h', index: false }));
  for (const [path, script] of [
    [formViewerPath, formViewerScript],
    [proofWorkerPath, proofWorkerScript],
  ] as const)
    router.get(path, async (_req, res) => {
      res
        .type('text/javascript')
        .set('Cache-Control', 'public, max-age=3600')
        .send(await script());
    });
  router.get('/models/:release/:file', async (req, res) => {
    const release = await deps.releases.byId(Number.parseInt(req.params.release, 10));
    const id = req.params.file.replace(/\.bpmn$/, '');
    const model = release.models.processes[id];
    const resource = release.resources.find((r) => r.name === model?.file);
    if (!resource) throw refuse('E-00-22');
    res.type('application/xml').set('Cache-Control', 'public, max-age=31536000, immutable');
    res.send(resource.content);
  });

  /** A page for somebody logged in; others are sent to log in and come back. */
  const page = (path: string, show: (req: Request, caller: Caller) => Promise<string>) =>
    router.get(path, async (req, res) => {
      const caller = await authenticate(req).catch((error) => {
        if (error instanceof RefusedError && error.status === 401) return null;
        throw error;
      });
      if (!caller) await res.oidc.login({ returnTo: req.originalUrl });
      else res.send(await show(req, caller));
    });

  page('/', async (_req, caller) => {
    const release = await deps.releases.current();
    const { files } = await visibleCases(deps.db.manager, caller, { limit: 10, offset: 0 });
    const messages: { at: Date; subject: string; case_id: string | null; read_at: Date | null }[] =
      await deps.db.query(
        'select at, subject, case_id, read_at from notice where recipient = any($1) order by at desc limit 10',
        [[...caller.organisations, `person-${caller.username}`]],
      );
    const startableNow = Object.values(release.models.processes).filter(
      (p) =>
        p.startForm &&
        (p.submitters.includes('any') || p.submitters.some((r) => caller.roles.includes(r))),
    );
    return renderHome({
      user: await userView(caller),
      tasklistHref,
      processes: startableNow.map((p) => {
        return { href: `/submit/${p.id}`, name: p.name, flow: p.flow ?? '', areaLabel: '' };
      }),
      drafts: (await ownDrafts(deps.db.manager, caller, DRAFTS_SHOWN)).map((draft) => {
        return {
          href: `/submit/${draft.processId}?draft=${draft.id}`,
          action: `/api/drafts/${draft.id}`,
          title: draftTitle(release, draft),
          processName: release.models.processes[draft.processId]?.name ?? draft.processId,
          updatedAt: draft.updatedAt,
        };
      }),
      cases: await rows(files),
      messages: messages.map((m) => {
        return {
          at: m.at,
          text: m.subject,
          href: m.case_id ? `/cases/${m.case_id}` : undefined,
          read: m.read_at !== null,
        };
      }),
      casesHref: '/cases',
      now: await deps.clock.now(),
    });
  });

  page('/cases', async (req, caller) => {
    const offset = Math.min(OFFSET_AT_MOST, Math.max(0, Math.trunc(Number(req.query.offset)) || 0));
    const text = (name: string) => {
      const value = req.query[name];
      return typeof value === 'string' && value !== '' ? value : undefined;
    };
    const filter = { q: text('q'), status: text('status'), process: text('process') };
    const { total, files } = await visibleCases(deps.db.manager, caller, {
      limit: PAGE_SIZE,
      offset,
      status: filter.status,
      process: filter.process,
      text: filter.q,
    });
    const statuses: { status: string }[] = await deps.db.query(
      'select distinct status from case_file order by status',
    );
    const { models } = await deps.releases.current();
    const href = (to: number) => {
      const set = Object.entries(filter).filter((entry): entry is [string, string] => !!entry[1]);
      return `/cases?${new URLSearchParams([...set, ['offset', String(to)]])}`;
    };
    return renderCaseList({
      user: await userView(caller),
      tasklistHref,
      filter,
      statuses: statuses.map(({ status }) => ({ code: status, label: label('status', status) })),
      processes: Object.values(models.processes)
        .filter((process) => process.startForm)
        .map((process) => ({ code: process.id, label: process.name })),
      rows: await rows(files),
      total,
      coverageHref: maySeeCoverage(caller) ? '/reports/review-coverage' : undefined,
      previousHref: offset > 0 ? href(Math.max(0, offset - PAGE_SIZE)) : undefined,
      nextHref: offset + PAGE_SIZE < total ? href(offset + PAGE_SIZE) : undefined,
      now: await deps.clock.now(),
    });
  });

  page('/reports/review-coverage', async (req, caller) => {
    if (!maySeeCoverage(caller)) throw refuse('E-00-21');
    const today = shanghaiDay(await deps.clock.now());
    const day = (name: string, other: Day) => z.iso.date().catch(other).parse(req.query[name]);
    const days = { from: day('from', `${today.slice(0, 8)}01`), to: day('to', today) };
    const { rows, total } = await reviewCoverage(deps, caller, days);
    return renderReviewCoverage({
      user: await userView(caller),
      tasklistHref,
      ...days,
      rows,
      total: { processName: '合计', organisationName: '', ...total },
    });
  });

  page('/cases/:id', async (req, caller) => {
    const file = await visibleCase(deps.db.manager, String(req.params.id), caller);
    return renderCaseFile({
      user: await userView(caller),
      tasklistHref,
      ...(await caseFileView(deps, file, caller)),
    });
  });

  page('/submit/:process', async (req, caller) => {
    const wanted = z.uuid().safeParse(req.query.draft);
    const opened = wanted.success
      ? await openDraft(deps, wanted.data, caller, String(req.id))
      : undefined;
    const release = await deps.releases.current();
    const { process, form } = startable(release, String(req.params.process));
    requireSubmitter(process, caller);
    if (opened && opened.draft.processId !== process.id) throw refuse('E-00-22');
    return renderSubmitPage({
      ...(await submitView(caller, release, process, form, `/api/cases/${process.id}`)),
      data: opened?.data,
      drafts: {
        action: `/api/drafts/${process.id}`,
        id: opened?.draft.id,
        files: opened?.attachments ?? [],
      },
    });
  });

  page('/cases/:id/correct', async (req, caller) => {
    const file = await visibleCase(deps.db.manager, String(req.params.id), caller);
    if (!isApplicant(file, caller)) throw refuse('E-00-21');
    if (!file.awaitsCorrection) throw refuse('E-00-05');
    const release = await deps.releases.byId(file.releaseId);
    const { process, form } = startable(release, file.processId);
    const [decision] = await deps.db.getRepository(Decision).find({
      where: { caseId: file.id, round: file.round, valid: true },
      order: { completedAt: 'DESC' },
      take: 1,
    });
    return renderSubmitPage({
      ...(await submitView(caller, release, process, form, `/api/cases/${file.id}/corrections`)),
      // personal data is only known masked here: it is entered anew
      data: withoutPersonalData(form, file.data),
      correction: {
        number: file.number,
        href: `/cases/${file.id}`,
        opinion: decision?.opinion ?? undefined,
      },
    });
  });

  return router;

  async function submitView(
    caller: Caller,
    release: Awaited<ReturnType<Deps['releases']['current']>>,
    process: ReturnType<typeof startable>['process'],
    form: ReturnType<typeof startable>['form'],
    action: string,
  ) {
    return {
      user: await userView(caller),
      tasklistHref,
      process: { id: process.id, name: process.name, flow: process.flow ?? '' },
      schema: form.schema as object,
      attachments: (
        await attachmentRules(release, process, {
          flow: process.flow ?? process.id,
          data: {},
          attachments: [],
        })
      ).map((rule) => {
        const { kind, required, atLeastOneOf } = rule;
        return { kind, label: rule.label, required, atLeastOneOf: atLeastOneOf ?? undefined };
      }),
      action,
      checkAction: process.attachments ? `/api/cases/${process.id}/check` : undefined,
      limits: {
        maxBytes: deps.config.ATTACHMENT_MAX_MB * 1024 * 1024,
        accept: '.pdf,.jpg,.jpeg,.png',
      },
    };
  }

  async function userView(caller: Caller) {
    const names = await organisationNames(deps.db, caller.organisations);
    return {
      name: caller.name,
      username: caller.username,
      organisations: [...names.values()],
    };
  }

  async function rows(files: CaseFile[]): Promise<CaseRow[]> {
    const names = await organisationNames(
      deps.db,
      files.flatMap((f) => f.applicantOrganisation ?? []),
    );
    const release = await deps.releases.current();
    const due = await openDeadlines(files);
    const now = await deps.clock.now();
    return files.map((f) => {
      const dueAt = due.get(f.id);
      return {
        dueAt,
        over: dueAt !== undefined && now >= dueAt,
        href: `/cases/${f.id}`,
        number: f.number,
        title: f.title,
        flow: f.flow,
        processName: release.models.processes[f.processId]?.name ?? f.processId,
        status: { code: f.status, label: label('status', f.status, f.processId) },
        marks: f.marks.map((code) => ({ code, label: label('marks', code, f.processId) })),
        applicant: names.get(f.applicantOrganisation ?? '') ?? '',
        createdAt: f.createdAt,
      };
    });
  }

  /** The newest deadline of each open case that nobody has met yet. */
  async function openDeadlines(files: CaseFile[]): Promise<Map<string, Date>> {
    const open = files.filter((f) => f.closedAt === null).map((f) => f.id);
    const rows: { case_id: string; due_at: Date }[] = await deps.db.query(
      `select distinct on (d.case_id) d.case_id, d.due_at
       from deadline d join case_file c on c.id = d.case_id and c.round = d.round
       where d.case_id = any($1) and not exists (
         select 1 from decision x where x.case_id = d.case_id and x.round = d.round and x.valid
           and x.completed_at >= d.started_at and x.completed_at < d.due_at)
       order by d.case_id, d.started_at desc`,
      [open],
    );
    return new Map(rows.map((row) => [row.case_id, row.due_at]));
  }
}

const maySeeCoverage = ({ roles }: Caller) => COVERAGE_ROLES.some((role) => roles.includes(role));

/** An error as a page. */
export function errorPage(req: Request, res: Response, refused: RefusedError): void {
  const [first] = refused.refusals;
  res.status(refused.status).send(
    renderError({
      isPublic: /^\/public(\/|$)/.test(req.path),
      status: refused.status,
      title: first?.zh ?? '',
      code: first?.code,
      requestId: String(req.id),
    }),
  );
}
