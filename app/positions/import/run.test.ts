import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPeople } from '#app/access/index.ts';
import { type Database, type Scope, type Scoped, verifyChain, withScope } from '#app/database/index.ts';
import { loadUnits } from '#app/organisation/index.ts';
import { newId } from '#app/shared/id.ts';
import { onEachDatabase, openEmbeddedForTest } from '#tests/database.ts';
import { appoint, changeAppointment, changePosition, giveAssignment } from '../actions.ts';
import {
  birchSchool,
  bytesOf,
  enterAuthority,
  type RowText,
  readPlainTable,
  tableOf,
  teacher,
  today,
  vacant,
} from '../register.fixture.ts';
import { checkRegister } from '../register-check.ts';
import { loadRegister } from '../store.ts';
import { formatImportReport, headline, type ImportReport } from './report.ts';
import { importPositionsFile } from './run.ts';
import { loadImports } from './run-store.ts';
import { undoImport } from './undo.ts';

const positionInput = {
  externalId: 'F-001',
  kind: 'Förstelärare',
  unitId: birchSchool.id,
  movesOn: '',
  funding: 'statsbidrag §16',
  startsOn: '2025-08-01',
  endsOn: '',
};

/** An authority of its own in a database, with the few acts that the tests need. */
const openTown = async (database: Database) => {
  const scope: Scope = { authorityId: newId(), personId: teacher.id };
  const act = <Result>(work: (tx: Scoped) => Promise<Result>) => withScope(database, scope, work);
  await act(enterAuthority);
  return {
    scope,
    act,
    readIn: (rows: readonly RowText[], dryRun = false): Promise<ImportReport> =>
      importPositionsFile({
        bytes: bytesOf(tableOf(...rows)),
        fileName: 'tjanster.csv',
        readTable: readPlainTable,
        transact: act,
        today,
        dryRun,
      }),
    register: () => act(loadRegister),
    undo: (importId: string | null) => act(tx => undoImport(tx, today, importId ?? '')),
  };
};

const bo: RowText = { anstallningsnr: '1002', fornamn: 'Bo', efternamn: 'Prov', epost: 'bo.prov@example.se' };
const second: RowText = { ...vacant, tjanst_id: 'F-002', enhet: 'Ekskolan' };

onEachDatabase('a list of positions read in', open => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  it('stands in the register, with an event and a run that tell of it', async () => {
    const town = await openTown(database);
    const report = await town.readIn([{}, second]);
    expect(report).toMatchObject({ rows: 2, created: 2, changed: 0, errors: [], dryRun: false });
    const register = await town.register();
    expect(register.positions.map(position => position.externalId)).toEqual(['F-001', 'F-002']);
    expect(register.assignments.length).toBe(2);
    expect(register.assignments.every(one => one.needId !== null)).toBe(true);
    expect(register.appointments.map(one => one.personId)).toEqual([teacher.id]);
    expect((await town.act(tx => loadImports(tx))).map(run => [run.fileName, run.created])).toEqual([
      ['tjanster.csv', 2],
    ]);
    expect(await verifyChain(database, town.scope.authorityId)).toMatchObject({ events: 1, faults: [] });
  });

  it('changes nothing when it is only tried', async () => {
    const town = await openTown(database);
    const report = await town.readIn([{}, second], true);
    expect(report).toMatchObject({ created: 2, dryRun: true, importId: null });
    expect((await town.register()).positions).toEqual([]);
    expect(formatImportReport(report)).toContain('Detta var en provläsning. Inget har sparats.');
  });

  it('saves nothing at all when one row is wrong', async () => {
    const town = await openTown(database);
    const report = await town.readIn([{}, { ...second, enhet: '1000002' }]);
    expect(report.errors.length).toBe(1);
    expect(formatImportReport(report)).toContain(
      'Rad 3, kolumnen enhet: Skolenhetskoden 1000002 har sju siffror.',
    );
    expect((await town.register()).positions).toEqual([]);
    expect((await town.act(loadPeople)).length).toBe(1);
  });

  it('changes nothing the second time, and says when it was read in and by whom', async () => {
    const town = await openTown(database);
    await town.readIn([{}, second]);
    const before = await town.register();
    const again = await town.readIn([{}, second]);
    expect(headline(again)).toMatch(
      /^Den här filen är redan inläst .+ kl\. .+ av Alva Prov\. Inget har ändrats\.$/,
    );
    expect(await town.register()).toEqual(before);
    expect((await verifyChain(database, town.scope.authorityId)).events).toBe(1);
  });

  it('changes nothing when another file says the same', async () => {
    const town = await openTown(database);
    await town.readIn([{}, second]);
    const again = await town.readIn([second, { amnen: 'MA', slag: 'forstelarare' }]);
    expect(headline(again)).toBe('Filen säger samma sak som registret. Inget har ändrats.');
    expect((await town.act(tx => loadImports(tx))).length).toBe(1);
  });

  it('can be undone as a whole, and read in again', async () => {
    const town = await openTown(database);
    const first = await town.readIn([{ ...bo }, second]);
    expect((await town.undo(first.importId))?.ok).toBe(true);
    const register = await town.register();
    expect(Object.values(register).flat()).toEqual([]);
    expect((await town.act(loadPeople)).map(person => person.employeeNumber)).toEqual(['1001']);
    expect((await town.readIn([{ ...bo }, second])).created).toBe(2);
  });

  it('is undone back to what stood before, when it changed what was known', async () => {
    const town = await openTown(database);
    await town.readIn([{}, second]);
    const before = await town.register();
    const later = await town.readIn([
      { ...bo, innehav_start: '2026-08-01', uppdrag: 'Något annat', finansiering: 'egna medel' },
      { ...second, tjanst_id: 'F-003' },
    ]);
    expect(later).toMatchObject({ created: 1, changed: 1, missing: ['F-002'] });
    expect((await town.undo(later.importId))?.ok).toBe(true);
    const content = (register: typeof before) =>
      JSON.stringify(register, (key, value) => (key === 'version' ? undefined : value));
    expect(content(await town.register())).toBe(content(before));
  });

  describe('what somebody was called before', () => {
    /** Alva gets another surname by a list; then time passes, and another list is read in. */
    const renamed = { efternamn: 'Provdotter', epost: 'alva.provdotter@example.se' };
    const kept = async (town: Awaited<ReturnType<typeof openTown>>) => {
      const changes = await town.act(tx => tx.db.selectFrom('import_change').selectAll().execute());
      return JSON.stringify(changes);
    };
    const surname = async (town: Awaited<ReturnType<typeof openTown>>) =>
      (await town.act(loadPeople)).find(person => person.id === teacher.id)?.familyName;
    const age = (town: Awaited<ReturnType<typeof openTown>>, importId: string | null, to: string) =>
      sql`update import_run set imported_at = ${to} where authority_id = ${town.scope.authorityId}
        and import_id = ${importId}`;

    it('is kept while the reading can be undone, and forgotten when it has been', async () => {
      const town = await openTown(database);
      const { importId } = await town.readIn([renamed]);
      expect(await kept(town)).toContain(teacher.email);
      expect((await town.undo(importId))?.ok).toBe(true);
      expect(await surname(town)).toBe(teacher.familyName);
      expect(await kept(town)).not.toContain(teacher.email);
    });

    it.each([
      ['a year and a day ago is forgotten', '2025-11-22T00:00:00Z', false],
      ['a year ago to the day is kept', '2025-11-23T00:00:00Z', true],
    ])('%s when another list is read in, and the rest can still be undone', async (_, at, stays) => {
      const town = await openTown(database);
      const { importId } = await town.readIn([renamed]);
      await town.act(async tx => age(town, importId, at).execute(tx.db));
      await town.readIn([{ ...second, ...bo, innehav_start: '2025-08-01' }]);
      expect((await kept(town)).includes(teacher.email ?? '?')).toBe(stays);
      expect((await town.undo(importId))?.ok).toBe(true);
      expect(await surname(town)).toBe(stays ? teacher.familyName : renamed.efternamn);
      expect((await town.register()).positions.map(one => one.externalId)).toEqual(['F-002']);
    });
  });

  it('can be undone, one after another, latest first', async () => {
    const town = await openTown(database);
    const one = await town.readIn([{}]);
    const two = await town.readIn([{ uppdrag: 'Något annat' }]);
    const tooEarly = await town.undo(one.importId);
    expect(tooEarly).toMatchObject({ ok: false });
    expect(tooEarly?.ok === false && tooEarly.problems[0]).toMatch(
      /dessa tjänster har ändrats efter den: F-001/,
    );
    expect((await town.undo(two.importId))?.ok).toBe(true);
    expect((await town.undo(one.importId))?.ok).toBe(true);
    expect((await town.register()).positions).toEqual([]);
    const twice = await town.undo(one.importId);
    expect(twice?.ok === false && twice.problems).toEqual(['Inläsningen är redan ångrad.']);
  });

  it('is not undone over the head of somebody who has changed it since', async () => {
    const town = await openTown(database);
    const { importId } = await town.readIn([{}, second]);
    const [position] = (await town.register()).positions;
    await town.act(tx =>
      changePosition(tx, today, position?.id ?? '', 1, { ...positionInput, funding: 'egna medel' }),
    );
    const refused = await town.undo(importId);
    expect(refused?.ok === false && refused.problems[0]).toMatch(/ändrats efter den: F-001\./);
    expect((await town.register()).positions.length).toBe(2);
  });

  it('is not undone when somebody has been appointed since', async () => {
    const town = await openTown(database);
    const { importId } = await town.readIn([second]);
    const [position] = (await town.register()).positions;
    const appointed = await town.act(tx =>
      appoint(tx, today, position?.id ?? '', {
        employeeNumber: '1001',
        givenName: '',
        familyName: '',
        email: '',
        startsOn: '2026-01-01',
        endsOn: '',
      }),
    );
    expect(appointed.kind).toBe('saved');
    const refused = await town.undo(importId);
    expect(refused?.ok === false && refused.problems[0]).toMatch(
      /fått innehavare eller uppdrag efter den: F-002/,
    );
  });

  it('keeps two lists that are read in at once apart', async () => {
    const town = await openTown(database);
    const reports = await Promise.all([town.readIn([{}, second]), town.readIn([second, {}])]);
    expect(reports.map(report => report.created).sort()).toEqual([0, 2]);
    expect((await town.register()).positions.length).toBe(2);
  });

  it('refuses an edit made on what an import has changed since', async () => {
    const town = await openTown(database);
    await town.readIn([{}]);
    const [position] = (await town.register()).positions;
    await town.readIn([{ finansiering: 'egna medel' }]);
    const edit = await town.act(tx => changePosition(tx, today, position?.id ?? '', 1, positionInput));
    expect(edit).toMatchObject({ kind: 'conflict', current: { funding: 'egna medel', version: 2 } });
  });
});

describe('a register where people edit, read in lists and undo them in any order', () => {
  let database: Database;
  beforeAll(async () => {
    database = await openEmbeddedForTest();
  });
  afterAll(() => database.close());

  const day = fc.integer({ min: 0, max: 40 }).map(months => {
    const year = 2024 + Math.floor(months / 12);
    return `${year}-${String((months % 12) + 1).padStart(2, '0')}-01`;
  });
  const maybeDay = fc.option(day, { nil: '' });
  const row: fc.Arbitrary<RowText> = fc.record({
    tjanst_id: fc.constantFrom('F-1', 'F-2', 'F-3'),
    enhet: fc.constantFrom('Björkskolan', 'Ekskolan'),
    amnen: fc.constantFrom('Matematik', 'Svenska', 'Ämnesövergripande'),
    uppdrag: fc.constantFrom('A', 'B'),
    behov: fc.constantFrom('', 'Läsning', 'Räkning'),
    tjanst_start: fc.constantFrom('2024-01-01', '2024-08-01'),
    tjanst_slut: fc.constantFrom('', '2027-06-30'),
    anstallningsnr: fc.constantFrom('1001', '1002', '1003'),
    fornamn: fc.constant('Alva'),
    innehav_start: day,
    innehav_slut: maybeDay,
  });
  type Act =
    | { readonly act: 'import'; readonly rows: readonly RowText[] }
    | { readonly act: 'undo'; readonly which: number }
    | { readonly act: 'appoint' | 'end' | 'assign' | 'change'; readonly which: number; readonly on: string };
  const acts: fc.Arbitrary<Act> = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        act: fc.constant('import' as const),
        rows: fc.array(
          fc.oneof(
            row,
            row.map(one => ({ ...one, ...vacant })),
          ),
          { minLength: 1, maxLength: 3 },
        ),
      }),
    },
    { weight: 3, arbitrary: fc.record({ act: fc.constant('undo' as const), which: fc.nat(5) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        act: fc.constantFrom('appoint' as const, 'end' as const, 'assign' as const, 'change' as const),
        which: fc.nat(5),
        on: day,
      }),
    },
  );

  it('never comes to hold an overlap, a stray period or a lost reference', async () => {
    let imports = 0;
    let undone = 0;
    const carryOut = async (town: Awaited<ReturnType<typeof openTown>>, step: Act): Promise<void> => {
      if (step.act === 'import') {
        const report = await town.readIn(step.rows);
        if (report.importId) imports += 1;
        if (report.errors.length === 0) expect((await town.readIn(step.rows)).importId).toBeNull();
        return;
      }
      if (step.act === 'undo') {
        const runs = await town.act(tx => loadImports(tx));
        const run = runs[step.which % Math.max(1, runs.length)];
        if (run && (await town.undo(run.id))?.ok) undone += 1;
        return;
      }
      const register = await town.register();
      const pick = <Thing>(things: readonly Thing[]): Thing | undefined =>
        things[step.which % Math.max(1, things.length)];
      const position = pick(register.positions);
      const appointment = pick(register.appointments);
      if (step.act === 'end' && appointment) {
        const input = { startsOn: appointment.startsOn, endsOn: step.on };
        await town.act(tx =>
          changeAppointment(tx, today, appointment.positionId, appointment.id, appointment.version, input),
        );
      } else if (step.act === 'appoint' && position) {
        const input = { employeeNumber: '1001', givenName: '', familyName: '', email: '' };
        await town.act(tx => appoint(tx, today, position.id, { ...input, startsOn: step.on, endsOn: '' }));
      } else if (step.act === 'assign' && position) {
        const input = { type: 'coachning', title: 'C', needId: '', targetGroup: '', plannedShare: '10' };
        const rest = { subjects: 'Bild', startsOn: step.on, endsOn: position.endsOn ?? '' };
        await town.act(tx =>
          giveAssignment(tx, today, position.id, {
            ...input,
            ...rest,
            secondaryTypes: [],
            crossSubject: false,
          }),
        );
      } else if (step.act === 'change' && position) {
        const input = {
          ...positionInput,
          externalId: position.externalId,
          startsOn: position.startsOn,
          endsOn: step.on,
        };
        await town.act(tx => changePosition(tx, today, position.id, position.version, input));
      }
    };
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 4, maxLength: 10 }), async steps => {
        const town = await openTown(database);
        for (const step of steps) await carryOut(town, step);
        const register = await town.register();
        const units = await town.act(loadUnits);
        const all = new Set(register.positions.map(position => position.id));
        expect(checkRegister(register, units, all)).toEqual(new Set());
        const needs = new Set(register.needs.map(need => need.id));
        expect(register.assignments.filter(one => one.needId !== null && !needs.has(one.needId))).toEqual([]);
        expect((await verifyChain(database, town.scope.authorityId)).faults).toEqual([]);
      }),
      { numRuns: 25 },
    );
    expect(Math.min(imports, undone)).toBeGreaterThan(3);
  });
});
