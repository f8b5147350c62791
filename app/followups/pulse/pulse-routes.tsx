import { loadRegister, unitIdOn } from '#app/positions/index.ts';
import { isId } from '#app/shared/id.ts';
import type { FieldError, Outcome } from '#app/shared/outcome.ts';
import type { Place } from '#app/shared/permission.ts';
import { readWhole } from '#app/shared/written-value.ts';
import { type Crumb, get, post, type Route, SentForm, type Visit } from '#app/web/index.ts';
import { home } from '../routine-routes.tsx';
import { readCode, readReply } from './pulse.ts';
import { answerPulse, closePulse, type HandedOut, openPulse, renewCodes } from './pulse-actions.ts';
import { AnswerPage, PulsePage, PulsesPage, SlipsPage, ThanksPage } from './pulse-pages.tsx';
import { pulsePlace, readAnswers, readPulse, readPulses } from './pulse-reading.ts';
import { sv } from './sv.ts';

const pulsesCrumb: Crumb = { text: sv.title, href: '/uppfoljning/puls' };
const empty = new SentForm();

const idIn = (visit: Visit): string | null => {
  const id = visit.parameters.puls ?? '';
  return isId(id) ? id : null;
};

const placeOfPulse = async (visit: Visit): Promise<Place | null> => {
  const id = idIn(visit);
  const view = id && (await visit.transact(tx => readPulse(tx, id, visit.today)));
  return view ? pulsePlace(view) : null;
};

/** The unit of the assignment in the form: null when there is none. */
const placeOfOpening = async (visit: Visit): Promise<Place | null> => {
  const asked = visit.form.text('uppdrag');
  return visit.transact(async tx => {
    const { assignments, positions } = await loadRegister(tx);
    const assignment = assignments.find(one => one.id === asked);
    const position = positions.find(one => one.id === assignment?.positionId);
    return position ? { unitId: unitIdOn(position, visit.today) } : null;
  });
};

const showPulses = async (
  visit: Visit,
  form: SentForm,
  problems: readonly FieldError[],
): Promise<Response> => {
  const { viewer, today } = visit;
  const known = await visit.transact(tx => readPulses(tx, viewer, today));
  return visit.page({
    title: sv.title,
    crumbs: [home, { text: sv.title }],
    problems,
    body: <PulsesPage {...known} form={form} problems={problems} />,
    ...(problems.length > 0 ? { status: 422 as const } : {}),
  });
};

const showPulse = async (visit: Visit, problems: readonly FieldError[]): Promise<Response> => {
  const { viewer, today } = visit;
  const found = await visit.transact(async tx => {
    const view = await readPulse(tx, idIn(visit) ?? '', today);
    return view && { view, tally: await readAnswers(tx, view.pulse) };
  });
  if (!found) return visit.notFound();
  const { view, tally } = found;
  const mayClose = viewer.may('openPulse', { unitId: view.pulse.unitId }).allowed;
  const title = sv.result.title(view.subject, view.unit);
  return visit.page({
    title,
    crumbs: [home, pulsesCrumb, { text: title }],
    problems,
    body: (
      <PulsePage
        {...{ view, tally, mayClose, problems }}
        showsExamples={mayClose || viewer.personId === view.pulse.holderId}
      />
    ),
    ...(problems.length > 0 ? { status: 422 as const } : {}),
  });
};

/** The slips are the answer to what made them: their codes cannot be asked for again. */
const showSlips = async (visit: Visit, made: HandedOut): Promise<Response> => {
  const view = await visit.transact(tx => readPulse(tx, made.pulse.id, visit.today));
  if (!view) return visit.notFound();
  return visit.page({
    title: sv.slips.title,
    crumbs: [home, pulsesCrumb, { text: sv.slips.title }],
    body: <SlipsPage view={view} codes={made.codes} address={`${visit.origin}/puls`} />,
  });
};

const showAnswer = (visit: Visit, form: SentForm, problems: readonly FieldError[]): Promise<Response> =>
  visit.page({
    title: sv.answer.title,
    problems,
    body: <AnswerPage form={form} problems={problems} />,
    ...(problems.length > 0 ? { status: 422 as const } : {}),
  });

/** The routes of the colleague pulse: for those who open it, and for whoever has a code. */
export const pulseRoutes = (): Route[] => [
  get('/uppfoljning/puls', 'seeRoutine', visit => showPulses(visit, empty, [])),
  post(
    '/uppfoljning/puls',
    'openPulse',
    async visit => {
      const opened = await visit.transact(tx =>
        openPulse(tx, visit.today, {
          assignmentId: visit.form.text('uppdrag'),
          handedOut: readWhole(visit.form.text('antal')) ?? 0,
          closesOn: visit.form.text('stanger'),
        }),
      );
      return opened.ok ? showSlips(visit, opened.value) : showPulses(visit, visit.form, opened.problems);
    },
    placeOfOpening,
  ),
  get('/uppfoljning/puls/:puls', 'seePulse', visit => showPulse(visit, []), placeOfPulse),
  post(
    '/uppfoljning/puls/:puls/stang',
    'openPulse',
    async visit => {
      const done = await visit.transact(tx => closePulse(tx, visit.today, idIn(visit) ?? ''));
      return done.ok
        ? visit.redirect(`/uppfoljning/puls/${done.value.id}`, sv.done.closed)
        : showPulse(visit, done.problems);
    },
    placeOfPulse,
  ),
  post(
    '/uppfoljning/puls/:puls/nya-lappar',
    'openPulse',
    async visit => {
      const made = await visit.transact(tx => renewCodes(tx, visit.today, idIn(visit) ?? ''));
      return made.ok ? showSlips(visit, made.value) : showPulse(visit, made.problems);
    },
    placeOfPulse,
  ),
  get('/puls', 'answerPulse', visit => showAnswer(visit, empty, [])),
  post('/puls', 'answerPulse', async visit => {
    const reply = readReply(field => visit.form.text(field));
    if (!reply.ok) return showAnswer(visit, visit.form, reply.problems);
    const code = readCode(visit.form.text('kod'));
    const done: Outcome<null> = await visit.transact(tx => answerPulse(tx, visit.today, code, reply.value));
    if (!done.ok) return showAnswer(visit, visit.form, done.problems);
    return visit.page({ title: sv.answer.thanks, body: <ThanksPage /> });
  }),
];
