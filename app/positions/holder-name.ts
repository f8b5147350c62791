import { fullName, type Person } from '#app/access/index.ts';
import type { Viewer } from '#app/shared/permission.ts';
import { sv } from './sv.ts';

/**
 * What a reader may see of who holds a position at a unit: the name, that the name is protected, or that it is not for
 * them. A protected name is for those who keep the list of people, and nobody else.
 */
export const holderName = (viewer: Viewer, person: Person | undefined, unitId: string): string => {
  if (!person || !viewer.may('seeHolder', { unitId, personIds: [person.id] }).allowed) return sv.hidden;
  if (person.isProtected && !viewer.may('editPeople', { unitId: null }).allowed) return sv.protected;
  return fullName(person);
};
