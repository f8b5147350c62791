import { addPerson, giveRole, loadPeople, startSession } from '#app/access/index.ts';
import { type Database, listAuthorities, recordEvent, withScope } from '#app/database/index.ts';
import { loadUnits } from '#app/organisation/index.ts';
import { systemClock } from '#app/shared/clock.ts';
import { chooseAuthority, createAuthority } from './authority.ts';
import { type Command, CommandProblem, dataOption, readArguments, say, withDatabase } from './command.ts';

/** The first day a new authority is taken to exist: early enough for any career position. */
const LONG_AGO = '2010-01-01';

/**
 * An authority of that name which nobody can sign in to yet: one that was read in from Skolverket's file, or whose first person was
 * refused. Null in an empty installation. @throws CommandProblem where there is any other: an installation has one authority
 */
const waitingAuthority = async (database: Database, name: string): Promise<string | null> => {
  const [present] = await listAuthorities(database);
  if (!present) return null;
  const scope = { authorityId: present.authority_id, personId: null };
  const isWaiting =
    !present.is_demo &&
    (await withScope(database, scope, loadPeople)).every(one => one.employeeNumber === null);
  if (isWaiting && present.name === name) return present.authority_id;
  throw new CommandProblem(
    isWaiting
      ? `Här finns redan ${present.name}, utan administratör. Ange --name "${present.name}" för att lägga upp den.`
      : `Här finns redan ${present.name}${present.is_demo ? ', demokommunen' : ''}. Ange en annan, tom mapp med --data${present.is_demo ? '' : ', eller lägg upp fler personer på sidan Personer'}.`,
  );
};

export const init: Command = {
  name: 'init',
  usage:
    'samsyn init --name "Ekdala kommun" --admin "Förnamn Efternamn" --number ANSTÄLLNINGSNR [--board bildningsnämnden] [--administration bildningsförvaltningen] [--municipality 9999] [--data MAPP]',
  about: 'Lägger upp en huvudman och dess första administratör i en tom installation.',
  run: async args => {
    const { values } = readArguments(args, {
      ...dataOption,
      name: { type: 'string' },
      admin: { type: 'string' },
      number: { type: 'string' },
      board: { type: 'string', default: 'utbildningsnämnden' },
      administration: { type: 'string', default: 'utbildningsförvaltningen' },
      municipality: { type: 'string' },
    });
    const { name, admin, number } = values;
    if (!name || !admin || !number) throw new CommandProblem('Ange --name, --admin och --number.');
    const [givenName = '', ...rest] = admin.split(' ');
    return withDatabase(values.data, async database => {
      const authorityId =
        (await waitingAuthority(database, name)) ??
        (await createAuthority(
          database,
          {
            name,
            organisationNumber: null,
            municipalityCode: values.municipality ?? null,
            boardName: values.board,
            administrationName: values.administration,
            clauseStyle: 'attSatser',
          },
          LONG_AGO,
        ));
      const today = systemClock.today();
      await withScope(database, { authorityId, personId: null }, async tx => {
        const person = await addPerson(tx, today, {
          givenName,
          familyName: rest.join(' '),
          employeeNumber: number,
          email: '',
        });
        if (!person.ok) throw new CommandProblem(person.problems.map(problem => problem.text).join(' '));
        const root = (await loadUnits(tx)).find(unit => unit.kind === 'Huvudman');
        await giveRole(tx, today, {
          personId: person.value.id,
          role: 'administratör',
          unitId: root?.id ?? '',
          startsOn: today,
          endsOn: '',
        });
      });
      say(
        `${name} är upplagd, med ${admin} som administratör. Kör samsyn sign-in-link ${number} för att logga in.`,
      );
      return 0;
    });
  },
};

export const signInLink: Command = {
  name: 'sign-in-link',
  usage: 'samsyn sign-in-link ANSTÄLLNINGSNR [--url http://localhost:3000] [--authority NAMN] [--data MAPP]',
  about: 'Skapar en inloggningslänk som gäller en gång, i 30 minuter.',
  run: async args => {
    const { values, positionals } = readArguments(args, {
      ...dataOption,
      url: { type: 'string', default: process.env.SAMSYN_URL ?? 'http://localhost:3000' },
      authority: { type: 'string' },
    });
    const [number] = positionals;
    if (!number) throw new CommandProblem('Ange personens anställningsnummer.');
    return withDatabase(values.data, async database => {
      const authorityId = await chooseAuthority(database, values.authority);
      const token = await withScope(database, { authorityId, personId: null }, async tx => {
        const person = (await loadPeople(tx)).find(one => one.employeeNumber === number);
        if (!person)
          throw new CommandProblem(`Ingen person har anställningsnumret ${number}. Kontrollera numret.`);
        await recordEvent(tx, {
          kind: 'signInLinkMade',
          subject: `person:${person.id}`,
          happenedOn: systemClock.today(),
        });
        return startSession(tx, person.id, 'link');
      });
      say(`${values.url}/logga-in/lank?nyckel=${token}`);
      return 0;
    });
  },
};
