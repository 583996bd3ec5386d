export {
  INBOX_FILTERS,
  type Inbox,
  type InboxFilter,
  type InboxItem,
  inbox,
  inboxState,
  taskCursors,
} from './list';
export { claim, complete, giveBack, ownTask, type TaskWithForm, taskOf } from './task';
export { type TaskGroup, type TaskLine, taskLines, VERDICTS_AT_MOST } from './verdicts';
