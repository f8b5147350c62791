import { recordEvent, type Scoped } from '#app/database/index.ts';
import { type IsoDate, isIsoDate } from '#app/shared/date.ts';
import { type Edit, missing, refused, saved } from '#app/shared/edit.ts';
import { newId } from '#app/shared/id.ts';
import { type FieldError, failed, type Outcome, ok } from '#app/shared/outcome.ts';
import { holdsPersonalNumber } from '#app/shared/personal-number.ts';
import { type AgreedContent, type AgreedRating, agreedField, agreementProblems } from './agreement.ts';
import { bothHandedIn } from './blind.ts';
import { type Cited, type Evidence, type EvidenceInput, isEvidenceKind, pieceField } from './evidence.ts';
import { insertEvidence, loadEvidence } from './evidence-store.ts';
import type { FollowUp, Party } from './follow-up.ts';
import {
  findOwnRating,
  insertAgreed,
  insertFinalised,
  insertRating,
  insertStep,
  loadAgreed,
  loadHandedIn,
  loadOpenRatings,
  lockFollowUp,
  updateRating,
  updateStage,
} from './follow-up-store.ts';
import {
  askedOf,
  EVIDENCE_FOR_ALL,
  handingInProblems,
  keepAsked,
  lineField,
  type Rating,
  type RatingContent,
  savingProblems,
} from './rating.ts';
import { isUnlocked } from './routine.ts';
import { findRound, findRoutine } from './routine-store.ts';
import { byCode } from './rubric/rubric.ts';
import { type MoveName, makeMove, moves } from './stages.ts';
import { sv } from './sv.ts';

const note = (
  tx: Scoped,
  kind: string,
  followUp: FollowUp,
  today: IsoDate,
  // What was judged, and why, never stands in the log: the administrator and the auditor read it.
  details: {
    readonly party?: Party;
    readonly from?: string;
    readonly to?: string;
    readonly hash?: string;
  } = {},
) => recordEvent(tx, { kind, subject: `followUp:${followUp.id}`, happenedOn: today, details });

const actor = (tx: Scoped): string => {
  if (tx.personId === null) throw new Error('Only a person can judge');
  return tx.personId;
};

/** True when the one who acts is that party: the holder, or somebody else who leads. */
const isParty = (tx: Scoped, followUp: FollowUp, party: Party): boolean =>
  (followUp.holderId === actor(tx)) === (party === 'innehavare');

const elsewhere = <Value>(followUp: FollowUp): Edit<Value> =>
  refused({ field: '', text: sv.stage.elsewhere(followUp.stage) });

/** The criteria a party is asked about in a follow-up on a day: fewer while the union step is not done. */
export const askedIn = async (tx: Scoped, followUp: FollowUp, today: IsoDate) => {
  const round = await findRound(tx, followUp.roundId);
  const routine = round ? await findRoutine(tx, round.routineId, round.routineNumber) : null;
  if (!round || !routine) throw new Error(`The follow-up ${followUp.id} has no round`);
  return { round, routine, asked: askedOf(round.criteria, isUnlocked(routine, today)) };
};

/** The evidence about an assignment that a party may see, by id; null for a reader who is neither. */
export const readEvidence = async (
  tx: Scoped,
  followUp: FollowUp,
  reader: Party | null,
): Promise<ReadonlyMap<string, Evidence>> => {
  const all = await loadEvidence(tx, followUp, reader);
  return new Map(all.map(one => [one.id, one]));
};

/** Reads a piece of evidence as it was written; `field` names its controls in the form. */
const checkEvidence = (
  input: EvidenceInput,
  today: IsoDate,
  field: (part: keyof EvidenceInput) => string,
): Outcome<Pick<Evidence, 'kind' | 'datedOn' | 'what'>> => {
  const { kind, datedOn, what } = input;
  const problems: FieldError[] = [
    ...(isEvidenceKind(kind) ? [] : [{ field: field('kind'), text: sv.evidence.kind }]),
    ...(isIsoDate(datedOn) && datedOn <= today ? [] : [{ field: field('datedOn'), text: sv.evidence.date }]),
    ...(what === '' ? [{ field: field('what'), text: sv.evidence.what }] : []),
    ...(holdsPersonalNumber(what) ? [{ field: field('what'), text: sv.evidence.personalNumber }] : []),
  ];
  return problems.length > 0 || !isEvidenceKind(kind) ? failed(...problems) : ok({ kind, datedOn, what });
};

/** A rating as it comes from a form: the version that was seen, and evidence written in the form, by the name it has there. */
export type RatingInput = {
  readonly followUpId: string;
  readonly party: Party;
  /** 0 when no rating had been begun. */
  readonly seen: number;
  readonly content: RatingContent;
  readonly newEvidence: ReadonlyMap<string, EvidenceInput>;
  /** Seconds since the form was shown. */
  readonly seconds: number;
  readonly handIn: boolean;
};

const byId = (evidence: Iterable<Evidence>) => [...evidence].map((one): [string, Evidence] => [one.id, one]);

/**
 * The evidence that is written in the form, by the name it has there. A piece with something wrong is told of, and counts as cited
 * with what is known of it: whoever ticked it is not told that evidence is missing as well.
 */
const readWritten = (
  tx: Scoped,
  followUp: FollowUp,
  today: IsoDate,
  newEvidence: RatingInput['newEvidence'],
) => {
  const added = new Map<string, Evidence>();
  const unfinished = new Map<string, Cited>();
  const problems: FieldError[] = [];
  for (const [name, input] of newEvidence) {
    const result = checkEvidence(input, today, part => pieceField(name, part));
    if (result.ok)
      added.set(name, {
        ...result.value,
        id: newId(tx.now),
        assignmentId: followUp.assignmentId,
        followUpId: followUp.id,
        addedBy: actor(tx),
      });
    else {
      problems.push(...result.problems);
      unfinished.set(name, { kind: isEvidenceKind(input.kind) ? input.kind : null, datedOn: today });
    }
  }
  return { added, unfinished, problems };
};

/** The controls of the form in their order, so that the first error leads to the first field. */
const formFields = (pieces: readonly string[], asked: readonly string[]): readonly string[] => [
  ...['nextStep', 'actualShare', EVIDENCE_FOR_ALL],
  ...pieces.flatMap(name => (['kind', 'datedOn', 'what'] as const).map(part => pieceField(name, part))),
  ...[...asked]
    .sort(byCode)
    .flatMap(code => (['judgement', 'evidence', 'wording'] as const).map(part => lineField(code, part))),
];

const inFormOrder = (problems: readonly FieldError[], fields: readonly string[]): FieldError[] =>
  problems.toSorted((a, b) => fields.indexOf(a.field) - fields.indexOf(b.field));

/** A form that has lain open over lunch says nothing about how long it takes to fill in. */
const LONGEST_SITTING = 30 * 60;

/** Saves a party's rating, or hands it in. When both have handed in the follow-up opens, for both at once. */
export const saveRating = async (tx: Scoped, today: IsoDate, input: RatingInput): Promise<Edit<Rating>> => {
  const { followUpId, party, seen } = input;
  const followUp = await lockFollowUp(tx, followUpId, today);
  if (!followUp || !isParty(tx, followUp, party)) return missing();
  if (followUp.stage !== 'pågår') return elsewhere(followUp);
  const current = await findOwnRating(tx, followUpId, party);
  if (current?.handedInAt) return refused({ field: '', text: sv.rating.handedIn });
  if (current && current.version !== seen) return { kind: 'conflict', current };
  if (!current && seen !== 0) return missing();

  const { asked } = await askedIn(tx, followUp, today);
  const known = await readEvidence(tx, followUp, party);
  const { added, unfinished, problems } = readWritten(tx, followUp, today, input.newEvidence);
  const cited = new Map<string, Cited>([...known, ...unfinished, ...byId(added.values())]);
  const resolved = keepAsked(input.content, asked);
  const content: RatingContent = {
    ...resolved,
    lines: resolved.lines.map(line => ({
      ...line,
      evidenceIds: line.evidenceIds.map(id => added.get(id)?.id ?? id).filter(id => cited.has(id)),
    })),
  };
  problems.push(
    ...(input.handIn ? handingInProblems(content, asked, cited, today) : savingProblems(content)),
  );
  if (problems.length > 0)
    return refused(...inFormOrder(problems, formFields([...input.newEvidence.keys()], asked)));

  const rating: Rating = {
    followUpId,
    party,
    content,
    version: seen + 1,
    savedBy: actor(tx),
    savedAt: tx.now,
    handedInAt: input.handIn ? tx.now : null,
    seconds: (current?.seconds ?? 0) + Math.max(0, Math.min(Math.round(input.seconds), LONGEST_SITTING)),
  };
  await insertEvidence(tx, [...added.values()]);
  const written = current ? await updateRating(tx, rating) : await insertRating(tx, rating);
  if (!written) throw new Error('A rating was written past the lock of its follow-up');
  await note(tx, input.handIn ? 'ratingHandedIn' : 'ratingSaved', followUp, today, { party });
  const handedIn = (await loadHandedIn(tx, [followUpId])).get(followUpId);
  if (input.handIn && handedIn && bothHandedIn(handedIn)) {
    await updateStage(tx, followUp, 'öppnad');
    await note(tx, 'ratingsOpened', followUp, today);
  }
  return saved(rating);
};

/** Takes back a rating that the other has not answered yet, to change it. */
export const takeBackRating = async (
  tx: Scoped,
  today: IsoDate,
  { followUpId, party }: { readonly followUpId: string; readonly party: Party },
): Promise<Edit<Rating>> => {
  const followUp = await lockFollowUp(tx, followUpId, today);
  if (!followUp || !isParty(tx, followUp, party)) return missing();
  if (followUp.stage !== 'pågår') return elsewhere(followUp);
  const current = await findOwnRating(tx, followUpId, party);
  if (!current?.handedInAt) return refused({ field: '', text: sv.rating.notHandedIn });
  const rating = { ...current, handedInAt: null, version: current.version + 1, savedAt: tx.now };
  await updateRating(tx, rating);
  await note(tx, 'ratingTakenBack', followUp, today, { party });
  return saved(rating);
};

/** Notes a piece of evidence at any time, for both to see. */
export const noteEvidence = async (
  tx: Scoped,
  today: IsoDate,
  followUpId: string,
  input: EvidenceInput,
): Promise<Edit<Evidence>> => {
  const followUp = await lockFollowUp(tx, followUpId, today);
  if (!followUp) return missing();
  const result = checkEvidence(input, today, part => part);
  if (!result.ok) return refused(...result.problems);
  const evidence: Evidence = {
    ...result.value,
    id: newId(tx.now),
    assignmentId: followUp.assignmentId,
    followUpId: null,
    addedBy: actor(tx),
  };
  await insertEvidence(tx, [evidence]);
  await note(tx, 'evidenceNoted', followUp, today);
  return saved(evidence);
};

/** Writes what they agree on. Every version is kept; the two ratings stand as they were. */
export const saveAgreed = async (
  tx: Scoped,
  today: IsoDate,
  input: { readonly followUpId: string; readonly seen: number; readonly content: AgreedContent },
): Promise<Edit<AgreedRating>> => {
  const followUp = await lockFollowUp(tx, input.followUpId, today);
  if (!followUp) return missing();
  if (followUp.stage !== 'öppnad') return elsewhere(followUp);
  const current = (await loadAgreed(tx, [followUp.id])).get(followUp.id) ?? null;
  if (current && current.version !== input.seen) return { kind: 'conflict', current };
  if (!current && input.seen !== 0) return missing();
  const texts: readonly (readonly [field: string, text: string])[] = [
    ['nextStep', input.content.nextStep],
    ...input.content.lines.map(({ code, reason }) => [agreedField(code, 'reason'), reason] as const),
  ];
  const problems = texts
    .filter(([, text]) => holdsPersonalNumber(text))
    .map(([field]) => ({ field, text: sv.rating.personalNumber }));
  if (problems.length > 0) return refused(...problems);
  const agreed: AgreedRating = {
    followUpId: followUp.id,
    version: input.seen + 1,
    content: input.content,
    writtenBy: actor(tx),
    writtenAt: tx.now,
  };
  if (!(await insertAgreed(tx, agreed))) throw new Error('An agreed rating was written past its lock');
  // Whoever acts on the follow-up next must have seen this.
  await updateStage(tx, followUp, followUp.stage);
  await note(tx, 'agreedRatingWritten', followUp, today);
  return saved(agreed);
};

/** What is missing before a follow-up can be marked ready. */
export const missingIn = async (tx: Scoped, followUp: FollowUp): Promise<FieldError[]> => {
  const agreed = (await loadAgreed(tx, [followUp.id])).get(followUp.id)?.content ?? null;
  const ratings = (await loadOpenRatings(tx, [followUp.id])).get(followUp.id) ?? {};
  return agreementProblems(agreed, ratings, await readEvidence(tx, followUp, null));
};

/** The whole follow-up as text, for keeping: the three facts, the evidence, and the version of each thing it rests on. */
const finalText = async (tx: Scoped, followUp: FollowUp): Promise<string> =>
  JSON.stringify({
    followUp,
    round: await findRound(tx, followUp.roundId),
    ratings: (await loadOpenRatings(tx, [followUp.id])).get(followUp.id),
    agreed: (await loadAgreed(tx, [followUp.id])).get(followUp.id),
    evidence: [...(await readEvidence(tx, followUp, null)).values()],
  });

/** Moves a follow-up to its next stage. Who may make the move is asked before, by the action that the move names. */
export const moveFollowUp = async (
  tx: Scoped,
  today: IsoDate,
  input: {
    readonly followUpId: string;
    readonly seen: number;
    readonly move: MoveName;
    readonly reason: string;
  },
): Promise<Edit<FollowUp>> => {
  const followUp = await lockFollowUp(tx, input.followUpId, today);
  if (!followUp) return missing();
  if (followUp.version !== input.seen) return { kind: 'conflict', current: followUp };
  const move = moves[input.move];
  const lacks = move.mustBeAgreed ? await missingIn(tx, followUp) : [];
  const result = makeMove(followUp.stage, input.move, { missing: lacks, reason: input.reason });
  if (!result.ok) return refused(...result.problems);
  const moved = await updateStage(tx, followUp, result.value);
  await insertStep(tx, moved, {
    from: followUp.stage,
    to: result.value,
    reason: input.reason.trim(),
    by: actor(tx),
    at: tx.now,
  });
  const hash = move.finalises ? await insertFinalised(tx, moved.id, await finalText(tx, moved)) : null;
  await note(tx, move.finalises ? 'followUpFinalised' : 'followUpMoved', moved, today, {
    from: followUp.stage,
    to: result.value,
    ...(hash === null ? {} : { hash }),
  });
  return saved(moved);
};
