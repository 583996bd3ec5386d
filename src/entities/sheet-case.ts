import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A case that was handed in with others in one spreadsheet. */
@Entity('sheet_case')
export class SheetCase {
  @PrimaryColumn('uuid', { name: 'sheet_id' }) sheetId!: string;
  /** of the spreadsheet, as Excel shows it */
  @PrimaryColumn('int') row!: number;
  @Column('uuid', { name: 'case_id' }) caseId!: string;
}
