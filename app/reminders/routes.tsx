import { findPerson, fullName, loadPeople } from '#app/access/index.ts';
import { isIsoDate } from '#app/shared/date.ts';
import { isId } from '#app/shared/id.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { get, post, type Route, type Visit } from '#app/web/index.ts';
import { chooseMail, makeFeed, readFeed, revokeFeed } from './choice-actions.ts';
import { decideFailed, decisions, leaveAll } from './failed-actions.ts';
import { OwnRemindersPage } from './pages/own.tsx';
import { isView, SentPage, views } from './pages/sent.tsx';
import { reminderStates } from './reminder.ts';
import { countReminders, findFeed, loadReminders, loadToDecide, wantsMail } from './store.ts';
import { sv } from './sv.ts';

const home = '/paminnelser';

const showOwn = async (visit: Visit, link: string | null = null): Promise<Response> => {
  const personId = visit.viewer.personId ?? '';
  const known = await visit.transact(async tx => ({
    address: (await findPerson(tx, personId))?.email ?? null,
    wants: await wantsMail(tx, personId),
    feedMadeAt: await findFeed(tx, personId),
  }));
  const maySeeAll = visit.viewer.may('seeReminders', { unitId: null }).allowed;
  return visit.page({ title: sv.own.title, body: <OwnRemindersPage {...{ ...known, link, maySeeAll }} /> });
};

const sentPage = '/paminnelser/utskick';

const showSent = async (visit: Visit, problems: readonly FieldError[]): Promise<Response> => {
  const asked = visit.query.get('lage');
  const shown = isView(asked) ? asked : null;
  const found = await visit.transact(async tx => ({
    counts: await countReminders(tx),
    letters: await loadReminders(tx, shown === null ? reminderStates : views[shown], sv.sent.most),
    toDecide: await loadToDecide(tx),
    names: new Map((await loadPeople(tx)).map(person => [person.id, fullName(person)])),
  }));
  const mayDecide = visit.viewer.may('decideReminders', { unitId: null }).allowed;
  const nameOf = (id: string) => found.names.get(id) ?? '';
  return visit.page({
    title: sv.sent.title,
    crumbs: [{ text: sv.own.title, href: home }, { text: sv.sent.title }],
    problems,
    body: <SentPage {...{ ...found, shown, mayDecide, nameOf }} />,
  });
};

/** A person's own reminders, the calendar behind a link, and what became of all letters. */
export const routes = (): Route[] => [
  get(home, 'seeOwnWork', visit => showOwn(visit)),

  post(home, 'seeOwnWork', async visit => {
    const wants = visit.form.text('brev') !== 'nej';
    await visit.transact(tx => chooseMail(tx, visit.today, visit.viewer.personId ?? '', wants));
    return visit.redirect(home, wants ? sv.own.turnedOn : sv.own.turnedOff);
  }),

  post('/paminnelser/kalender', 'seeOwnWork', async visit => {
    const secret = await visit.transact(tx => makeFeed(tx, visit.today, visit.viewer.personId ?? ''));
    return showOwn(visit, `${visit.origin}/kalender.ics?nyckel=${secret}`);
  }),

  post('/paminnelser/kalender/ta-tillbaka', 'seeOwnWork', async visit => {
    await visit.transact(tx => revokeFeed(tx, visit.today, visit.viewer.personId ?? ''));
    return visit.redirect(home, sv.own.revoked);
  }),

  // A calendar program cannot sign in: the secret in the address is what opens, and it opens nothing else.
  get('/kalender.ics', 'readPublic', async visit => {
    const secret = visit.query.get('nyckel') ?? '';
    if (secret === '' || visit.viewer.authorityId === '') return visit.notFound();
    const { today, origin } = visit;
    const calendar = await visit.transact(tx => readFeed(tx, secret, { today, origin }));
    if (calendar === null) return visit.notFound();
    return visit.file(new TextEncoder().encode(calendar), 'samsyn.ics', 'text/calendar; charset=utf-8');
  }),

  get(sentPage, 'seeReminders', visit => showSent(visit, [])),

  post(sentPage, 'decideReminders', async visit => {
    const text = (name: string) => visit.form.text(name);
    if (text('avgor') === 'leaveAll') {
      const left = await visit.transact(tx => leaveAll(tx, visit.today));
      return visit.redirect(sentPage, sv.sent.decidedAll(left));
    }
    const decision = decisions.find(one => one === text('avgor'));
    const [personId, day] = [text('person'), text('dag')];
    if (!decision || !isId(personId) || !isIsoDate(day)) return visit.notFound();
    const result = await visit.transact(tx => decideFailed(tx, visit.today, { personId, day }, decision));
    if (!result.ok) return showSent(visit, result.problems);
    return visit.redirect(sentPage, sv.sent.decided[decision]);
  }),
];
