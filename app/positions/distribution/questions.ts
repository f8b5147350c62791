import { count, plannedTime } from './position-questions.ts';
import type { DistributionQuestion } from './question.ts';
import { structures } from './structure-questions.ts';
import {
  licensedTeachers,
  numberOfPupils,
  per100LicensedTeachers,
  per100Pupils,
  pupilsPerPosition,
  units,
} from './unit-questions.ts';
import { change, gaps, needs, subjects, uncoveredSubjects } from './use-questions.ts';

/** Every number that the distribution can give, by the key that its figures carry. */
export const questions = {
  'positions.count': count,
  'positions.plannedTime': plannedTime,
  'positions.pupils': numberOfPupils,
  'positions.per100Pupils': per100Pupils,
  'positions.pupilsPerPosition': pupilsPerPosition,
  'positions.licensedTeachers': licensedTeachers,
  'positions.per100LicensedTeachers': per100LicensedTeachers,
  'positions.units': units,
  'positions.subjects': subjects,
  'positions.gaps': gaps,
  'positions.uncoveredSubjects': uncoveredSubjects,
  'positions.needs': needs,
  'positions.structures': structures,
  'positions.change': change,
} as const satisfies Record<string, DistributionQuestion>;

export type QuestionKey = keyof typeof questions;
