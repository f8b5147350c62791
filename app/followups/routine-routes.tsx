import type { Scoped } from '#app/database/index.ts';
import { renderPdf, renderWord } from '#app/documents/index.ts';
import {
  loadAcademicYears,
  loadAuthority,
  loadOrganisation,
  loadUnits,
  type OrganisationOn,
} from '#app/organisation/index.ts';
import { academicYearLabel, academicYearOf } from '#app/shared/academic-year.ts';
import { isIsoDate } from '#app/shared/date.ts';
import type { Edit } from '#app/shared/edit.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import type { Place } from '#app/shared/permission.ts';
import {
  ConflictPage,
  type Crumb,
  conflictTitle,
  type Difference,
  get,
  post,
  type Route,
  SentForm,
  type Visit,
} from '#app/web/index.ts';
import { type KeptNumbers, readUses } from './burden-reading.ts';
import { compareRoutines } from './comparison.ts';
import { fieldsOf } from './pages/fields.tsx';
import { ComparisonPage, RoutinePage, RoutinesPage, routinePath } from './pages/routine.tsx';
import { MOST_ROUNDS, RoutineDecisionForm, RoutineForm, UnionForm } from './pages/routine-forms.tsx';
import { RubricPage } from './pages/rubric.tsx';
import { sv } from './pages/sv.ts';
import { WheelPage } from './pages/wheel.tsx';
import {
  criteriaOf,
  type DecidedClause,
  decidingProblems,
  isUnlocked,
  type Routine,
  versionsToShow,
} from './routine.ts';
import {
  addHoliday,
  beginVersion,
  changeRoutine,
  createRoutine,
  decideRoutine,
  recordUnionStep,
} from './routine-actions.ts';
import { routineDocument } from './routine-document.ts';
import {
  type AdditionInput,
  additionField,
  MOST_ADDITIONS,
  type RoutineInput,
  roundField,
} from './routine-input.ts';
import { loadHolidays, loadRoutines, loadRubrics } from './routine-store.ts';
import { byCode, coreCriteria, freeCodes, type Level, type Rubric } from './rubric/rubric.ts';
import { SaidBefore, UnionSection } from './union/union-pages.tsx';
import { readUnionStanding } from './union/union-reading.ts';
import { dueDateIn } from './wheel.ts';

const empty = new SentForm();
export const home: Crumb = { text: sv.title, href: '/uppfoljning' };
export const listCrumb: Crumb = { text: sv.routine.list, href: '/uppfoljning/rutiner' };

/** What the board has decided, for a routine to rest on: told by the room that keeps it. */
export type DecidedClauses = (tx: Scoped) => Promise<readonly DecidedClause[]>;

/** What the files of documents are. */
export const documentTypes = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const;

/** The rubric that is shown before any version has been kept. */
const shippedRubric: Rubric = { version: 1, validFrom: '2026-01-01', criteria: coreCriteria };

const readRoutines = async (tx: Scoped, visit: Visit) => ({
  routines: await loadRoutines(tx),
  rubrics: await loadRubrics(tx),
  organisation: await loadOrganisation(tx, visit.today),
  units: await loadUnits(tx),
});
type Reading = Awaited<ReturnType<typeof readRoutines>>;

const unitName = (reading: Reading) => (unitId: string) =>
  reading.organisation.find(unitId)?.name ??
  reading.units.find(unit => unit.id === unitId)?.versions.at(-1)?.name ??
  '';

const isThis = (visit: Visit) => (one: Routine) =>
  one.routineId === visit.parameters.id && String(one.number) === visit.parameters.nummer;

/** The version of a routine that stands in the address. */
export const findInAddress = async (visit: Visit) => {
  const reading = await visit.transact(tx => readRoutines(tx, visit));
  const routine = reading.routines.find(isThis(visit));
  return routine ? { reading, routine } : null;
};

/** The part of the organisation that the routine in the address is for. */
const placeOfRoutine = async (visit: Visit): Promise<Place | null> => {
  const found = await findInAddress(visit);
  return found ? { unitId: found.routine.scope.unitId } : null;
};

/** Where a new routine would be: what the form says, else the first part of the organisation that is the viewer's to lead. */
const editablePlace = async (visit: Visit): Promise<Place | null> => {
  const organisation = await visit.transact(tx => loadOrganisation(tx, visit.today));
  if (visit.form.names().includes('title')) return { unitId: visit.form.text('unitId') || null };
  return firstEditable(visit, organisation);
};

const firstEditable = (visit: Visit, organisation: OrganisationOn): Place | null => {
  const places = [null, ...organisation.all().map(unit => unit.id)];
  const unitId = places.find(place => visit.viewer.may('editRoutine', { unitId: place }).allowed);
  return unitId === undefined ? null : { unitId };
};

/** The additions of a form: whatever codes it has room for, whether anything is said there or not. */
const readAdditions = (form: SentForm): AdditionInput[] =>
  freeCodes(new Set())
    .filter(code => form.names().includes(additionField(code, 'name')))
    .map(code => {
      const level = (number: Level): string => form.text(additionField(code, number));
      return {
        ...{ code, name: form.text(additionField(code, 'name')) },
        levels: [level(1), level(2), level(3), level(4)],
        rounds: form.texts(additionField(code, 'rounds')).map(Number),
      };
    });

const readForm = (form: SentForm): RoutineInput => ({
  title: form.text('title'),
  unitId: form.text('unitId'),
  fewest: form.text('fewest'),
  most: form.text('most'),
  startsOn: form.text('startsOn'),
  endsOn: form.text('endsOn'),
  helpText: form.text('helpText'),
  guide: form.text('guide'),
  schoolForms: form.texts('schoolForms'),
  otherUnits: form.text('otherUnits') !== '',
  rounds: Array.from({ length: MOST_ROUNDS }, (_, at) => ({
    dueDay: form.text(roundField(at + 1, 'dueDay')),
    criteria: form.texts(roundField(at + 1, 'criteria')),
  })),
  additions: readAdditions(form),
});

const markOf = (visit: Visit) => ({
  routineId: visit.parameters.id ?? '',
  number: Number(visit.parameters.nummer),
  seen: Number.parseInt(visit.form.text('version'), 10) || 0,
});

/** The routes of the routine, the rubric and the annual wheel. Fixed addresses come before those with an id. */
export const routineRoutes = ({
  decidedClauses,
  keptNumbers,
}: {
  readonly decidedClauses: DecidedClauses;
  readonly keptNumbers: KeptNumbers;
}): Route[] => {
  const routineForm = async (visit: Visit, form: SentForm, problems: readonly FieldError[]) => {
    const reading = await visit.transact(tx => readRoutines(tx, visit));
    const routine = reading.routines.find(isThis(visit)) ?? null;
    if (visit.parameters.id !== undefined && routine?.state !== 'utkast') return visit.notFound();
    const rubric = reading.rubrics.at(-1) ?? shippedRubric;
    const units = reading.organisation
      .all()
      .filter(
        unit => unit.kind !== 'Huvudman' && visit.viewer.may('editRoutine', { unitId: unit.id }).allowed,
      )
      .map(unit => ({ value: unit.id, text: unit.name }));
    const title = routine ? sv.routine.change : sv.routine.form.newTitle;
    // A code is never used again, neither in another routine nor in a later version: what it meant is kept.
    const known = routine?.additions.map(one => one.code) ?? [];
    const taken = new Set(reading.routines.flatMap(one => one.additions.map(({ code }) => code)));
    const slots = [...known, ...freeCodes(taken)]
      .slice(0, Math.max(known.length, MOST_ADDITIONS))
      .sort(byCode);
    return visit.page({
      title,
      crumbs: [home, listCrumb, { text: title }],
      problems,
      body: <RoutineForm {...{ routine, slots, units, form, problems }} criteria={rubric.criteria} />,
    });
  };

  /** Where the form would move the routine, the viewer must lead as well. */
  const mayPlace = (visit: Visit): FieldError[] => {
    const unitId = visit.form.text('unitId') || null;
    const decision = visit.viewer.may('editRoutine', { unitId });
    return decision.allowed ? [] : [{ field: 'unitId', text: decision.because }];
  };

  /** The clause that a routine was decided by, for those who may read what the board decides. */
  const clauseOf = async (visit: Visit, { decision }: Routine): Promise<DecidedClause | null> => {
    const clauseId = decision?.clauseId ?? null;
    if (clauseId === null || !visit.viewer.may('seeMatter', { unitId: null }).allowed) return null;
    return (await visit.transact(decidedClauses)).find(one => one.value === clauseId) ?? null;
  };

  const stepForm =
    (which: 'union' | 'decision') =>
    async (visit: Visit, form: SentForm, problems: readonly FieldError[]): Promise<Response> => {
      const found = await findInAddress(visit);
      if (!found || (which === 'decision' && found.routine.state !== 'utkast')) return visit.notFound();
      const { routine } = found;
      const title = which === 'union' ? sv.routine.unionForm.title : sv.routine.decisionForm.title;
      const clauses = which === 'decision' ? await visit.transact(decidedClauses) : [];
      const { views } = await visit.transact(tx => readUnionStanding(tx, visit.viewer, routine, visit.today));
      return visit.page({
        title,
        crumbs: [home, listCrumb, { text: routine.title, href: routinePath(routine) }, { text: title }],
        problems,
        body:
          which === 'union' ? (
            <UnionForm {...{ routine, views, form, problems }} />
          ) : (
            <RoutineDecisionForm {...{ routine, clauses, form, problems }} />
          ),
      });
    };

  const answer = async (
    visit: Visit,
    edit: Edit<Routine>,
    done: string,
    again: (visit: Visit, form: SentForm, problems: readonly FieldError[]) => Promise<Response>,
  ): Promise<Response> => {
    switch (edit.kind) {
      case 'saved':
        return visit.redirect(routinePath(edit.value), done);
      case 'wrong':
        return again(visit, visit.form, edit.problems);
      case 'missing':
        return visit.notFound();
      case 'conflict': {
        const { current } = edit;
        const shown = [
          ['title', current.title],
          ['helpText', current.helpText],
          ['guide', current.guide],
          ['startsOn', current.startsOn],
        ] as const;
        const differences: Difference[] = shown
          .filter(([name]) => visit.form.names().includes(name))
          .map(([name, theirs]) => ({
            label: sv.routine.form[name],
            theirs,
            yours: visit.form.text(name),
          }));
        return visit.page({
          title: conflictTitle,
          status: 409,
          crumbs: [home, listCrumb, { text: conflictTitle }],
          body: (
            <ConflictPage
              {...{ action: visit.path, back: routinePath(current), differences, form: visit.form }}
              mark={{ version: current.version }}
            />
          ),
        });
      }
    }
  };

  const showWheel = async (visit: Visit, form: SentForm, problems: readonly FieldError[]) => {
    const { routines, holidays, years } = await visit.transact(async tx => ({
      routines: await loadRoutines(tx),
      holidays: await loadHolidays(tx),
      years: await loadAcademicYears(tx),
    }));
    const year = academicYearOf(visit.today, years);
    const entries = routines
      .filter(one => one.state === 'beslutad' && (one.endsOn === null || one.endsOn >= year.startsOn))
      .flatMap(routine =>
        routine.rounds.map(round => ({
          on: dueDateIn(round.dueDay, year, holidays),
          what: sv.wheel.followUp(round.number, routine.title),
        })),
      )
      .sort((a, b) => (a.on < b.on ? -1 : 1));
    return visit.page({
      title: sv.wheel.title,
      crumbs: [home, { text: sv.wheel.title }],
      problems,
      body: (
        <WheelPage
          {...{ entries, holidays, form, problems }}
          label={academicYearLabel(year.startYear)}
          startYear={year.startYear}
          today={visit.today}
          mayEdit={visit.viewer.may('editRoutine', { unitId: null }).allowed}
        />
      ),
    });
  };

  return [
    get('/uppfoljning/matris', 'seeRoutine', async visit => {
      const rubrics = await visit.transact(loadRubrics);
      const rubric =
        rubrics.filter(one => one.validFrom <= visit.on).at(-1) ?? rubrics.at(-1) ?? shippedRubric;
      return visit.page({
        title: sv.rubric.title,
        crumbs: [home, { text: sv.rubric.title }],
        body: <RubricPage rubric={rubric} />,
      });
    }),

    get('/uppfoljning/arshjul', 'seeRoutine', visit => showWheel(visit, empty, [])),

    post('/uppfoljning/arshjul/lov', 'editRoutine', async visit => {
      const text = (name: string) => visit.form.text(name);
      const [name, startsOn, endsOn] = [text('name'), text('startsOn'), text('endsOn')];
      const problems: FieldError[] = [
        ...(name === '' ? [{ field: 'name', text: sv.wheel.nameMissing }] : []),
        ...(isIsoDate(startsOn) ? [] : [{ field: 'startsOn', text: sv.wheel.dateWrong }]),
        ...(isIsoDate(endsOn) ? [] : [{ field: 'endsOn', text: sv.wheel.dateWrong }]),
        ...(endsOn < startsOn ? [{ field: 'endsOn', text: sv.wheel.order }] : []),
      ];
      if (problems.length > 0) return showWheel(visit, visit.form, problems);
      await visit.transact(tx => addHoliday(tx, visit.today, { name, startsOn, endsOn }));
      return visit.redirect('/uppfoljning/arshjul', sv.wheel.saved);
    }),

    get('/uppfoljning/rutiner', 'seeRoutine', async visit => {
      const reading = await visit.transact(tx => readRoutines(tx, visit));
      const shown = [...Map.groupBy(reading.routines, one => one.routineId).values()].flatMap(versions =>
        versionsToShow(versions, visit.today),
      );
      return visit.page({
        title: sv.routine.list,
        crumbs: [home, { text: sv.routine.list }],
        body: (
          <RoutinesPage
            routines={shown}
            unitName={unitName(reading)}
            mayCreate={firstEditable(visit, reading.organisation) !== null}
          />
        ),
      });
    }),

    get('/uppfoljning/rutiner/ny', 'editRoutine', visit => routineForm(visit, empty, []), editablePlace),

    post(
      '/uppfoljning/rutiner',
      'editRoutine',
      async visit => {
        const made = await visit.transact(tx => createRoutine(tx, visit.today, readForm(visit.form)));
        return made.ok
          ? visit.redirect(routinePath(made.value), sv.routine.created)
          : routineForm(visit, visit.form, made.problems);
      },
      editablePlace,
    ),

    get('/uppfoljning/rutiner/:id/:nummer', 'seeRoutine', async visit => {
      const found = await findInAddress(visit);
      if (!found) return visit.notFound();
      const { reading, routine } = found;
      const noted = await visit.transact(tx => readUses(tx, routine.routineId, keptNumbers, visit.today));
      const rubric = reading.rubrics.find(one => one.version === routine.rubricVersion) ?? shippedRubric;
      const standing = await visit.transact(tx => readUnionStanding(tx, visit.viewer, routine, visit.today));
      const before =
        reading.routines
          .filter(one => one.routineId === routine.routineId && one.number < routine.number)
          .at(-1) ?? null;
      return visit.page({
        title: routine.title,
        crumbs: [home, listCrumb, { text: routine.title }],
        body: (
          <RoutinePage
            {...{ routine }}
            versions={reading.routines.filter(one => one.routineId === routine.routineId)}
            criteria={criteriaOf(routine, rubric)}
            lacks={decidingProblems(routine, rubric)}
            noted={noted}
            unitName={unitName(reading)}
            unlocked={isUnlocked(routine, visit.today)}
            clause={await clauseOf(visit, routine)}
            mayEdit={visit.viewer.may('editRoutine', { unitId: routine.scope.unitId }).allowed}
            unionStep={
              routine.union === null ? (
                <UnionSection
                  {...{ standing, routine, noted, before }}
                  criteria={criteriaOf(routine, rubric)}
                />
              ) : (
                standing.views.length > 0 && <SaidBefore views={standing.views} />
              )
            }
          />
        ),
      });
    }),

    ...(['pdf', 'docx'] as const).map(format =>
      get(`/uppfoljning/rutiner/:id/:nummer/rutin.${format}`, 'seeRoutine', async visit => {
        const found = await findInAddress(visit);
        if (!found) return visit.notFound();
        const { reading, routine } = found;
        const rubric = reading.rubrics.find(one => one.version === routine.rubricVersion) ?? shippedRubric;
        const authority = await visit.transact(loadAuthority);
        const criteria = criteriaOf(routine, rubric);
        const manuscript = routineDocument(routine, criteria, {
          ...{ authority, unitName: unitName(reading), date: visit.today },
          fields: fieldsOf(criteria, { answered: [], opened: [], kept: [] }),
          clause: await clauseOf(visit, routine),
        });
        // Drawn outside any transaction: the embedded database has one session.
        const bytes = await (format === 'pdf' ? renderPdf(manuscript) : renderWord(manuscript));
        return visit.file(bytes, `${routine.title}.${format}`, documentTypes[format]);
      }),
    ),

    get('/uppfoljning/rutiner/:id/:nummer/jamfor', 'seeRoutine', async visit => {
      const found = await findInAddress(visit);
      const versions = found?.reading.routines.filter(one => one.routineId === found.routine.routineId) ?? [];
      const other = Number(visit.query.get('med') ?? '') || (found?.routine.number ?? 0) - 1;
      const before = versions.find(one => one.number === other);
      if (!found || !before) return visit.notFound();
      const title = sv.routine.comparison.title(before.number, found.routine.number);
      return visit.page({
        title,
        crumbs: [
          home,
          listCrumb,
          { text: found.routine.title, href: routinePath(found.routine) },
          { text: title },
        ],
        body: (
          <ComparisonPage
            before={before}
            after={found.routine}
            compared={compareRoutines(before, found.routine, unitName(found.reading))}
          />
        ),
      });
    }),

    get(
      '/uppfoljning/rutiner/:id/:nummer/andra',
      'editRoutine',
      visit => routineForm(visit, empty, []),
      placeOfRoutine,
    ),

    post(
      '/uppfoljning/rutiner/:id/:nummer/andra',
      'editRoutine',
      async visit => {
        const problems = mayPlace(visit);
        if (problems.length > 0) return routineForm(visit, visit.form, problems);
        const before = await findInAddress(visit);
        const edit = await visit.transact(tx =>
          changeRoutine(tx, visit.today, markOf(visit), readForm(visit.form)),
        );
        const falls = edit.kind === 'saved' && edit.value.union === null && before?.routine.union !== null;
        return answer(visit, edit, falls ? sv.routine.savedStepFalls : sv.routine.saved, routineForm);
      },
      placeOfRoutine,
    ),

    post(
      '/uppfoljning/rutiner/:id/:nummer/ny-version',
      'editRoutine',
      async visit => {
        const made = await visit.transact(tx => beginVersion(tx, visit.today, visit.parameters.id ?? ''));
        if (made === null) return visit.notFound();
        return made.ok
          ? visit.redirect(routinePath(made.value), sv.routine.newVersionDone)
          : visit.redirect(`/uppfoljning/rutiner/${visit.parameters.id}/${visit.parameters.nummer}`);
      },
      placeOfRoutine,
    ),

    get(
      '/uppfoljning/rutiner/:id/:nummer/fackligt',
      'editRoutine',
      visit => stepForm('union')(visit, empty, []),
      placeOfRoutine,
    ),

    post(
      '/uppfoljning/rutiner/:id/:nummer/fackligt',
      'editRoutine',
      async visit => {
        const text = (name: string) => visit.form.text(name);
        const step = { on: text('on'), form: text('form'), parties: text('parties'), view: text('view') };
        const edit = await visit.transact(tx => recordUnionStep(tx, visit.today, markOf(visit), step));
        return answer(visit, edit, sv.routine.unionSaved, stepForm('union'));
      },
      placeOfRoutine,
    ),

    get(
      '/uppfoljning/rutiner/:id/:nummer/beslut',
      'editRoutine',
      visit => stepForm('decision')(visit, empty, []),
      placeOfRoutine,
    ),

    post(
      '/uppfoljning/rutiner/:id/:nummer/beslut',
      'editRoutine',
      async visit => {
        const text = (name: string) => visit.form.text(name);
        const input = {
          ...{ decidedOn: text('decidedOn'), decidedBy: text('decidedBy') },
          ...{ paragraph: text('paragraph'), clauseId: text('clauseId') },
        };
        const edit = await visit.transact(async tx => {
          const known = await decidedClauses(tx);
          const clauseId = known.some(one => one.value === input.clauseId) ? input.clauseId : '';
          return decideRoutine(tx, visit.today, markOf(visit), { ...input, clauseId });
        });
        return answer(visit, edit, sv.routine.decided, stepForm('decision'));
      },
      placeOfRoutine,
    ),
  ];
};
