import { changedFields, type FieldChange } from '#app/shared/edit.ts';
import { formatDate, formatPercent } from '#app/shared/swedish.ts';
import { assignmentTypes, isAssignmentType } from './assignment-type.ts';
import type { ImportRun, KeptChange } from './import/run-store.ts';
import type { EarlierUnit } from './placement.ts';
import { sv } from './sv.ts';

/** An act as the log tells of it. */
export type Act = {
  readonly kind: string;
  readonly enteredAt: Date;
  readonly actorId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
};

/** One line of "Vad har ändrats?": when, who, what, and each field in words. */
export type HistoryEntry = {
  readonly at: Date;
  readonly who: string;
  readonly what: string;
  readonly changes: readonly string[];
};

/** How ids are told in words to the reader at hand. */
export type Naming = {
  readonly actor: (personId: string) => string;
  readonly holder: (personId: string) => string;
  readonly unit: (unitId: string) => string;
  readonly need: (needId: string) => string;
};

const text = sv.history;

const isFieldChange = (value: unknown): value is FieldChange =>
  typeof value === 'object' && value !== null && 'field' in value && 'after' in value;

const valueText = (field: string, value: unknown, naming: Naming): string => {
  if (value === null || value === '' || value === undefined)
    return field === 'endsOn' ? text.untilFurther : text.nothing;
  if (typeof value === 'boolean') return value ? text.yes : text.no;
  if (typeof value === 'number') return field === 'plannedShare' ? formatPercent(value) : String(value);
  if (Array.isArray(value))
    return value.length === 0
      ? text.nothing
      : value.map(one => valueText(field === 'secondaryTypes' ? 'type' : field, one, naming)).join(', ');
  const written = String(value);
  if (field === 'unitId') return naming.unit(written);
  if (field === 'needId') return naming.need(written);
  if (field === 'type') return isAssignmentType(written) ? assignmentTypes[written] : written;
  if (/On$/.test(field)) return formatDate(written);
  return `”${written}”`;
};

const hiddenFields = ['id', 'positionId', 'personId', 'version'];

/** Where it stood before, as it is after a change; it says with the unit what a move was. */
const earlierText = (earlier: readonly EarlierUnit[], naming: Naming): string =>
  earlier.length === 0
    ? text.neverMoved
    : text.before(earlier.map(({ unitId, endsOn }) => text.until(naming.unit(unitId), formatDate(endsOn))));

const changeTexts = (changes: readonly FieldChange[], naming: Naming): string[] =>
  changes
    .filter(({ field }) => !hiddenFields.includes(field))
    .map(({ field, before, after }) => {
      if (field === 'earlierUnits') return earlierText(after as readonly EarlierUnit[], naming);
      return text.change(
        sv.position.facts[field] ?? field,
        valueText(field, before, naming),
        valueText(field, after, naming),
      );
    });

const eventText = ({ kind, details }: Act, naming: Naming): string | null => {
  const who = naming.holder(String(details.personId ?? ''));
  switch (kind) {
    case 'positionAdded':
      return text.positionAdded;
    case 'positionChanged':
      return text.positionChanged;
    case 'appointed':
      return text.appointed(who);
    case 'appointmentChanged':
      return text.appointmentChanged(who);
    case 'assignmentGiven':
      return text.assignmentGiven;
    case 'assignmentChanged':
      return text.assignmentChanged;
    default:
      return null;
  }
};

/** Kinds of acts that changed something known, so that what changed is worth telling. */
const tellsChanges = ['positionChanged', 'appointmentChanged', 'assignmentChanged'];

/** The history of a position, latest first: acts in the web and lists that were read in. */
export const historyEntries = (
  events: readonly Act[],
  imported: readonly { readonly run: ImportRun; readonly change: KeptChange }[],
  naming: Naming,
): HistoryEntry[] => {
  const whoDid = (personId: string | null) => (personId === null ? text.byProgram : naming.actor(personId));
  const acts = events.flatMap((event): HistoryEntry[] => {
    const what = eventText(event, naming);
    if (what === null) return [];
    const changes = Array.isArray(event.details.changes) ? event.details.changes.filter(isFieldChange) : [];
    return [
      {
        at: event.enteredAt,
        who: whoDid(event.actorId),
        what,
        changes: tellsChanges.includes(event.kind) ? changeTexts(changes, naming) : [],
      },
    ];
  });
  const lists = [...Map.groupBy(imported, ({ run }) => run.id).values()].flatMap((all): HistoryEntry[] => {
    const [first] = all;
    if (!first) return [];
    const { run } = first;
    const isNew = all.some(({ change }) => change.before === null && change.table === 'career_position');
    const what = isNew ? text.imported(run.fileName) : text.importedChange(run.fileName);
    return [
      {
        at: run.importedAt,
        who: whoDid(run.importedBy),
        what: run.undoneAt === null ? what : `${what}${text.undone}`,
        changes: all.flatMap(({ change }) =>
          change.before === null ? [] : changeTexts(changedFields(change.before, change.after), naming),
        ),
      },
    ];
  });
  return [...acts, ...lists].sort((a, b) => b.at.getTime() - a.at.getTime());
};
