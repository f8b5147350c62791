export { contentDisposition } from './spreadsheets/file-name.ts';
export { type ReadOptions, readTable } from './spreadsheets/read-table.ts';
export { writeTable } from './spreadsheets/write-table.ts';
