import type { FieldError } from '#app/shared/outcome.ts';

/** What became of an edit. `conflict`: somebody else changed it since the form was opened; nothing is saved. */
export type Edit<Value> =
  | { readonly kind: 'saved'; readonly value: Value }
  | { readonly kind: 'wrong'; readonly problems: readonly FieldError[] }
  | { readonly kind: 'conflict'; readonly current: Value }
  | { readonly kind: 'missing' };

export const saved = <Value>(value: Value): Edit<Value> => ({ kind: 'saved', value });
export const refused = <Value>(...problems: FieldError[]): Edit<Value> => ({ kind: 'wrong', problems });
export const missing = <Value>(): Edit<Value> => ({ kind: 'missing' });

/** One field of something that was changed, before and after. */
export type FieldChange = { readonly field: string; readonly before: unknown; readonly after: unknown };

/** The fields that differ between two versions of the same thing; its id and version number are not fields. */
export const changedFields = (before: object, after: object): FieldChange[] => {
  const earlier: Readonly<Record<string, unknown>> = { ...before };
  return Object.entries(after)
    .filter(
      ([field, value]) => field !== 'version' && JSON.stringify(earlier[field]) !== JSON.stringify(value),
    )
    .map(([field, value]) => ({ field, before: earlier[field] ?? null, after: value }));
};
