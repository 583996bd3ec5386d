export { type Column, type FileKind, kindOf, letterOf, listsOf, sheetColumns } from './columns';
export { SHEET_LIMITS } from './layout';
export type { Unreadable } from './raw';
export { readSheet } from './read';
export { type SheetRow, sheetRows, unknownPaths } from './rows';
export { writeTemplate } from './template';
