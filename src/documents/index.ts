/** Official documents as PDF. */
export { chineseDate, type OfficialDocument, renderOfficialDocument } from './pdf';
