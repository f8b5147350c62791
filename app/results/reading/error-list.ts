import type { OutTable } from '#app/shared/table.ts';
import type { ColumnRole } from '../kind.ts';
import type { RowRemark } from '../reading.ts';
import { texts } from './sv.ts';

/** Fellista: every remark with its row, for the one who mends the file. Numbers of pupils are masked. */
export const errorList = (remarks: readonly RowRemark[], unlisted: number): OutTable => ({
  title: texts.listTitle,
  columns: texts.listColumns,
  rows: remarks.map(({ file, row, column, written, isRefusal, text, rule }) => [
    ...[file, row, column, written],
    ...[isRefusal ? texts.refusal : texts.notice, text, rule],
  ]),
  notes: unlisted > 0 ? [texts.moreRemarks(unlisted)] : [],
});

/** How the column of a role is asked for, and what it is called. */
export const columnTexts = (role: ColumnRole): { readonly text: string; readonly label: string } => ({
  text: texts.missingColumn(role),
  label: texts.columnName(role),
});
