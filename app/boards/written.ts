import type { FieldError, Outcome } from '#app/shared/outcome.ts';

/**
 * What became of a change. conflict: somebody changed the same part since the form was opened, and nothing was written ·
 * missing: there is no such thing to change.
 */
export type Written<Value = null> =
  | { readonly outcome: 'saved'; readonly value: Value }
  | { readonly outcome: 'refused'; readonly problems: readonly FieldError[] }
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'missing' };

export const saved = <Value>(value: Value): Written<Value> => ({ outcome: 'saved', value });
export const refused = (...problems: FieldError[]): Written<never> => ({ outcome: 'refused', problems });
export const conflict: Written<never> = { outcome: 'conflict' };
export const missing: Written<never> = { outcome: 'missing' };

export const refusedBy = (result: Extract<Outcome<unknown>, { ok: false }>): Written<never> =>
  refused(...result.problems);
