import { z } from 'zod';
import { publicStartable } from '../../cases/check';
import type { Deps } from '../../deps';
import type { Route } from '../../route';
import { renderSubmitPage } from '../../web';
import { definePage } from './page';
import { type FormPart, ID, prefilled, READABLE, withoutIds } from './public-prefill';
import { published } from './published';
import { submissionParts } from './submission';

/** The start form of a process that is open to everyone, e.g. an objection to what is published. */
export function publicSubmitPage(deps: Deps): Route {
  return definePage({
    path: '/public/submit/{process}',
    summary: '公众提交',
    permission: 'public',
    params: z.object({ process: z.string() }),
    query: z.object({
      of: z.string().optional().catch(undefined).describe('公示的编号'),
    }),
    cache: 'no-cache',
    async show({ params, query }) {
      const release = await deps.releases.current();
      const { process, form } = publicStartable(release, params.process);
      const about = query.of === undefined ? undefined : await published(deps, query.of);
      return renderSubmitPage({
        isPublic: true,
        ...(await submissionParts(deps, release, process)),
        schema: withoutIds(form.schema as FormPart),
        data: about && prefilled(form, about, READABLE),
        given: about && prefilled(form, about, [ID]),
        about: about && { title: about.title, href: `/public/${about.id}` },
        action: `/api/public/cases/${process.id}`,
        challengeHref: `/api/public/cases/${process.id}/challenge`,
      });
    },
  });
}
