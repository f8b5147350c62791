export { type AssignmentType, assignmentTypes, findAssignmentType, isAssignmentType } from './assignment-type.ts';
export * from './position.ts';
export { loadRegister } from './store.ts';
export { commonSubjects, crossSubjectName, SubjectCatalogue } from './subject.ts';
