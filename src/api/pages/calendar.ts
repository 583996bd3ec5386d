import type { Deps } from '../../deps';
import { LEFT_REASONS, type LeftReason } from '../../domain/calendar-changes';
import { recordedDays } from '../../records/calendar/days';
import { publications } from '../../records/calendar/publications';
import type { Route } from '../../route';
import { renderCalendar } from '../../web';
import { CALENDAR_ROLES } from '../calendar';
import { definePage, frame } from './page';

/** So many publications are shown. */
const SHOWN = 20;

/** The calendar: what was published, and the form by which more is. */
export function calendarPage(deps: Deps): Route {
  return definePage({
    path: '/calendar',
    summary: '工作日历：查看、预览和发布（系统管理员）',
    permission: CALENDAR_ROLES,
    async show({ caller }) {
      const rows = await publications(deps.db.manager, SHOWN);
      return renderCalendar({
        ...(await frame(deps, caller)),
        days: await recordedDays(deps.db.manager),
        publications: rows.map(({ left, ...row }) => ({
          ...row,
          left: left.map(({ caseId, caseNumber, key, reason }) => ({
            ...{ href: `/cases/${caseId}`, caseNumber, key },
            why: LEFT_REASONS[reason as LeftReason]?.zh ?? reason,
          })),
        })),
      });
    },
  });
}
