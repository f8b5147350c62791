export {
  type AssignmentType,
  assignmentTypes,
  findAssignmentType,
  isAssignmentType,
} from './assignment-type.ts';
export * from './distribution/index.ts';
export { positionColumns } from './import/column.ts';
export { formatImportReport, type ImportReport } from './import/report.ts';
export { type ImportFile, importPositionsFile } from './import/run.ts';
export { undoImport } from './import/undo.ts';
export * from './position.ts';
export { loadRegister } from './store.ts';
export { commonSubjects, crossSubjectName, SubjectCatalogue } from './subject.ts';
