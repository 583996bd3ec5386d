import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { attachmentRules, publicStartable } from '../cases/check';
import type { Deps } from '../deps';
import { queryGrams } from '../domain/grams';
import { PUBLIC } from '../domain/identity';
import type { Publicity } from '../entities';
import { refuse } from '../errors';
import type { FormModel, ProcessModel } from '../models/read';
import { organisationNames } from '../records/directory';
import { findPublicity, listPublicity, type PublicRow } from '../records/publicity';
import { type PublicItem, renderPublicList, renderPublicRecord, renderSubmitPage } from '../web';
import { label } from '../wording/labels';
import { isStorable, parse } from './http';

const PAGE_SIZE = 20;
/** Seconds a page may be kept: by browsers, and by caches in front. */
const FRESH = 60;

const listQuery = z.object({
  list: z.enum(['running', 'stored']).default('running'),
  q: z
    .string()
    .max(100)
    .transform((text) => text.trim() || undefined)
    .optional(),
  after: z
    .string()
    .regex(/^\d{1,15}_[\da-f-]{36}$/)
    .optional(),
});

/** The pages for everyone: no log-in, no cookie, nothing that is not published. */
export function publicPages(deps: Deps): Router {
  const router = Router();

  router.get('/public', async (req, res) => {
    const { list, q, after } = read(req);
    const askedTooLittle = q !== undefined && queryGrams(q).length === 0;
    const found = askedTooLittle
      ? []
      : await listPublicity(deps.db, list, { limit: PAGE_SIZE, after: cursor(after), asked: q });
    const rows = found.slice(0, PAGE_SIZE);
    const last = found.length > PAGE_SIZE ? rows.at(-1) : undefined;
    const href = (more: Record<string, string>) =>
      `/public?${new URLSearchParams({ list, ...(q ? { q } : {}), ...more })}`;
    send(
      res,
      renderPublicList({
        isPublic: true,
        list,
        asked: q,
        askedTooLittle,
        items: await items(rows),
        firstHref: after ? href({}) : undefined,
        nextHref: last && href({ after: `${moment(last).getTime()}_${last.id}` }),
        doors: await generalDoors(),
      }),
    );
  });

  router.get('/public/:id', async (req, res) => {
    const found = await published(req.params.id);
    const [item] = await items([found]);
    send(
      res,
      renderPublicRecord({
        isPublic: true,
        item: item as PublicItem,
        lines: found.content,
        doors: await doorsOf(found),
      }),
    );
  });

  router.get('/public/submit/:process', async (req, res) => {
    const release = await deps.releases.current();
    const { process, form } = publicStartable(release, req.params.process);
    const { of } = req.query;
    const about = typeof of === 'string' ? await published(of) : undefined;
    const flow = process.flow ?? process.id;
    const rules = await attachmentRules(release, process, { flow, data: {}, attachments: [] });
    res.set('Cache-Control', 'no-cache').send(
      renderSubmitPage({
        isPublic: true,
        process: { id: process.id, name: process.name, flow },
        schema: withoutIds(form.schema as FormPart),
        data: about && prefilled(form, about, READABLE),
        given: about && prefilled(form, about, [ID]),
        about: about && { title: about.title, href: `/public/${about.id}` },
        attachments: rules.map(({ kind, label: name, required, atLeastOneOf }) => {
          return { kind, label: name, required, atLeastOneOf: atLeastOneOf ?? undefined };
        }),
        action: `/api/public/cases/${process.id}`,
        challengeHref: `/api/public/cases/${process.id}/challenge`,
        limits: {
          maxBytes: deps.config.ATTACHMENT_MAX_MB * 1024 * 1024,
          accept: '.pdf,.jpg,.jpeg,.png',
        },
      }),
    );
  });

  return router;

  /** @throws E-00-22 for what was never published, E-00-72 for what is no longer */
  async function published(id: string): Promise<Publicity> {
    const found = await findPublicity(deps.db, id);
    if (!found) throw refuse('E-00-22');
    if (found.state === 'WITHDRAWN') throw refuse('E-00-72');
    return found;
  }

  async function items(rows: PublicRow[]): Promise<PublicItem[]> {
    const names = await organisationNames(
      deps.db,
      rows.map((row) => row.authority),
    );
    return rows.map((row) => {
      return {
        href: `/public/${row.id}`,
        title: row.title,
        number: row.number,
        subject: row.subject ?? undefined,
        authority: names.get(row.authority) ?? row.authority,
        state: { code: row.state, label: label('publicity', row.state) },
        starts: row.starts,
        ends: row.ends,
        storedAt: row.state === 'STORED' ? (row.storedAt ?? undefined) : undefined,
      };
    });
  }

  /** Objections while it is not stored, complaints always: whatever its process names for them. */
  async function doorsOf({ id, processId, state }: Publicity) {
    const { models } = await deps.releases.current();
    const { publicObjection, publicComplaint } = models.processes[processId]?.properties ?? {};
    const targets = [state === 'STORED' ? undefined : publicObjection, publicComplaint];
    return [...new Set(targets)]
      .flatMap((target) => models.processes[target ?? ''] ?? [])
      .map((process) => ({ label: process.name, href: `/public/submit/${process.id}?of=${id}` }));
  }

  /** Processes open to everyone that are not about a publicity. */
  async function generalDoors() {
    const { models } = await deps.releases.current();
    return Object.values(models.processes)
      .filter(({ submitters }) => submitters.some((role) => PUBLIC.roles.includes(role)))
      .filter((process) => !needsPublicity(process, models.forms))
      .map(({ id, name }) => ({ label: name, href: `/public/submit/${id}` }));
  }
}

function needsPublicity({ startForm }: ProcessModel, forms: Record<string, FormModel>): boolean {
  const fields = forms[startForm ?? '']?.components ?? [];
  return fields.some(
    ({ properties, validate }) =>
      /\bpublicity\b/.test(properties.ref ?? '') && validate.required === true,
  );
}

/** What a publicity fills in (component property `prefill`): its id, and what people can read. */
const ID = 'publicity:id';
const READABLE = ['publicity:number', 'publicity:subject', 'publicity:title'];

function prefilled(
  form: FormModel,
  { id, number, subject, title }: Publicity,
  sources: string[],
): Record<string, string> {
  const known: Record<string, string | null> = {
    [ID]: id,
    'publicity:number': number,
    'publicity:subject': subject,
    'publicity:title': title,
  };
  return Object.fromEntries(
    form.components.flatMap(({ key, properties: { prefill = '' } }) => {
      const value = sources.includes(prefill) && known[prefill];
      return key && value ? [[key, value]] : [];
    }),
  );
}

/** A part of a form as form-js reads it. */
interface FormPart {
  components?: FormPart[];
  properties?: { prefill?: string };
}

/** The form without the field for the id: nobody reads it, the page sends it along. */
function withoutIds(part: FormPart): FormPart {
  const { components } = part;
  if (!components) return part;
  const shown = components.filter(({ properties }) => properties?.prefill !== ID);
  return { ...part, components: shown.map(withoutIds) };
}

function read(req: Request): z.infer<typeof listQuery> {
  if (!isStorable(req.query)) throw refuse('E-00-23');
  return parse(listQuery, req.query, 'query') as z.infer<typeof listQuery>;
}

function cursor(after: string | undefined) {
  const [at = '', id = ''] = after?.split('_') ?? [];
  return after ? { at: new Date(Number(at)), id } : undefined;
}

/** What a list is sorted by. */
function moment(row: PublicRow): Date {
  return row.state === 'STORED' && row.storedAt ? row.storedAt : row.starts;
}

function send(res: Response, page: string): void {
  res.set('Cache-Control', `public, max-age=${FRESH}`).send(page);
}
