/**
 * The result of an act that a person may get wrong. Errors are for people: each says what is wrong and what to do,
 * in Swedish. Faults in the program itself are thrown instead.
 */
export type Outcome<Value, Problem = FieldError> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What is wrong with one field of a form. `field` is the name of the control, or '' for the whole form. */
export type FieldError = { readonly field: string; readonly text: string };

export const ok = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });

export const failed = <Problem>(...problems: Problem[]): { ok: false; problems: readonly Problem[] } => ({
  ok: false,
  problems,
});

export const wrong = (field: string, text: string): { ok: false; problems: readonly FieldError[] } =>
  failed({ field, text });
