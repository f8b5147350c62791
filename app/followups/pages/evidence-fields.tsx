import type { IsoDate } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { formatShortDate } from '#app/shared/swedish.ts';
import { Choices, Select, type SentForm, shownValue, TextField } from '#app/web/index.ts';
import {
  byDateDescending,
  type Evidence,
  evidenceKinds,
  isSince,
  pieceField,
  pieceForAll,
} from '../evidence.ts';
import { EVIDENCE_FOR_ALL, evidenceForAll } from '../rating.ts';
import type { FollowUpView } from '../reading.ts';
import { evidenceText } from '../retention.ts';
import { sv } from './sv.ts';

const text = sv.form;

/** Pieces of evidence that may be written in the form itself, by the letter they are called. */
export const newPieces = [
  { name: 'new1', letter: 'A' },
  { name: 'new2', letter: 'B' },
] as const;

type Sent = { readonly form: SentForm; readonly problems: readonly FieldError[] };

/** Whether the form has been sent, and is shown again as it was. */
export const isSent = (form: SentForm): boolean => form.names().includes('nextStep');

/** The last day of the follow-up before. */
const lastOn = ({ earlier }: FollowUpView): IsoDate | null => earlier[0]?.round.dueOn ?? null;

/** The evidence there is, latest first: what has come since last time and what is ticked, then what was there before. */
export const piecesOf = (view: FollowUpView, chosen: readonly string[]) => {
  const all = [...view.evidence.values()].sort(byDateDescending);
  const isShown = (one: Evidence) => chosen.includes(one.id) || isSince(one, view.followUp, lastOn(view));
  const option = (one: Evidence) => ({
    value: one.id,
    text: `${evidenceText(one)}, ${formatShortDate(one.datedOn)} (${one.kind})`,
  });
  return {
    shown: all.filter(isShown).map(option),
    earlier: all.filter(one => !isShown(one)).map(option),
  };
};

/** What everything judged rests on, ticked once. Before anything is saved, what the rater has noted since last time is ticked. */
export const EvidenceForAll = ({
  view,
  raterId,
  form,
  problems,
}: Sent & { view: FollowUpView; raterId: string }) => {
  const notedByRater = [...view.evidence.values()]
    .filter(one => one.addedBy === raterId && isSince(one, view.followUp, lastOn(view)))
    .map(one => one.id);
  const isFresh = !isSent(form) && view.own === null;
  const known = isFresh ? notedByRater : evidenceForAll(view.own?.content.lines ?? []);
  const chosen = isSent(form) ? form.texts(EVIDENCE_FOR_ALL) : known;
  const { shown, earlier } = piecesOf(view, chosen);
  const help = [
    ...(shown.length === 0 && earlier.length > 0 ? [text.evidenceNoneSince] : []),
    ...(isFresh && chosen.length > 0 ? [text.evidenceTicked(chosen.length)] : []),
    text.evidenceForAllHelp,
  ];
  return (
    <Choices
      name={EVIDENCE_FOR_ALL}
      label={text.evidenceForAll}
      help={view.evidence.size === 0 ? text.evidenceNone : help.join(' ')}
      many
      options={shown}
      folded={{ summary: text.earlierEvidence(earlier.length), options: earlier }}
      values={chosen}
      problems={problems}
    />
  );
};

const NewPiece = ({
  piece: { name, letter },
  form,
  problems,
  today,
}: Sent & { piece: (typeof newPieces)[number]; today: IsoDate }) => (
  <fieldset class="field">
    <legend class="ds-label">{text.newPiece(letter)}</legend>
    <div class="row-fields">
      <Select
        name={pieceField(name, 'kind')}
        label={sv.followUp.kind}
        empty={sv.choose}
        options={evidenceKinds.map(value => ({ value, text: value }))}
        value={form.text(pieceField(name, 'kind'))}
        problems={problems}
      />
      <TextField
        name={pieceField(name, 'datedOn')}
        type="date"
        label={sv.followUp.date}
        value={shownValue(form, pieceField(name, 'datedOn'), today)}
        problems={problems}
      />
    </div>
    <TextField
      name={pieceField(name, 'what')}
      label={sv.followUp.what}
      value={form.text(pieceField(name, 'what'))}
      problems={problems}
    />
    <Choices
      name={pieceForAll(name)}
      label={text.pieceCarries}
      many
      options={[{ value: 'ja', text: text.pieceForAll }]}
      values={!isSent(form) || form.text(pieceForAll(name)) !== '' ? ['ja'] : []}
      problems={problems}
    />
  </fieldset>
);

/** Room for one new piece in sight, whatever there is already: most write one. A second is folded until it is wanted. */
export const NewEvidence = ({ today, ...parts }: Sent & { today: IsoDate }) => {
  const [first, second] = newPieces;
  const secondIsWritten = (['kind', 'what'] as const).some(
    part => parts.form.text(pieceField(second.name, part)) !== '',
  );
  return (
    <section class="new-evidence" aria-label={text.evidenceHead}>
      <p class="help">{text.evidenceHelp}</p>
      <NewPiece piece={first} {...parts} today={today} />
      <details open={secondIsWritten}>
        <summary>{text.secondPiece}</summary>
        <NewPiece piece={second} {...parts} today={today} />
      </details>
    </section>
  );
};
