import type { UnitKind } from '#app/organisation/index.ts';
import type { Period } from '#app/shared/period.ts';

/** Roll: what a person may be at a unit for a period, by name, with the kinds of units where it is held. */
export const roles = {
  administratör: { text: 'Administratör', heldAt: ['Huvudman'] },
  förvaltningschef: { text: 'Förvaltningschef', heldAt: ['Huvudman', 'Förvaltning'] },
  verksamhetschef: { text: 'Verksamhetschef', heldAt: ['Verksamhetsområde'] },
  utvecklingsledare: { text: 'Utvecklingsledare', heldAt: ['Huvudman', 'Förvaltning', 'Verksamhetsområde'] },
  rektor: { text: 'Rektor', heldAt: ['Rektorsområde', 'Skola', 'Skolenhet', 'Modersmålsenhet'] },
  förstelärare: { text: 'Förstelärare', heldAt: ['Skolenhet', 'Modersmålsenhet'] },
  lektor: { text: 'Lektor', heldAt: ['Skolenhet', 'Modersmålsenhet'] },
  lärare: { text: 'Lärare', heldAt: ['Skolenhet', 'Modersmålsenhet'] },
  nämndsekreterare: { text: 'Nämndsekreterare', heldAt: ['Huvudman', 'Förvaltning'] },
  förtroendevald: { text: 'Förtroendevald', heldAt: ['Huvudman'] },
  hrEkonom: { text: 'HR/ekonom', heldAt: ['Huvudman', 'Förvaltning', 'Verksamhetsområde'] },
  facklig: { text: 'Facklig företrädare', heldAt: ['Huvudman', 'Förvaltning', 'Verksamhetsområde'] },
  revisor: { text: 'Revisor', heldAt: ['Huvudman'] },
} as const satisfies Record<string, { text: string; heldAt: readonly UnitKind[] }>;

export type Role = keyof typeof roles;
export const isRole = (text: string): text is Role => Object.hasOwn(roles, text);

/** A role held by a person at a unit, for a period. */
export type RoleHolding = Period & {
  readonly id: string;
  readonly personId: string;
  readonly role: Role;
  readonly unitId: string;
};
