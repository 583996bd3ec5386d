import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { visibleCase } from '../cases/visibility';
import type { Deps } from '../deps';
import { canonicalJson } from '../domain/hash-chain';
import { type Caller, PUBLIC } from '../domain/identity';
import type { Sending } from '../domain/sending';
import type { CaseFile, Idempotency } from '../entities';
import { RefusedError, refuse } from '../errors';
import { findTaken, isKnownSending, TakenBefore } from '../records/sendings';
import type { Once, Route } from '../route';

/** Visible characters, as many as a header may sensibly have. */
const KEY = /^[\x21-\x7e]{1,200}$/;
/** 128 bits and more: without log-in, who knows the key is who sent it. */
const PUBLIC_KEY = /^[\w-]{22,200}$/;

/** Tells a repeat, and answers it as it was answered at first. */
export interface Repeats {
  /** Was the key of this request taken before, for the route's kind of act and this caller? */
  isKnown(route: Route, req: Request): Promise<boolean>;
  /** See `Once`. @throws E-00-23 for a key that is none */
  onceFor(route: Route, req: Request, res: Response): Once;
}

/** Repeats by the header Idempotency-Key; without it everything is new. */
export function createRepeats(deps: Pick<Deps, 'db' | 'vault'>): Repeats {
  return {
    async isKnown(route, req) {
      const named = nameOf(route, req);
      return named !== undefined && isKnownSending(deps.db.manager, named);
    },
    onceFor(route, req, res) {
      const named = nameOf(route, req);
      const { once } = route;
      if (!named || !once) return (_, first) => first(undefined);
      const caller = callerOf(req);
      return async (content, first) => {
        const hash = createHash('sha256').update(canonicalJson(content)).digest('hex');
        // keyed: what was entered, personal data too, is not to be guessed from it
        const contentHash = deps.vault.lookup(hash);
        const sending: Sending = { ...named, contentHash };
        const again = async (taken: Idempotency) => {
          await requireSame(deps, taken, sending, caller, res);
          return (await once.again({ taken, caller, res })) as never;
        };
        const before = await findTaken(deps.db, sending);
        if (before) return again(before);
        try {
          return await first(sending);
        } catch (error) {
          // refused for what the same request, at the same moment, had just done?
          const isDone = error instanceof TakenBefore || error instanceof RefusedError;
          const meanwhile = isDone && (await findTaken(deps.db, sending));
          if (!meanwhile) throw error;
          return again(meanwhile);
        }
      };
    },
  };
}

const callerOf = (req: Request): Caller => req.caller ?? PUBLIC;

function nameOf({ once }: Route, req: Request) {
  const key = req.get('Idempotency-Key');
  if (!once || key === undefined) return undefined;
  const { username } = callerOf(req);
  const isPublic = username === PUBLIC.username;
  if (!(isPublic ? PUBLIC_KEY : KEY).test(key))
    throw refuse('E-00-23', {
      zh: `Idempotency-Key 有 ${key.length} 个字符，应为 ${isPublic ? '22 至 200 个字母、数字（至少 128 位随机数）' : '1 至 200 个可见字符'}`,
      en: `Idempotency-Key has ${key.length} characters, give ${isPublic ? '22 to 200 letters and digits (at least 128 random bits)' : '1 to 200 visible ones'}`,
    });
  return { kind: once.kind, caller: username, key };
}

/** @throws E-00-25 for other content; E-00-22 where the case is no more the caller's to see */
async function requireSame(
  { db }: Pick<Deps, 'db'>,
  taken: Idempotency,
  { contentHash }: Sending,
  caller: Caller,
  res: Response,
): Promise<void> {
  const isPublic = caller.username === PUBLIC.username;
  // whoever has left the organisation since then sees its case no more
  const file: CaseFile | null =
    isPublic || !taken.caseId ? null : await visibleCase(db.manager, taken.caseId, caller);
  if (taken.contentHash === contentHash) return;
  if (taken.draftId) res.location(`/api/drafts/${taken.draftId}`);
  if (!file) throw refuse('E-00-25');
  res.location(`/api/cases/${file.id}`);
  throw refuse('E-00-25', {
    zh: `此前的提交见案件 ${file.number}`,
    en: `what came before is case ${file.number}`,
    about: { title: file.title, href: `/cases/${file.id}` },
  });
}
