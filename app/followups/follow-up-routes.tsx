import { eventsAbout } from '#app/database/index.ts';
import { renderPdf, renderWord } from '#app/documents/index.ts';
import { loadAuthority } from '#app/organisation/index.ts';
import { holderName, loadRegister } from '#app/positions/index.ts';
import { academicYearLabel } from '#app/shared/academic-year.ts';
import type { Edit } from '#app/shared/edit.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import type { Place } from '#app/shared/permission.ts';
import { readNumber } from '#app/shared/written-value.ts';
import {
  ConflictPage,
  type Crumb,
  conflictTitle,
  type Difference,
  get,
  type Html,
  linesBeside,
  post,
  type Route,
  SentForm,
  type Visit,
} from '#app/web/index.ts';
import { type AgreedContent, agreedField } from './agreement.ts';
import { type KeptNumbers, readUses } from './burden-reading.ts';
import { type EvidenceInput, pieceField, pieceForAll } from './evidence.ts';
import type { FollowUp } from './follow-up.ts';
import {
  missingIn,
  moveFollowUp,
  noteEvidence,
  type RatingInput,
  saveAgreed,
  saveRating,
  takeBackRating,
} from './follow-up-actions.ts';
import { followUpDocument } from './follow-up-document.ts';
import { findFollowUp, loadFollowUpsOf } from './follow-up-store.ts';
import { historyOf } from './history.ts';
import { AgreementForm } from './pages/agreement.tsx';
import { newPieces } from './pages/evidence-fields.tsx';
import { FollowUpPage } from './pages/follow-up.tsx';
import { yearPath } from './pages/follow-up-facts.tsx';
import { MinePage } from './pages/mine.tsx';
import { RatingForm } from './pages/rating-form.tsx';
import { agreedLines, ratingLines } from './pages/rating-lines.ts';
import { sv } from './pages/sv.ts';
import {
  type ActualShare,
  EVIDENCE_FOR_ALL,
  isRatingScope,
  lineField,
  type RatingContent,
  restOn,
  unknownShare,
} from './rating.ts';
import { insertReading, loadReadings } from './reader-store.ts';
import { type FollowUpView, partyOf, readFollowUp, subjectOf } from './reading.ts';
import { documentTypes, home } from './routine-routes.tsx';
import { findRound, loadRounds } from './routine-store.ts';
import { readJudgement } from './rubric/rubric.ts';
import { isMoveName, moves, movesFrom } from './stages.ts';
import { readWithout } from './without-follow-up-reading.ts';

const empty = new SentForm();

/** The unit, the holder and the stage of the follow-up in the address; null when there is none, or not in that year. */
const placeOfFollowUp = async (visit: Visit): Promise<Place | null> => {
  const found = await visit.transact(async tx => {
    const followUp = await findFollowUp(tx, visit.parameters.id ?? '', visit.today);
    return followUp && { followUp, round: await findRound(tx, followUp.roundId) };
  });
  if (!found?.round || yearPath(found.round) !== `/uppfoljning/${visit.parameters.lasar}`) return null;
  return placeOf(found.followUp);
};

const placeOf = ({ unitId, holderId, stage }: FollowUp): Place => ({
  unitId,
  personIds: [holderId],
  state: stage,
});

const addressOf = (view: FollowUpView): string => `${yearPath(view.round)}/${view.followUp.id}`;

const crumbsTo = (view: FollowUpView): Crumb[] => [
  home,
  { text: academicYearLabel(view.round.yearStart), href: yearPath(view.round) },
];

const versionIn = (form: SentForm): number => Number.parseInt(form.text('version'), 10) || 0;

/** '12,5', or that it is not known; null when nothing is said. What is no number is kept as one that no rule lets through. */
const readShare = (form: SentForm): ActualShare | null => {
  if (form.text('notKnown') !== '') return unknownShare;
  const written = form.text('actualShare');
  return written === '' ? null : (readNumber(written) ?? -1);
};

/** What everything judged rests on: evidence there is, and pieces that are written in the form. */
const readForAll = (form: SentForm): readonly string[] => [
  ...form.texts(EVIDENCE_FOR_ALL),
  ...newPieces.map(({ name }) => name).filter(name => form.text(pieceForAll(name)) !== ''),
];

const readContent = (form: SentForm, criteria: readonly string[]): RatingContent => {
  const lines = criteria.map(code => {
    const scope = form.text(lineField(code, 'scope'));
    return {
      code,
      judgement: readJudgement(form.text(lineField(code, 'judgement'))),
      scope: isRatingScope(scope) ? scope : ('ämne' as const),
      wording: form.text(lineField(code, 'wording')),
      evidenceIds: form.texts(lineField(code, 'evidence')),
    };
  });
  return {
    nextStep: form.text('nextStep'),
    actualShare: readShare(form),
    lines: restOn(lines, readForAll(form)),
  };
};

const readAgreed = (form: SentForm, criteria: readonly string[]): AgreedContent => ({
  nextStep: form.text('nextStep'),
  nextStepAbout: criteria.find(code => code === form.text('nextStepAbout')) ?? null,
  actualShare: readShare(form),
  lines: criteria.map(code => ({
    code,
    judgement: readJudgement(form.text(agreedField(code, 'judgement'))),
    reason: form.text(agreedField(code, 'reason')),
  })),
});

/** Evidence that was written in the form, by its name there. A row in which nothing is said is not there: the day stands there from the start. */
const readNewEvidence = (form: SentForm): RatingInput['newEvidence'] =>
  new Map(
    newPieces.flatMap(({ name }) => {
      const text = (part: keyof EvidenceInput) => form.text(pieceField(name, part));
      const input = { kind: text('kind'), datedOn: text('datedOn'), what: text('what') };
      return input.kind === '' && input.what === '' ? [] : [[name, input] as const];
    }),
  );

const shownShare = (share: ActualShare | null): string => String(share ?? '').replace('.', ',');

/** The time as it is written in a form, also where it is no number. */
const writtenShare = (form: SentForm): string =>
  form.text('notKnown') !== '' ? unknownShare : form.text('actualShare');

/** The routes of a single follow-up, and of everything that has been said of one's own assignment. `keptNumbers`: see `burden-reading.ts`. */
export const followUpRoutes = ({ keptNumbers }: { readonly keptNumbers: KeptNumbers }): Route[] => {
  const read = (visit: Visit): Promise<FollowUpView | null> =>
    visit.transact(tx => readFollowUp(tx, visit.parameters.id ?? '', visit.viewer, visit.today));

  /**
   * What has happened with a follow-up, and, for its holder, who has read it. Whoever else looks is noted as a reader; a principal who is
   * to judge looks at what is theirs, until there is something said by others to read.
   */
  const around = async (visit: Visit, { followUp, party, open }: FollowUpView) => {
    const isHolder = party === 'innehavare';
    const found = await visit.transact(async tx => ({
      // A draft leaves no line: it is nobody's business but the writer's.
      events: await eventsAbout(tx, `followUp:${followUp.id}`, { except: 'ratingSaved' }),
      readings: isHolder ? await loadReadings(tx, [followUp.id]) : null,
    }));
    const readerId = visit.viewer.personId;
    if (!isHolder && readerId !== null && !(party === 'rektor' && open === null))
      await visit.noteReading(tx => insertReading(tx, followUp.id, readerId, visit.today));
    return found;
  };

  const show = async (visit: Visit, form: SentForm, problems: readonly FieldError[]): Promise<Response> => {
    const view = await read(visit);
    if (!view) return visit.notFound();
    const { followUp, party, round } = view;
    const place = placeOf(followUp);
    const { viewer } = visit;
    const { events, readings } = await around(visit, view);
    const lacks =
      followUp.stage === 'öppnad' && party !== null
        ? await visit.transact(tx => missingIn(tx, followUp))
        : [];
    const offered = movesFrom(followUp.stage).filter(
      ({ move }) => viewer.may(move.action, place).allowed && !(move.mustBeAgreed && lacks.length > 0),
    );
    const title = sv.followUp.title(round.number, view.subject);
    return visit.page({
      title,
      crumbs: [...crumbsTo(view), { text: title }],
      problems,
      body: (
        <FollowUpPage
          {...{ view, viewer, events, readings, offered, lacks, form, problems }}
          mayAgree={viewer.may('agreeFollowUp', place).allowed}
          today={visit.today}
        />
      ),
    });
  };

  const formPage = (visit: Visit, view: FollowUpView, problems: readonly FieldError[], body: Html) => {
    const title = sv.followUp.title(view.round.number, view.subject);
    return visit.page({
      title,
      crumbs: [...crumbsTo(view), { text: title, href: addressOf(view) }],
      problems,
      body,
    });
  };

  const ratingForm = async (visit: Visit, form: SentForm, problems: readonly FieldError[]) => {
    const view = await read(visit);
    if (!view || view.party === null) return visit.notFound();
    if (problems.length === 0 && (view.followUp.stage !== 'pågår' || view.own?.handedInAt))
      return show(visit, empty, []);
    const noted = await visit.transact(tx => readUses(tx, view.round.routineId, keptNumbers, visit.today));
    const shownAt = new Date();
    return formPage(
      visit,
      view,
      problems,
      <RatingForm
        {...{ view, noted, form, problems, shownAt }}
        raterId={visit.viewer.personId ?? ''}
        today={visit.today}
      />,
    );
  };

  const agreementForm = async (visit: Visit, form: SentForm, problems: readonly FieldError[]) => {
    const view = await read(visit);
    if (!view?.open || view.party === null) return visit.notFound();
    return formPage(visit, view, problems, <AgreementForm {...{ view, form, problems }} />);
  };

  const conflict = (
    visit: Visit,
    view: FollowUpView,
    shown: readonly Difference[],
    version: number,
  ): Promise<Response> =>
    visit.page({
      title: conflictTitle,
      status: 409,
      crumbs: [...crumbsTo(view), { text: conflictTitle }],
      body: (
        <ConflictPage
          action={visit.path}
          back={addressOf(view)}
          differences={shown}
          form={visit.form}
          mark={{ version }}
        />
      ),
    });

  /** What to answer when an act has no form of its own: back to the follow-up, or the page with what is wrong. */
  const answer = async (visit: Visit, edit: Edit<unknown>, done: string): Promise<Response> => {
    const back = visit.path.slice(0, visit.path.lastIndexOf('/'));
    if (edit.kind === 'saved') return visit.redirect(back, done);
    if (edit.kind === 'wrong') return show(visit, visit.form, edit.problems);
    return edit.kind === 'missing' ? visit.notFound() : visit.redirect(back, conflictTitle);
  };

  return [
    get('/uppfoljning/mitt', 'seeOwnWork', async visit => {
      const holderId = visit.viewer.personId ?? '';
      const { lines, without } = await visit.transact(async tx => {
        const own = await loadFollowUpsOf(tx, { holderId }, visit.today);
        const rounds = new Map((await loadRounds(tx)).map(one => [one.id, one]));
        const assignments = new Map((await loadRegister(tx)).assignments.map(one => [one.id, one]));
        const readings = await loadReadings(
          tx,
          own.map(one => one.id),
        );
        const lines = own.flatMap(followUp => {
          const round = rounds.get(followUp.roundId);
          const readers = readings.filter(one => one.followUpId === followUp.id).map(one => one.readerId);
          const subject = subjectOf(assignments.get(followUp.assignmentId) ?? null);
          return round ? [{ followUp, round, subject, readers: new Set(readers).size }] : [];
        });
        return { lines, without: await readWithout(tx, holderId, visit.today) };
      });
      lines.sort((a, b) => (a.round.dueOn < b.round.dueOn ? 1 : -1));
      return visit.page({
        title: sv.mine.title,
        crumbs: [home, { text: sv.mine.title }],
        body: <MinePage {...{ lines, without }} today={visit.today} />,
      });
    }),

    get('/uppfoljning/:lasar/:id', 'seeFollowUp', visit => show(visit, empty, []), placeOfFollowUp),

    ...(['pdf', 'docx'] as const).map(format =>
      get(
        `/uppfoljning/:lasar/:id/uppfoljning.${format}`,
        'seeFollowUp',
        async visit => {
          const view = await read(visit);
          if (!view) return visit.notFound();
          const { followUp, people } = view;
          const { events, readings } = await around(visit, view);
          const manuscript = followUpDocument(view, {
            authority: await visit.transact(loadAuthority),
            holder: holderName(visit.viewer, people.get(followUp.holderId), followUp.unitId),
            history: historyOf(view, events),
            readings,
            today: visit.today,
          });
          // Drawn outside any transaction: the embedded database has one session.
          const bytes = await (format === 'pdf' ? renderPdf(manuscript) : renderWord(manuscript));
          return visit.file(bytes, `${manuscript.about.title}.${format}`, documentTypes[format]);
        },
        placeOfFollowUp,
      ),
    ),

    get(
      '/uppfoljning/:lasar/:id/bedom',
      'rateFollowUp',
      visit => ratingForm(visit, empty, []),
      placeOfFollowUp,
    ),

    post(
      '/uppfoljning/:lasar/:id/bedom',
      'rateFollowUp',
      async visit => {
        const view = await read(visit);
        if (!view || view.party === null) return visit.notFound();
        const { followUp, party } = view;
        const handIn = visit.form.text('act') === 'handIn';
        const seen = versionIn(visit.form);
        const content = readContent(visit.form, view.asked);
        const shownAt = Number(visit.form.text('shownAt'));
        const seconds = Number.isFinite(shownAt) && shownAt > 0 ? (Date.now() - shownAt) / 1000 : 0;
        const edit = await visit.transact(tx =>
          saveRating(tx, visit.today, {
            ...{ followUpId: followUp.id, party, seen, content, seconds, handIn },
            newEvidence: readNewEvidence(visit.form),
          }),
        );
        switch (edit.kind) {
          case 'saved': {
            const other = party === 'rektor' ? view.handedIn.innehavare : view.handedIn.rektor;
            if (!handIn) return visit.redirect(visit.path, sv.form.draftSaved);
            return visit.redirect(addressOf(view), other ? sv.form.opened : sv.form.handedIn);
          }
          case 'wrong':
            return ratingForm(visit, visit.form, edit.problems);
          case 'missing':
            return visit.notFound();
          case 'conflict': {
            const theirs = edit.current.content;
            // Read anew: they may have written down evidence since.
            const evidence = (await read(visit))?.evidence ?? view.evidence;
            const whatOf = (id: string) => evidence.get(id)?.what ?? visit.form.text(pieceField(id, 'what'));
            const shown = linesBeside(
              ratingLines(theirs, { share: shownShare(theirs.actualShare), whatOf }),
              ratingLines(content, { share: writtenShare(visit.form), whatOf }),
            );
            return conflict(visit, view, shown, edit.current.version);
          }
        }
      },
      placeOfFollowUp,
    ),

    post(
      '/uppfoljning/:lasar/:id/ta-tillbaka',
      'rateFollowUp',
      async visit => {
        const view = await read(visit);
        if (!view || view.party === null) return visit.notFound();
        const input = { followUpId: view.followUp.id, party: view.party };
        const edit = await visit.transact(tx => takeBackRating(tx, visit.today, input));
        return answer(visit, edit, sv.followUp.takenBack);
      },
      placeOfFollowUp,
    ),

    post(
      '/uppfoljning/:lasar/:id/underlag',
      'seeFollowUp',
      async visit => {
        const view = await read(visit);
        if (!view || partyOf(view.followUp, visit.viewer) === null) return visit.notFound();
        const text = (name: string) => visit.form.text(name);
        const input = { kind: text('kind'), datedOn: text('datedOn'), what: text('what') };
        const edit = await visit.transact(tx => noteEvidence(tx, visit.today, view.followUp.id, input));
        return answer(visit, edit, sv.followUp.evidenceSaved);
      },
      placeOfFollowUp,
    ),

    get(
      '/uppfoljning/:lasar/:id/gemensam',
      'agreeFollowUp',
      visit => agreementForm(visit, empty, []),
      placeOfFollowUp,
    ),

    post(
      '/uppfoljning/:lasar/:id/gemensam',
      'agreeFollowUp',
      async visit => {
        const view = await read(visit);
        if (!view?.open || view.party === null) return visit.notFound();
        const content = readAgreed(visit.form, view.round.criteria);
        const edit = await visit.transact(tx =>
          saveAgreed(tx, visit.today, {
            ...{ followUpId: view.followUp.id, seen: versionIn(visit.form), content },
          }),
        );
        switch (edit.kind) {
          case 'saved':
            return visit.redirect(addressOf(view), sv.agree.saved);
          case 'wrong':
            return agreementForm(visit, visit.form, edit.problems);
          case 'missing':
            return visit.notFound();
          case 'conflict': {
            const theirs = edit.current.content;
            const shown = linesBeside(
              agreedLines(theirs, { share: shownShare(theirs.actualShare) }),
              agreedLines(content, { share: writtenShare(visit.form) }),
            );
            return conflict(visit, view, shown, edit.current.version);
          }
        }
      },
      placeOfFollowUp,
    ),

    post(
      '/uppfoljning/:lasar/:id/lage',
      'seeFollowUp',
      async visit => {
        const name = visit.form.text('move');
        const place = await placeOfFollowUp(visit);
        // The move asks for its own right, in the stage the follow-up is in.
        if (!isMoveName(name) || !place || !visit.viewer.may(moves[name].action, place).allowed)
          return visit.notFound();
        const edit = await visit.transact(tx =>
          moveFollowUp(tx, visit.today, {
            ...{ followUpId: visit.parameters.id ?? '', seen: versionIn(visit.form), move: name },
            reason: visit.form.text('reason'),
          }),
        );
        return answer(visit, edit, moves[name].done);
      },
      placeOfFollowUp,
    ),
  ];
};
