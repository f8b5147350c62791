import { isSchoolForm, type SchoolForm } from '#app/organisation/index.ts';

/** What part of the authority is looked at: a unit with all under it (null: everything), and possibly one school form. */
export type Scope = {
  readonly unitId: string | null;
  readonly schoolForm: SchoolForm | null;
  /** Only what stands at the unit itself, not at those under it. */
  readonly directly?: boolean;
};

export const wholeAuthority: Scope = { unitId: null, schoolForm: null };
export const atUnit = (unitId: string | null): Scope => ({ unitId, schoolForm: null });

/** The scope as parameters of a figure; the whole authority has none. */
export const scopeParameters = ({ unitId, schoolForm, directly }: Scope): Record<string, string> => ({
  ...(unitId === null ? {} : { unit: unitId }),
  ...(schoolForm === null ? {} : { schoolForm }),
  ...(directly ? { directly: 'ja' } : {}),
});

export const readScope = (parameters: Readonly<Record<string, string>>): Scope => {
  const form = parameters.schoolForm ?? '';
  return {
    unitId: parameters.unit ?? null,
    schoolForm: isSchoolForm(form) ? form : null,
    ...(parameters.directly === 'ja' ? { directly: true } : {}),
  };
};
