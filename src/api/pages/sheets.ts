import { z } from 'zod';
import { sheetCases, sheetProcess } from '../../cases/sheet';
import type { Deps } from '../../deps';
import type { Route } from '../../route';
import { kindOf, listsOf } from '../../sheets';
import { renderSheetCases, renderSheetPage } from '../../web';
import { presentSheet } from '../sheets';
import { definePage, frame } from './page';
import { uploadLimits } from './submission';

/** Many submissions of a process from one spreadsheet. */
export function sheetPage(deps: Deps): Route {
  return definePage({
    path: '/submit/{process}/sheet',
    summary: '批量申报',
    permission: 'person',
    params: z.object({ process: z.string() }),
    async show({ params, caller }) {
      const { process, form, columns, most } = await sheetProcess(deps, params.process, caller);
      const { id, name } = process;
      return renderSheetPage({
        ...(await frame(deps, caller)),
        process: { name, flow: process.flow ?? id },
        most,
        lists: listsOf(form),
        hasFiles: columns.some(kindOf),
        singleHref: `/submit/${id}`,
        templateHref: `/api/cases/${id}/sheet`,
        uploadAction: '/api/attachments',
        checkAction: `/api/cases/${id}/sheet/check`,
        action: `/api/cases/${id}/sheet`,
        limits: uploadLimits(deps.config),
      });
    },
  });
}

/** What came of the rows of a spreadsheet, for who handed it in. */
export function sheetCasesPage(deps: Deps): Route {
  return definePage({
    path: '/sheets/{sheet}',
    summary: '批量申报的案件',
    permission: 'person',
    params: z.object({ sheet: z.uuid() }),
    async show({ params, caller }) {
      const lines = await sheetCases(deps, params.sheet, caller);
      const { at, statuses, cases } = await presentSheet(deps, params.sheet, lines);
      const release = await deps.releases.byId(lines[0]?.file.releaseId ?? 0);
      const id = lines[0]?.file.processId ?? '';
      return renderSheetCases({
        ...(await frame(deps, caller)),
        processName: release.models.processes[id]?.name ?? id,
        at,
        statuses: statuses.map(({ status, label, count }) => {
          return { status: { code: status, label }, count };
        }),
        cases: cases.map(({ status, statusLabel, ...one }) => {
          return { ...one, status: { code: status, label: statusLabel } };
        }),
        going: lines.filter(({ file }) => !file.processInstanceKey).length,
      });
    },
  });
}
