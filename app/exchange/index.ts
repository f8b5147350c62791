export { type MailServerAddress, openMail, readMailServerAddress } from './mail/mail-server.ts';
export { type FetchOptions, fetchPlannedEducations } from './skolverket/fetch-planned-educations.ts';
export {
  type PlannedEducations,
  type PublicationMark,
  type PublishedMeasure,
  type PublishedUnit,
  type PublishedValue,
  readPlannedEducations,
} from './skolverket/planned-educations.ts';
export { readSiris } from './skolverket/siris.ts';
export { isSirisReport, type SirisReport, sirisReports } from './skolverket/siris-report.ts';
export { texts as skolverketTexts } from './skolverket/sv.ts';
export { type ReadRowsOptions, readRows } from './spreadsheets/read-rows.ts';
export { type ReadOptions, readTable } from './spreadsheets/read-table.ts';
export { writeTable } from './spreadsheets/write-table.ts';
