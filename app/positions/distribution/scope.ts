import { isSchoolForm, type SchoolForm } from '#app/organisation/index.ts';

/** What part of the authority is looked at: a unit with all under it (null: everything), and possibly one school form. */
export type Scope = { readonly unitId: string | null; readonly schoolForm: SchoolForm | null };

export const wholeAuthority: Scope = { unitId: null, schoolForm: null };
export const atUnit = (unitId: string | null): Scope => ({ unitId, schoolForm: null });

/** The scope as parameters of a figure; the whole authority has none. */
export const scopeParameters = ({ unitId, schoolForm }: Scope): Record<string, string> => ({
  ...(unitId === null ? {} : { unit: unitId }),
  ...(schoolForm === null ? {} : { schoolForm }),
});

export const readScope = (parameters: Readonly<Record<string, string>>): Scope => {
  const form = parameters['schoolForm'] ?? '';
  return { unitId: parameters['unit'] ?? null, schoolForm: isSchoolForm(form) ? form : null };
};
