import type { IsoDate } from '#app/shared/date.ts';
import { median } from '#app/shared/figure-source.ts';
import { isCondition, isCore } from './rubric/rubric.ts';

/** Who reads a field, and what for, in Swedish. A field that nobody reads should not be asked. */
export type FieldReader = { readonly reader: string; readonly purpose: string };
export type FieldReaders = Readonly<Record<FixedField | 'parameter' | 'condition', FieldReader>>;

/** How an answer has been used: read by somebody who did not write it, met again in the next follow-up, or counted in a kept number. */
export const useKinds = ['läst', 'nästa uppföljning', 'siffra'] as const;
export type UseKind = (typeof useKinds)[number];

/** The latest day on which what is answered in a field was used, and how. Never by whom. */
export type FieldUse = { readonly kind: UseKind; readonly on: IsoDate };

/** The fields that every follow-up has, beside the criteria. */
export type FixedField = 'nextStep' | 'actualShare';

/** A field by its criterion's code, or one of those that are always there. */
export type FieldKey = string;

/** A finalised follow-up of a routine, as far as it tells what has been used. */
export type AnsweredFollowUp = {
  readonly positionId: string;
  readonly criteria: readonly string[];
  readonly dueOn: IsoDate;
  /** The latest day on which somebody who did not write it has read it. */
  readonly readOn: IsoDate | null;
};

/** What is noted of how the answers of a routine have been used. */
export type NotedUses = {
  readonly answered: readonly AnsweredFollowUp[];
  /** The rounds of each position, whether finalised or not: in the next one, the next step of the one before is met. */
  readonly opened: readonly {
    readonly positionId: string;
    readonly dueOn: IsoDate;
    readonly openedOn: IsoDate;
  }[];
  /** Numbers that have been kept in an item or a report, by the field they count. */
  readonly kept: readonly { readonly field: FieldKey; readonly on: IsoDate }[];
};

/** What is known of a field: since when it has been answered (null: not yet), and its latest use (null: none is noted). */
export type FieldHistory = { readonly answeredSince: IsoDate | null; readonly use: FieldUse | null };

const isAsked = (field: FieldKey, { criteria }: AnsweredFollowUp): boolean =>
  field === 'nextStep' || field === 'actualShare' || criteria.includes(field);

/** What has been noted of a field. Only what is noted anyhow is asked: nobody is watched for it. */
export const historyOf = (field: FieldKey, { answered, opened, kept }: NotedUses): FieldHistory => {
  const asked = answered.filter(one => isAsked(field, one));
  const read = asked.flatMap(({ readOn }): FieldUse[] =>
    readOn === null ? [] : [{ kind: 'läst', on: readOn }],
  );
  const met =
    field !== 'nextStep'
      ? []
      : asked.flatMap(one =>
          opened
            .filter(next => next.positionId === one.positionId && next.dueOn > one.dueOn)
            .map(({ openedOn }): FieldUse => ({ kind: 'nästa uppföljning', on: openedOn })),
        );
  const counted =
    asked.length === 0
      ? []
      : kept.filter(one => one.field === field).map(({ on }): FieldUse => ({ kind: 'siffra', on }));
  const uses = [...read, ...met, ...counted].sort((a, b) => (a.on < b.on ? 1 : -1));
  return {
    answeredSince: asked.map(one => one.dueOn).sort()[0] ?? null,
    use: uses[0] ?? null,
  };
};

/** What to do about a field whose answers nobody has used: it costs time and gives nothing. */
export const proposals = ['ta bort tillägget', 'fråga en gång', 'pröva kärnan', 'pröva fältet'] as const;
export type Proposal = (typeof proposals)[number];

/** The proposal for a field that has been answered and never used; null for every other. `timesAsked` counts the rounds of a year. */
export const proposalFor = (
  field: FieldKey,
  { answeredSince, use }: FieldHistory,
  timesAsked: number,
): Proposal | null => {
  if (answeredSince === null || use !== null) return null;
  if (field === 'nextStep' || field === 'actualShare') return 'pröva fältet';
  if (!isCore(field)) return 'ta bort tillägget';
  return timesAsked > 1 ? 'fråga en gång' : 'pröva kärnan';
};

/** A field of a follow-up, with who reads it, what for, and what is noted of its use. */
export type Field = FieldReader & {
  readonly key: FieldKey;
  readonly field: string;
  readonly history: FieldHistory;
};

/** Every field of a follow-up with its reader, purpose and latest use, in the order of the form. */
export const fieldsWithReaders = (
  criteria: readonly { readonly code: string; readonly name: string }[],
  readers: FieldReaders,
  names: Readonly<Record<FixedField, string>>,
  noted: NotedUses,
): readonly Field[] => {
  const fixed = (key: FixedField): Field => ({
    ...{ key, field: names[key], history: historyOf(key, noted) },
    ...readers[key],
  });
  return [
    fixed('nextStep'),
    fixed('actualShare'),
    ...criteria.map(({ code, name }) => ({
      ...{ key: code, field: `${code} ${name}`, history: historyOf(code, noted) },
      ...(isCondition(code) ? readers.condition : readers.parameter),
    })),
  ];
};

/** Fewer ratings than this say too much of one person's pace to be shown. */
export const FEWEST_TIMED = 5;

/** The median time of ratings that have been handed in, minutes; null for too few. */
export const medianMinutes = (seconds: readonly number[]): number | null => {
  if (seconds.length < FEWEST_TIMED) return null;
  const middle = median(seconds);
  return middle === null ? null : middle / 60;
};

/** A rating should take no longer than this, minutes, at the median: with at most seven fields, the most that is asked of a principal. */
export const MOST_MINUTES = 6;

/** Whether a median, as it is shown with one decimal, keeps to what a rating should take; null where none is shown. */
export const keepsToTime = (minutes: number | null): boolean | null =>
  minutes === null ? null : Math.round(minutes * 10) <= MOST_MINUTES * 10;
