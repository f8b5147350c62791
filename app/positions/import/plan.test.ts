import { describe, expect, it } from 'vitest';
import {
  area,
  birchSchool,
  endedSchool,
  knownWith,
  oakSchool,
  type RowText,
  tableOf,
  teacher,
  today,
  vacant,
} from '../register.fixture.ts';
import { mapColumns, positionColumns } from './column.ts';
import { type ImportPlan, type Known, planImport } from './plan.ts';

const mapping = mapColumns(positionColumns, null);
if (!mapping.ok) throw new Error('The template does not read itself');

const plan = (rows: readonly RowText[], known: Known = knownWith()) =>
  planImport(tableOf(...rows), mapping.value, known);

const planned = (rows: readonly RowText[], known?: Known): ImportPlan => {
  const result = plan(rows, known);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
};

/** A row where nothing is filled in. */
const nothing: RowText = Object.fromEntries(positionColumns.map(column => [column, '']));

/** The register as it stands once a plan has been carried out. */
const registerAfter = ({ changes }: ImportPlan): Known => {
  const after = <Thing>(list: readonly { readonly after: Thing }[]) => list.map(change => change.after);
  return knownWith({
    people: [teacher, ...after(changes.people).filter(person => person.id !== teacher.id)],
    register: {
      positions: after(changes.positions),
      appointments: after(changes.appointments),
      assignments: after(changes.assignments),
      needs: after(changes.needs),
    },
    newId: () => crypto.randomUUID(),
  });
};

const problemsOf = (rows: readonly RowText[], known?: Known) => {
  const result = plan(rows, known);
  return result.ok ? [] : result.problems.map(({ line, column, text }) => [line, column, text] as const);
};

describe('a list of positions', () => {
  it('makes a position, its holder, its assignment and its need of a row', () => {
    const { changes, created } = planned([{}]);
    expect(created).toBe(1);
    expect(changes.people).toEqual([]);
    expect(changes.positions[0]?.after).toMatchObject({
      externalId: 'F-001',
      kind: 'Förstelärare',
      unitId: birchSchool.id,
      funding: 'statsbidrag §16',
      startsOn: '2025-08-01',
      endsOn: null,
    });
    expect(changes.appointments[0]?.after).toMatchObject({ personId: teacher.id, startsOn: '2025-08-01' });
    expect(changes.assignments[0]?.after).toMatchObject({
      type: 'amnesgrupp',
      subjects: ['Matematik'],
      crossSubject: false,
      plannedShare: 15,
      needId: changes.needs[0]?.after.id,
    });
  });

  it.each<[string, RowText, object]>([
    [
      'codes and names of subjects with commas',
      { amnen: 'MA, sv,Engelska' },
      { subjects: ['Matematik', 'Svenska', 'Engelska'] },
    ],
    [
      'a subject whose name holds a comma',
      { amnen: 'Moderna språk, språkval, Bild' },
      { subjects: ['Moderna språk, språkval', 'Bild'] },
    ],
    ['subjects with semicolons', { amnen: 'Matematik;Bild' }, { subjects: ['Matematik', 'Bild'] }],
    ['subjects on lines of their own', { amnen: 'Matematik\nBild' }, { subjects: ['Matematik', 'Bild'] }],
    ['letters stored in two parts', { amnen: 'Slo\u0308jd' }, { subjects: ['Slöjd'] }],
    ['Ämnesövergripande', { amnen: 'ämnesövergripande' }, { subjects: [], crossSubject: true }],
    ['a type by its code', { uppdragstyp: 'likvardigBedomning' }, { type: 'likvardigBedomning' }],
    [
      'a type whose label holds a comma, and a second type',
      { uppdragstyp: 'Likvärdig bedömning, betyg och bedömning, Coachning' },
      { type: 'likvardigBedomning', secondaryTypes: ['coachning'] },
    ],
    ['a share with decimal comma and percent sign', { omfattning_procent: '12,5 %' }, { plannedShare: 12.5 }],
    ['an empty share', { omfattning_procent: '' }, { plannedShare: null }],
    [
      'formula text as plain text',
      { uppdrag: '=HYPERLINK("http://x","y")' },
      { title: '=HYPERLINK("http://x","y")' },
    ],
    ['an empty description as the name of the type', { uppdrag: '' }, { title: 'Leder ämnesgrupp' }],
  ])('reads %s', (_, row, assignment) => {
    expect(planned([row]).changes.assignments[0]?.after).toMatchObject(assignment);
  });

  it.each<[string, RowText, object]>([
    ['a kind in other letters', { slag: 'FORSTELARARE' }, { kind: 'Förstelärare' }],
    ['funding as a paragraph only', { finansiering: '§17' }, { funding: 'statsbidrag §17' }],
    ['funding without its sign', { finansiering: 'Statsbidrag 16' }, { funding: 'statsbidrag §16' }],
    ['own means', { finansiering: 'Egna medel' }, { funding: 'egna medel' }],
    ['a unit by name', { enhet: ' ekskolan ' }, { unitId: oakSchool.id }],
    ['a unit by code with a space', { enhet: '1000 0002' }, { unitId: oakSchool.id }],
    ['a unit by code with decimals', { enhet: '10000002,00' }, { unitId: oakSchool.id }],
    ['an id with a line break and a hard space', { tjanst_id: 'F\n001\u00a0B' }, { externalId: 'F 001 B' }],
    [
      'a last day that never comes',
      { tjanst_slut: '9999-12-31', innehav_slut: '2099-12-31' },
      { endsOn: null },
    ],
    ['an end in words', { tjanst_slut: 'tills vidare', innehav_slut: '-' }, { endsOn: null }],
    ['dates without hyphens', { tjanst_start: '20250801' }, { startsOn: '2025-08-01' }],
  ])('reads %s', (_, row, position) => {
    expect(planned([row]).changes.positions[0]?.after).toMatchObject(position);
  });

  it('reads a row without a holder as a vacant position', () => {
    const { changes, created } = planned([vacant]);
    expect([created, changes.appointments.length, changes.assignments.length]).toEqual([1, 0, 1]);
  });

  it('keeps several holders over time of one position, with one assignment', () => {
    const { changes, created } = planned([
      { innehav_slut: '2026-07-31' },
      { anstallningsnr: '1002', fornamn: 'Bo', efternamn: 'Prov', epost: '', innehav_start: '2026-08-01' },
    ]);
    expect([created, changes.appointments.length, changes.assignments.length, changes.people.length]).toEqual(
      [1, 2, 1, 1],
    );
  });

  it('dates the assignments by their holders when the rows differ', () => {
    const { changes } = planned([
      { innehav_slut: '2026-07-31' },
      {
        anstallningsnr: '1002',
        fornamn: 'Bo',
        efternamn: 'Prov',
        innehav_start: '2026-08-01',
        uppdrag: 'Handleder nya lärare',
        uppdragstyp: 'handledning',
      },
    ]);
    expect(changes.assignments.map(({ after }) => [after.type, after.startsOn, after.endsOn])).toEqual([
      ['amnesgrupp', '2025-08-01', '2026-07-31'],
      ['handledning', '2026-08-01', null],
    ]);
  });

  it.each([
    ['F-001', 'f-001'],
    ['F-001', 'F–001'],
    ['F-001', 'F- 001'],
  ])('remarks that %s and %s are read as two positions', (one, other) => {
    const { created, remarks } = planned([{ tjanst_id: one }, { ...vacant, tjanst_id: other }]);
    expect([created, remarks.map(({ line, column, text }) => [line, column, text])]).toEqual([
      2,
      [
        [
          3,
          'tjanst_id',
          `Beteckningarna ${other} och ${one} är nästan lika men läses som två tjänster. Är det samma tjänst, skriv dem lika.`,
        ],
      ],
    ]);
  });

  it('remarks that a last day that never comes is read as none', () => {
    expect(planned([{ tjanst_slut: '9999-12-31' }]).remarks).toEqual([
      { line: 2, column: 'tjanst_slut', text: 'Slutet 9999-12-31 läses som tills vidare.' },
    ]);
  });

  it('knows the same need by its words at the same unit', () => {
    const { changes } = planned([
      {},
      { tjanst_id: 'F-002', ...vacant, behov: 'fler ska nå  målen i matematik' },
      { tjanst_id: 'F-003', ...vacant, enhet: '10000002' },
    ]);
    expect(changes.needs.length).toBe(2);
  });
});

describe('a row that is wrong', () => {
  it.each<[string, RowText, string, string]>([
    [
      'no tjanst_id',
      { tjanst_id: '' },
      'tjanst_id',
      'Cellen tjanst_id är tom. Fyll i tjänstens beteckning, till exempel F-014.',
    ],
    [
      'a kind that does not exist',
      { slag: 'Mentor' },
      'slag',
      'Slaget ”Mentor” används inte. Skriv Förstelärare eller Lektor.',
    ],
    [
      'an unknown unit',
      { enhet: 'Tallskolan' },
      'enhet',
      'Enheten ”Tallskolan” finns inte i er organisation. Kontrollera stavningen, använd skolenhetskoden eller lägg till enheten under Organisation.',
    ],
    [
      'an unknown code',
      { enhet: '99999999' },
      'enhet',
      'Skolenhetskoden 99999999 finns inte i er organisation. Kontrollera koden, eller lägg till enheten under Organisation.',
    ],
    [
      'a code that lost a digit',
      { enhet: '1000001' },
      'enhet',
      'Skolenhetskoden 1000001 har sju siffror. Den ska ha åtta. Kontrollera om Excel har tagit bort en siffra, till exempel en inledande nolla.',
    ],
    [
      'a code with too many digits',
      { enhet: '100000011' },
      'enhet',
      'Skolenhetskoden 100000011 har 9 siffror. Den ska ha åtta. Kontrollera koden i Skolenhetsregistret.',
    ],
    [
      'a code that Excel has shortened',
      { enhet: '1E+07' },
      'enhet',
      'Skolenhetskoden har blivit förkortad av kalkylprogrammet. Formatera kolumnen som text och skriv koden med alla åtta siffror.',
    ],
    [
      'a unit that had ended',
      { enhet: '10000003' },
      'enhet',
      'Gamla skolan upphörde 30 juni 2024, innan tjänsten börjar. Ange enheten som tog över, eller rätta tjanst_start.',
    ],
    [
      'two units of one name',
      { enhet: 'Parkskolan' },
      'enhet',
      'Det finns flera enheter som heter ”Parkskolan”. Skriv skolenhetskoden i stället: 10000004 eller 10000005.',
    ],
    [
      'an area instead of a school',
      { enhet: area.versions[0]?.name ?? '' },
      'enhet',
      'Norra området är ett slag av enhet (rektorsområde) som inte har undervisning. Ange en skolenhet eller modersmålsenheten.',
    ],
    [
      'a misspelt subject',
      { amnen: 'Matematk' },
      'amnen',
      'Ämnet ”Matematk” finns inte i ämneslistan. Menas Matematik? Rätta stavningen, eller lägg till ämnet under Tjänster › Egna ämnen.',
    ],
    [
      'no subject',
      { amnen: '' },
      'amnen',
      'Cellen amnen är tom. Fyll i ett eller flera ämnen med komma emellan, eller Ämnesövergripande.',
    ],
    [
      'subjects and Ämnesövergripande',
      { amnen: 'Matematik, Ämnesövergripande' },
      'amnen',
      'Cellen har både ämnen och Ämnesövergripande. Ange antingen det ena eller det andra.',
    ],
    [
      'an unknown type',
      { uppdragstyp: 'Mentorskap' },
      'uppdragstyp',
      'Uppdragstypen ”Mentorskap” finns inte i listan. Välj en ur listan på sidan Läs in tjänster, eller skriv Annat och beskriv uppdraget i kolumnen uppdrag.',
    ],
    [
      'Annat without a description',
      { uppdragstyp: 'Annat', uppdrag: '' },
      'uppdrag',
      'Uppdragstypen är Annat. Beskriv då uppdraget i kolumnen uppdrag.',
    ],
    [
      'more than the whole working time',
      { omfattning_procent: '120' },
      'omfattning_procent',
      'Omfattningen är 120 procent. Den ska vara från 0 till 100: den del av arbetstiden som uppdraget får.',
    ],
    [
      'a share in words',
      { omfattning_procent: 'ca 20' },
      'omfattning_procent',
      'Omfattningen ”ca 20” går inte att läsa. Skriv hur stor del av arbetstiden uppdraget får, ett tal från 0 till 100.',
    ],
    [
      'a row of sums',
      { ...nothing, tjanst_id: 'Summa', omfattning_procent: '130' },
      'tjanst_id',
      'Raden ser ut som en summering, inte som en tjänst. Ta bort den.',
    ],
    [
      'the headings once more',
      Object.fromEntries(positionColumns.map(column => [column, column])),
      'tjanst_id',
      'Här står rubrikerna en gång till. Ta bort raden.',
    ],
    [
      'an id that Excel has rounded',
      { tjanst_id: '2,00101E+11' },
      'tjanst_id',
      'Tjänstens beteckning har blivit avrundad av kalkylprogrammet. Formatera kolumnen som text och skriv beteckningarna på nytt.',
    ],
    [
      'a sign that no database takes',
      { uppdrag: 'Leder\u0000ämnesgrupp' },
      'uppdrag',
      'Cellen innehåller ett osynligt tecken som inte är text. Skriv om innehållet i cellen, eller hämta filen på nytt.',
    ],
    [
      'a term in place of a day',
      { tjanst_start: 'HT25' },
      'tjanst_start',
      '”HT25” går inte att läsa som en dag. Skriv år, månad och dag: 2026-08-01.',
    ],
    [
      'the word vacant in place of a number',
      { anstallningsnr: 'Vakant', fornamn: 'Vakant', efternamn: 'Vakant' },
      'anstallningsnr',
      'Här står ”Vakant” i stället för en innehavare. Är tjänsten vakant, töm anstallningsnr, fornamn, efternamn och epost.',
    ],
    [
      'an end of nobody',
      { ...vacant, innehav_slut: '2026-99-99' },
      'innehav_slut',
      'Innehavet har ett slut men ingen innehavare. Fyll i anstallningsnr, fornamn och efternamn, eller töm innehav_slut om tjänsten är vakant.',
    ],
    [
      'a personnummer behind a letter',
      { anstallningsnr: 'E811218-9876' },
      'anstallningsnr',
      'Anställningsnumret ser ut som ett personnummer. Använd anställningsnumret ur personalsystemet; personnummer sparas inte här.',
    ],
    [
      'a date that does not exist',
      { tjanst_start: '2026-02-30' },
      'tjanst_start',
      'Dagen ”2026-02-30” finns inte. Skriv den som 2026-08-01.',
    ],
    [
      'a date as a number',
      { tjanst_start: '45870' },
      'tjanst_start',
      'Här står talet 45870 i stället för en dag. Formatera kolumnen som datum i Excel och spara filen på nytt.',
    ],
    [
      'an end before the start',
      { tjanst_slut: '2025-07-31' },
      'tjanst_slut',
      'Slutet, 2025-07-31, ligger före början, 2025-08-01. Rätta den dag som är fel.',
    ],
    [
      'a holder before the position',
      { innehav_start: '2025-07-31' },
      'innehav_start',
      'Innehavet börjar 2025-07-31 men tjänsten först 2025-08-01. Rätta innehav_start eller tjanst_start.',
    ],
    [
      'a holder without end in a position with one',
      { tjanst_slut: '2027-06-30' },
      'innehav_slut',
      'Tjänsten slutar 2027-06-30 men innehavet saknar slut. Fyll i innehav_slut, senast 2027-06-30.',
    ],
    [
      'a holder after the position',
      { tjanst_slut: '2027-06-30', innehav_slut: '2027-07-01' },
      'innehav_slut',
      'Innehavet slutar 2027-07-01 men tjänsten redan 2027-06-30. Rätta innehav_slut eller tjanst_slut.',
    ],
    [
      'a name without a number',
      { anstallningsnr: '' },
      'anstallningsnr',
      'Innehavaren har namn men inget anställningsnummer. Fyll i numret; en person känns igen på det, aldrig på namnet. Är tjänsten vakant, töm namnet också.',
    ],
    [
      'a personnummer as number',
      { anstallningsnr: '19811218-9876' },
      'anstallningsnr',
      'Anställningsnumret ser ut som ett personnummer. Använd anställningsnumret ur personalsystemet; personnummer sparas inte här.',
    ],
    [
      'a number that Excel has rounded',
      { anstallningsnr: '2,00101E+11' },
      'anstallningsnr',
      'Anställningsnumret har blivit avrundat av kalkylprogrammet. Formatera kolumnen som text och hämta numren på nytt.',
    ],
    [
      'a personnummer in a text',
      { uppdrag: 'Stöd för 811218-9876' },
      'uppdrag',
      'Cellen innehåller något som ser ut som ett personnummer. Ta bort det ur filen; personnummer sparas inte här.',
    ],
    [
      'a mail address without @',
      { epost: 'alva' },
      'epost',
      'E-postadressen ser inte rätt ut. Skriv den som namn@kommun.se, eller lämna cellen tom.',
    ],
    [
      'unknown funding',
      { finansiering: 'sponsring' },
      'finansiering',
      'Finansieringen ”sponsring” används inte. Skriv statsbidrag §16, statsbidrag §17 eller egna medel.',
    ],
  ])('says what to do about %s', (_, row, column, text) => {
    expect(problemsOf([row])).toEqual([[2, column, text]]);
  });

  it.each(positionColumns)('never repeats a personnummer, whichever column it stands in: %s', column => {
    const texts = problemsOf([{ [column]: '19811218-9876' }]).map(([, , text]) => text);
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.join()).not.toMatch(/811218/);
  });

  it('tells of everything that is wrong at once, row by row', () => {
    const found = problemsOf([
      { slag: 'x', tjanst_start: 'y' },
      { tjanst_id: 'F-002', enhet: 'z', ...vacant },
    ]);
    expect(found.map(([line, column]) => [line, column])).toEqual([
      [2, 'slag'],
      [2, 'tjanst_start'],
      [3, 'enhet'],
    ]);
  });

  it('names both rows when they disagree on one position', () => {
    expect(problemsOf([{ innehav_slut: '2026-07-31' }, { ...vacant, slag: 'Lektor' }])).toEqual([
      [
        3,
        'slag',
        'Rad 3 och rad 2 gäller samma tjänst, F-001, men har olika slag. Gör dem lika, eller ge den ena tjänsten en egen beteckning.',
      ],
    ]);
  });

  it('names both rows when two people hold one position', () => {
    expect(problemsOf([{}, { anstallningsnr: '1002', fornamn: 'Bo', innehav_start: '2026-08-01' }])).toEqual([
      [
        3,
        'innehav_start',
        'Rad 3 och rad 2 ger F-001 två innehavare samtidigt från 2026-08-01. En tjänst kan inte delas. Sätt innehav_slut på rad 2 till senast 2026-07-31, eller rätta innehav_start.',
      ],
    ]);
  });

  it('refuses that one person holds two positions at once', () => {
    expect(problemsOf([{}, { tjanst_id: 'F-002' }])).toEqual([
      [
        3,
        'anstallningsnr',
        'Innehavaren av F-002 innehar redan F-001 under samma tid (rad 2). En person kan inte ha två tjänster samtidigt. Rätta anställningsnumret eller dagarna.',
      ],
    ]);
  });

  it('refuses one number with two names', () => {
    const [problem] = problemsOf([
      { innehav_slut: '2026-07-31' },
      { tjanst_id: 'F-002', fornamn: 'Bo', innehav_start: '2026-08-01' },
    ]);
    expect(problem).toEqual([
      3,
      'anstallningsnr',
      'Rad 3 och rad 2 har samma anställningsnummer men olika namn. Rätta det som är fel.',
    ]);
  });

  it('says so when there are headings but no rows', () => {
    expect(problemsOf([])).toEqual([
      [null, null, 'Filen har rubriker men inga rader. Kontrollera att du har valt rätt fil.'],
    ]);
  });

  it('names the unit that took over one that has ended', () => {
    const succession = {
      predecessorId: endedSchool.id,
      successorId: oakSchool.id,
      happenedOn: '2024-07-01',
      kind: 'sammanslagning' as const,
    };
    const [problem] = problemsOf([{ enhet: 'Gamla skolan' }], knownWith({ successions: [succession] }));
    expect(problem?.[2]).toBe(
      'Gamla skolan upphörde 30 juni 2024, innan tjänsten börjar. Ange Ekskolan (10000002), som tog över, eller rätta tjanst_start.',
    );
  });
});

describe('a list read into a register that already has something', () => {
  const standing = () => registerAfter(planned([{}, { ...vacant, tjanst_id: 'F-002', enhet: '10000002' }]));
  const changesOf = (rows: readonly RowText[]) => planned(rows, standing());
  const same: RowText = { ...vacant, tjanst_id: 'F-002', enhet: '10000002' };

  it('changes nothing when it says the same, in whatever way it is written', () => {
    const result = changesOf([
      { slag: 'forstelarare', enhet: 'Björkskolan', amnen: 'MA', tjanst_start: '20250801' },
      same,
    ]);
    expect([result.created, result.changed, result.unchanged]).toEqual([0, 0, 2]);
    expect(Object.values(result.changes).flat()).toEqual([]);
  });

  it('leaves what an empty cell says nothing of', () => {
    expect(changesOf([{ behov: '', omfattning_procent: '', uppdrag: '', epost: '' }, same]).changed).toBe(0);
  });

  it('names the positions that the list lacks, and leaves them', () => {
    const result = changesOf([{}]);
    expect(result.missing).toEqual(['F-002']);
    expect(Object.values(result.changes).flat()).toEqual([]);
  });

  it('ends the earlier holder the day before the next', () => {
    const { changes, remarks } = changesOf([
      { anstallningsnr: '1002', fornamn: 'Bo', epost: '', innehav_start: '2026-08-01' },
      same,
    ]);
    expect(changes.appointments.map(({ after }) => [after.startsOn, after.endsOn])).toEqual([
      ['2026-08-01', null],
      ['2025-08-01', '2026-07-31'],
    ]);
    expect(remarks.map(remark => remark.text)).toEqual([
      'Den tidigare innehavarens tid slutar 31 juli 2026, dagen före den nya.',
    ]);
  });

  it('refuses another holder for the same time', () => {
    const found = problemsOf([{ anstallningsnr: '1002', fornamn: 'Bo' }], standing());
    expect(found.map(([line, column]) => [line, column])).toEqual([[2, 'innehav_start']]);
  });

  it('keeps a holder that the list does not mention, and says so', () => {
    const { changes, remarks } = changesOf([vacant, same]);
    expect(changes.appointments).toEqual([]);
    expect(remarks[0]?.text).toMatch(/^Tjänsten är vakant i filen men har en innehavare i Samsyn/);
  });

  it('ends a holder when the list says from which day the position is vacant', () => {
    const { changes } = changesOf([{ ...vacant, innehav_start: '2026-10-01' }, same]);
    expect(changes.appointments.map(({ after }) => after.endsOn)).toEqual(['2026-09-30']);
  });

  it('corrects an assignment in place, and keeps its id', () => {
    const known = standing();
    const { changes } = planned([{ uppdrag: 'Leder matematiken', omfattning_procent: '20' }, same], known);
    expect(
      changes.assignments.map(({ before: old, after }) => [
        old?.id === after.id,
        after.title,
        after.plannedShare,
      ]),
    ).toEqual([[true, 'Leder matematiken', 20]]);
  });

  it('lets the assignment follow when the position gets an end', () => {
    const { changes } = changesOf([{ tjanst_slut: '2027-06-30', innehav_slut: '2027-06-30' }, same]);
    expect(changes.assignments.map(({ after }) => after.endsOn)).toEqual(['2027-06-30']);
  });

  it('gives a person the new name that stands in the list, and says so', () => {
    const { changes, remarks } = changesOf([{ efternamn: 'Provander' }, same]);
    expect(changes.people.map(({ after }) => after.familyName)).toEqual(['Provander']);
    expect(remarks[0]?.text).toBe('Personen har ett annat namn i filen än i Samsyn. Namnet i filen gäller.');
  });

  it('never takes the name of a protected person from a list', () => {
    const known = { ...standing(), people: [{ ...teacher, isProtected: true }] };
    expect(planned([{ efternamn: 'Provander' }, same], known).changes.people).toEqual([]);
  });

  it('refuses a person who already holds a position elsewhere', () => {
    const found = problemsOf(
      [{ ...same, anstallningsnr: '1001', fornamn: 'Alva', efternamn: 'Prov', innehav_start: today }],
      standing(),
    );
    expect(found[0]?.[2]).toMatch(/innehar redan F-001 under samma tid, enligt Samsyn/);
  });

  it('remarks on a large share, but takes it', () => {
    const { changes, remarks } = changesOf([{ omfattning_procent: '60' }, same]);
    expect(changes.assignments[0]?.after.plannedShare).toBe(60);
    expect(remarks[0]?.text).toMatch(/^Uppdraget tar 60 procent/);
  });
});

it('reads 20,000 rows in a time that grows no faster than the rows', () => {
  const rows = (count: number): RowText[] =>
    Array.from({ length: count }, (_, at) => ({
      tjanst_id: `F-${at}`,
      anstallningsnr: `N${at}`,
      behov: `Behov ${at % 500}`,
    }));
  const time = (count: number) => {
    const list = rows(count);
    // The time of the processor: other work on the machine is not the reading's.
    const from = process.cpuUsage();
    planned(list);
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000;
  };
  time(2_000);
  const [small, large] = [time(2_000), time(20_000)];
  expect(large).toBeLessThan(Math.max(small, 40) * 40);
});
