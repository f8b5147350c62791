export { addPosition, appoint, giveAssignment } from './actions.ts';
export * from './distribution/index.ts';
export { positionColumns } from './import/column.ts';
export { formatImportReport } from './import/report.ts';
export { importPositionsFile } from './import/run.ts';
export * from './position.ts';
export { routes as positionRoutes } from './routes.tsx';
export { loadLocalSubjects, loadRegister } from './store.ts';
export { SubjectCatalogue } from './subject.ts';
