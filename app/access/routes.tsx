import { latestEvents, recordEvent, type Scoped } from '#app/database/index.ts';
import { loadOrganisation } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { contains } from '#app/shared/period.ts';
import { inOrder, type Task } from '#app/shared/task.ts';
import { get, post, type Route, SentForm, sessionCookie, type Visit } from '#app/web/index.ts';
import { addPerson, endRole, giveRole } from './actions.ts';
import { ownAddress } from './own-address.ts';
import {
  DemoSignIn,
  LinkPage,
  LinkSignIn,
  LogPage,
  type LogWords,
  MePage,
  NewPersonPage,
  PeoplePage,
  PersonPage,
  StartPage,
  type Way,
} from './pages.tsx';
import { roles } from './role.ts';
import {
  endSession,
  findPerson,
  findSession,
  fullName,
  loadHoldings,
  loadHoldingsOf,
  loadPeople,
  type Person,
  startSession,
} from './store.ts';
import { sv } from './sv.ts';

type Ports = {
  /** What waits for the viewer, gathered from all rooms. */
  readonly tasks: (visit: Visit) => Promise<readonly Task[]>;
  /** Where the viewer may begin. */
  readonly ways: (visit: Visit) => Promise<readonly Way[]>;
  /** Where the other rooms tell what they know of the one who looks. */
  readonly aboutYou: readonly Way[];
  /** What the log calls the acts of all rooms, and what they are about. */
  readonly words: LogWords;
  /** True where the program is reached over HTTPS. */
  readonly secure: boolean;
};

const newPersonCrumbs = [{ text: sv.people.title, href: '/personer' }, { text: sv.people.newPerson }];

const withSession = (answer: Response, secure: boolean, token: string): Response => {
  const cookie = sessionCookie(secure);
  const age = token === '' ? '; Max-Age=0' : '';
  answer.headers.append('Set-Cookie', `${cookie.name}=${token}; ${cookie.attributes}${age}`);
  return answer;
};

/** Whoever signs in does so themselves, though nobody is signed in until then. */
const recordSignIn = (tx: Scoped, { id }: Person, happenedOn: IsoDate): Promise<number> =>
  recordEvent({ ...tx, personId: id }, { kind: 'signedIn', subject: `person:${id}`, happenedOn });

export const routes = ({ tasks, ways, aboutYou, words, secure }: Ports): Route[] => {
  const readPerson = async (tx: Scoped, visit: Visit) => ({
    person: await findPerson(tx, visit.parameters.id ?? ''),
    holdings: await loadHoldingsOf(tx, visit.parameters.id ?? ''),
    organisation: await loadOrganisation(tx, visit.today),
  });
  const showPerson = async (
    visit: Visit,
    {
      form = new SentForm(),
      problems = [],
      link = null,
    }: { form?: SentForm; problems?: readonly FieldError[]; link?: string | null },
  ) => {
    const { person, holdings, organisation } = await visit.transact(tx => readPerson(tx, visit));
    if (!person) return visit.notFound();
    return visit.page({
      title: fullName(person),
      crumbs: [{ text: sv.people.title, href: '/personer' }, { text: fullName(person) }],
      problems,
      body: <PersonPage {...{ person, holdings, organisation, form, problems, link }} today={visit.today} />,
    });
  };

  return [
    get('/', 'seeOwnWork', async visit =>
      visit.page({
        title: sv.start.title,
        body: <StartPage tasks={inOrder(await tasks(visit))} ways={await ways(visit)} today={visit.today} />,
      }),
    ),

    get('/logga-in', 'signIn', async visit => {
      const next = ownAddress(visit.query.get('till') ?? '/');
      if (!visit.viewer.isDemo) return visit.page({ title: sv.signIn.title, body: <LinkSignIn /> });
      const { people, labels } = await visit.transact(async tx => {
        const organisation = await loadOrganisation(tx, visit.today);
        const held = new Map<string, string[]>();
        for (const holding of await loadHoldings(tx)) {
          if (!contains(holding, visit.today)) continue;
          const unit = organisation.find(holding.unitId);
          const label = `${roles[holding.role].text}${unit ? `, ${unit.name}` : ''}`;
          held.set(holding.personId, [...(held.get(holding.personId) ?? []), label]);
        }
        const order = Object.values(roles).map(role => role.text as string);
        const rank = (personId: string) => order.findIndex(role => held.get(personId)?.[0]?.startsWith(role));
        const shown = (await loadPeople(tx)).filter(person => person.presentation !== null);
        return { people: shown.sort((a, b) => rank(a.id) - rank(b.id)), labels: held };
      });
      return visit.page({
        title: sv.signIn.title,
        body: <DemoSignIn people={people} labels={labels} next={next} />,
      });
    }),

    post('/logga-in', 'signIn', async visit => {
      if (!visit.viewer.isDemo) return visit.notFound();
      const signedIn = await visit.transact(async tx => {
        const person = await findPerson(tx, visit.form.text('person'));
        if (!person?.presentation) return null;
        await recordSignIn(tx, person, visit.today);
        return { person, token: await startSession(tx, person.id) };
      });
      if (!signedIn) return visit.notFound();
      const answer = visit.redirect(
        ownAddress(visit.form.text('till')),
        sv.signIn.done(fullName(signedIn.person)),
      );
      return withSession(answer, secure, signedIn.token);
    }),

    get('/logga-in/lank', 'signIn', async visit => {
      const token = visit.query.get('nyckel') ?? '';
      const session = await visit.transact(tx => findSession(tx, token, 'link'));
      return visit.page({
        title: sv.signIn.title,
        body: <LinkPage person={session?.person ?? null} token={token} />,
      });
    }),

    post('/logga-in/lank', 'signIn', async visit => {
      const signedIn = await visit.transact(async tx => {
        const token = visit.form.text('token');
        const session = await findSession(tx, token, 'link');
        if (!session || !(await endSession(tx, token, 'link'))) return null;
        const { person } = session;
        await recordSignIn(tx, person, visit.today);
        return { person, token: await startSession(tx, person.id) };
      });
      if (!signedIn) return visit.page({ title: sv.signIn.title, body: <LinkPage person={null} token="" /> });
      return withSession(
        visit.redirect('/', sv.signIn.done(fullName(signedIn.person))),
        secure,
        signedIn.token,
      );
    }),

    post('/logga-ut', 'signIn', async visit => {
      if (visit.sessionToken) await visit.transact(tx => endSession(tx, visit.sessionToken ?? ''));
      return withSession(visit.redirect('/logga-in', sv.signIn.signedOut), secure, '');
    }),

    get('/jag', 'seeOwnWork', async visit => {
      const personId = visit.viewer.personId ?? '';
      const known = await visit.transact(async tx => ({
        person: await findPerson(tx, personId),
        holdings: await loadHoldingsOf(tx, personId),
        organisation: await loadOrganisation(tx, visit.today),
      }));
      if (!known.person) return visit.notFound();
      return visit.page({
        title: sv.me.title,
        body: <MePage viewer={visit.viewer} {...known} person={known.person} more={aboutYou} />,
      });
    }),

    get('/personer', 'editPeople', async visit => {
      const known = await visit.transact(async tx => ({
        people: await loadPeople(tx),
        holdings: await loadHoldings(tx),
        organisation: await loadOrganisation(tx, visit.today),
      }));
      const search = visit.query.get('sok')?.trim() ?? '';
      return visit.page({
        title: sv.people.title,
        body: <PeoplePage {...known} search={search} today={visit.today} />,
      });
    }),

    get('/personer/ny', 'editPeople', async visit =>
      visit.page({
        title: sv.people.newPerson,
        crumbs: newPersonCrumbs,
        body: <NewPersonPage form={visit.form} problems={[]} />,
      }),
    ),

    post('/personer', 'editPeople', async visit => {
      const text = (name: string) => visit.form.text(name);
      const added = await visit.transact(tx =>
        addPerson(tx, visit.today, {
          givenName: text('givenName'),
          familyName: text('familyName'),
          employeeNumber: text('employeeNumber'),
          email: text('email'),
        }),
      );
      if (added.ok)
        return visit.redirect(`/personer/${added.value.id}`, sv.people.personAdded(fullName(added.value)));
      const { problems } = added;
      return visit.page({
        title: sv.people.newPerson,
        crumbs: newPersonCrumbs,
        problems,
        body: <NewPersonPage form={visit.form} problems={problems} />,
      });
    }),

    get('/personer/:id', 'editPeople', visit => showPerson(visit, {})),

    post('/personer/:id/roller', 'editPeople', async visit => {
      const personId = visit.parameters.id ?? '';
      const [role, unitId] = [visit.form.text('role'), visit.form.text('unitId')];
      const [startsOn, endsOn] = [visit.form.text('startsOn'), visit.form.text('endsOn')];
      const result = await visit.transact(async tx => {
        const person = await findPerson(tx, personId);
        return (
          person && {
            person,
            given: await giveRole(tx, visit.today, { personId, role, unitId, startsOn, endsOn }),
          }
        );
      });
      if (!result) return visit.notFound();
      if (!result.given.ok) return showPerson(visit, { form: visit.form, problems: result.given.problems });
      const label = roles[result.given.value.role].text.toLowerCase();
      return visit.redirect(`/personer/${personId}`, sv.people.given(fullName(result.person), label));
    }),

    post('/personer/:id/avsluta', 'editPeople', async visit => {
      const ended = await visit.transact(tx => endRole(tx, visit.today, visit.form.text('holding')));
      return ended ? visit.redirect(`/personer/${visit.parameters.id}`, sv.people.ended) : visit.notFound();
    }),

    post('/personer/:id/lank', 'editPeople', async visit => {
      const token = await visit.transact(async tx => {
        const person = await findPerson(tx, visit.parameters.id ?? '');
        if (!person) return null;
        await recordEvent(tx, {
          kind: 'signInLinkMade',
          subject: `person:${person.id}`,
          happenedOn: visit.today,
        });
        return startSession(tx, person.id, 'link');
      });
      return token === null
        ? visit.notFound()
        : showPerson(visit, { link: `${visit.origin}/logga-in/lank?nyckel=${token}` });
    }),

    get('/logg', 'seeLog', async visit => {
      const before = Number(visit.query.get('fore') ?? '') || null;
      const { events, names } = await visit.transact(async tx => ({
        events: await latestEvents(tx, before, 100),
        names: new Map(
          (await loadPeople(tx)).map(person => [
            person.id,
            person.isProtected ? sv.people.protectedName : fullName(person),
          ]),
        ),
      }));
      const last = events.at(-1);
      const older = last && last.sequence > 1 ? `/logg?fore=${last.sequence}` : null;
      return visit.page({
        title: sv.log.title,
        body: <LogPage {...{ events, names, words, older }} />,
      });
    }),
  ];
};
