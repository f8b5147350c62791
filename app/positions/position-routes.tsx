import { fullName } from '#app/access/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Edit } from '#app/shared/edit.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import type { Place } from '#app/shared/permission.ts';
import { askedFormat, tableFileTypes, type WriteTable } from '#app/shared/table.ts';
import {
  ConflictPage,
  type Crumb,
  conflictTitle,
  type Difference,
  get,
  type Html,
  post,
  type Route,
  readSorting,
  SentForm,
  type Visit,
} from '#app/web/index.ts';
import {
  addPosition,
  appoint,
  changeAppointment,
  changeAssignment,
  changePosition,
  giveAssignment,
} from './actions.ts';
import { assignmentTypes, isAssignmentType } from './assignment-type.ts';
import type { AppointmentInput, AssignmentInput, PositionInput } from './change.ts';
import { historyEntries, type Naming } from './history.ts';
import { holderName } from './holder-name.ts';
import { ListPage } from './pages/list.tsx';
import { PositionPage } from './pages/position.tsx';
import { AppointForm, AppointmentForm, AssignmentForm, PositionForm } from './pages/position-forms.tsx';
import { unitOptions } from './pages/unit-options.ts';
import { firstPlace } from './place.ts';
import { placedSince, stretchesOf, unitIdOn } from './placement.ts';
import type { Appointment, Assignment, CareerPosition } from './position.ts';
import { chosenLines, positionLines, positionTable, readChoice } from './position-list.ts';
import { type RegisterReading, readHistory, readRegister } from './reading.ts';
import { unitName } from './rules.ts';
import { crossSubjectName } from './subject.ts';
import { sv } from './sv.ts';

const empty = new SentForm();
const home: Crumb = { text: sv.title, href: '/tjanster' };
const crumbTo = (position: CareerPosition): Crumb => ({
  text: position.externalId,
  href: `/tjanster/${position.id}`,
});

const nameOfUnit = (reading: RegisterReading, unitId: string, on?: IsoDate): string => {
  const unit = reading.units.get(unitId);
  return unit ? unitName(unit, on) : '';
};

/** Where the reader may edit: the unit in the form when there is one, else the first that is theirs. */
export const editablePlace = async (visit: Visit): Promise<Place | null> => {
  const { organisation } = await visit.transact(tx => readRegister(tx, visit.today));
  const unitId = visit.form.text('unitId');
  return unitId !== '' && organisation.find(unitId)
    ? { unitId }
    : firstPlace(visit.viewer, 'editPosition', organisation);
};

/** Something may be placed only at a unit where the person may edit today: at none that has ended, and at none that is to come. */
export const mayPlaceAt = (visit: Visit): FieldError[] => {
  const unitId = visit.form.text('unitId');
  const isAllowed = unitId === '' || visit.viewer.may('editPosition', { unitId }).allowed;
  return isAllowed ? [] : [{ field: 'unitId', text: sv.rules.unit }];
};

/** The unit of the position in the address, and those who have held it. */
const placeOfPosition = async (visit: Visit): Promise<Place | null> => {
  const { register } = await visit.transact(tx => readRegister(tx, visit.today));
  const position = register.positions.find(one => one.id === visit.parameters.id);
  if (!position) return null;
  const holders = register.appointments.filter(one => one.positionId === position.id);
  return { unitId: unitIdOn(position, visit.today), personIds: holders.map(one => one.personId) };
};

/** Units where the reader may place something today, and the one that is known, so that it can be kept. */
export const placeableUnits = (visit: Visit, { organisation }: RegisterReading, known: string | null) =>
  unitOptions(
    organisation
      .teachingUnits()
      .filter(unit => unit.id === known || visit.viewer.may('editPosition', { unitId: unit.id }).allowed),
    organisation,
  );

const readPositionForm = (form: SentForm): PositionInput => ({
  externalId: form.text('externalId'),
  kind: form.text('kind'),
  unitId: form.text('unitId'),
  movesOn: form.text('movesOn'),
  funding: form.text('funding'),
  startsOn: form.text('startsOn'),
  endsOn: form.text('endsOn'),
});

const readAppointmentForm = (form: SentForm): AppointmentInput => ({
  employeeNumber: form.text('employeeNumber'),
  givenName: form.text('givenName'),
  familyName: form.text('familyName'),
  email: form.text('email'),
  startsOn: form.text('startsOn'),
  endsOn: form.text('endsOn'),
});

const readAssignmentForm = (form: SentForm): AssignmentInput => ({
  type: form.text('type'),
  secondaryTypes: form.texts('secondaryTypes'),
  title: form.text('title'),
  needId: form.text('needId'),
  targetGroup: form.text('targetGroup'),
  plannedShare: form.text('plannedShare'),
  crossSubject: form.text('crossSubject') !== '',
  subjects: form.text('subjects'),
  startsOn: form.text('startsOn'),
  endsOn: form.text('endsOn'),
});

/** The version a form was opened at; one that lacks it fits nothing. */
export const versionOf = (form: SentForm): number => Number.parseInt(form.text('version'), 10) || 0;

type Field = readonly [name: string, theirs: string];

/** What stands now beside what was written, field by field. `inWords` turns a code into what a reader reads. */
export const differencesOf = (
  form: SentForm,
  fields: readonly Field[],
  inWords: (name: string, value: string) => string = (_, value) => value,
  labels: Readonly<Record<string, string>> = sv.position.facts,
): Difference[] =>
  fields.map(([name, theirs]) => ({
    label: labels[name] ?? name,
    theirs: inWords(name, theirs),
    yours: inWords(name, form.texts(name).join(', ')),
  }));

const periodFields = ({ startsOn, endsOn }: Appointment | Assignment | CareerPosition): Field[] => [
  ['startsOn', startsOn],
  ['endsOn', endsOn ?? ''],
];

const positionFields = (position: CareerPosition): Field[] => [
  ['externalId', position.externalId],
  ['kind', position.kind],
  ['unitId', position.unitId],
  ['movesOn', placedSince(position) ?? ''],
  ['funding', position.funding],
  ...periodFields(position),
];

const assignmentFields = (assignment: Assignment): Field[] => [
  ['type', assignment.type],
  ['title', assignment.title],
  ['subjects', assignment.subjects.join(', ')],
  ['crossSubject', assignment.crossSubject ? crossSubjectName : ''],
  ['targetGroup', assignment.targetGroup ?? ''],
  ['plannedShare', assignment.plannedShare === null ? '' : String(assignment.plannedShare).replace('.', ',')],
  ['needId', assignment.needId ?? ''],
  ['secondaryTypes', assignment.secondaryTypes.join(', ')],
  ...periodFields(assignment),
];

const codeInWords =
  (reading: RegisterReading) =>
  (name: string, value: string): string => {
    if (value === '') return '';
    if (name === 'unitId') return nameOfUnit(reading, value);
    if (name === 'needId') return reading.register.needs.find(need => need.id === value)?.title ?? '';
    if (name === 'crossSubject') return crossSubjectName;
    if (name === 'type' || name === 'secondaryTypes')
      return value
        .split(', ')
        .map(type => (isAssignmentType(type) ? assignmentTypes[type] : type))
        .join(', ');
    return value;
  };

/** The position of the address with the register around it, or null. */
const found = async (visit: Visit) => {
  const reading = await visit.transact(tx => readRegister(tx, visit.on));
  const position = reading.register.positions.find(one => one.id === visit.parameters.id);
  return position ? { reading, position } : null;
};

/** The routes of positions, their holders and their assignments. */
export const positionRoutes = ({ writeTable }: { readonly writeTable: WriteTable }): Route[] => {
  const formPage = (
    visit: Visit,
    position: CareerPosition | null,
    title: string,
    problems: readonly FieldError[],
    body: Html,
  ) =>
    visit.page({
      title,
      crumbs: [home, ...(position ? [crumbTo(position)] : []), { text: title }],
      problems,
      body,
    });

  const positionForm = async (visit: Visit, form: SentForm, problems: readonly FieldError[]) => {
    const reading = await visit.transact(tx => readRegister(tx, visit.today));
    const position = reading.register.positions.find(one => one.id === visit.parameters.id) ?? null;
    const units = placeableUnits(visit, reading, position?.unitId ?? null);
    const title = position ? sv.position.change : sv.form.newPosition;
    return formPage(
      visit,
      position,
      title,
      problems,
      <PositionForm {...{ position, units, form, problems }} />,
    );
  };

  const appointForm = async (visit: Visit, form: SentForm, problems: readonly FieldError[]) => {
    const one = await found(visit);
    if (!one) return visit.notFound();
    const { position } = one;
    return formPage(
      visit,
      position,
      sv.form.newAppointment,
      problems,
      <AppointForm {...{ position, form, problems }} />,
    );
  };

  const appointmentForm = async (visit: Visit, form: SentForm, problems: readonly FieldError[]) => {
    const one = await found(visit);
    const appointment = one?.reading.register.appointments.find(
      ({ id, positionId }) => id === visit.parameters.innehav && positionId === one.position.id,
    );
    if (!one || !appointment) return visit.notFound();
    const { position, reading } = one;
    const holder = holderName(
      visit.viewer,
      reading.people.get(appointment.personId),
      unitIdOn(position, visit.today),
    );
    return formPage(
      visit,
      position,
      sv.form.editAppointment,
      problems,
      <AppointmentForm {...{ position, appointment, holder, form, problems }} />,
    );
  };

  const assignmentForm = async (visit: Visit, form: SentForm, problems: readonly FieldError[]) => {
    const one = await found(visit);
    if (!one) return visit.notFound();
    const { position, reading } = one;
    const wanted = visit.parameters.uppdrag;
    const assignment = reading.register.assignments.find(
      ({ id, positionId }) => id === wanted && positionId === position.id,
    );
    if (wanted !== undefined && !assignment) return visit.notFound();
    const unitId = unitIdOn(position, visit.today);
    const above = new Set([unitId, ...reading.organisation.upFrom(unitId).map(unit => unit.id)]);
    const needs = reading.register.needs.filter(
      need =>
        need.id === assignment?.needId ||
        (above.has(unitIdOn(need, visit.today)) && (need.endedOn === null || need.endedOn >= visit.today)),
    );
    const title = assignment ? sv.form.editAssignment : sv.form.newAssignment;
    return formPage(
      visit,
      position,
      title,
      problems,
      <AssignmentForm
        {...{ position, needs, form, problems }}
        assignment={assignment ?? null}
        catalogue={reading.catalogue}
      />,
    );
  };

  /** What to answer when something of a position has been edited. */
  const answer = async <Value extends { readonly version: number }>(
    visit: Visit,
    edit: Edit<Value>,
    parts: {
      readonly done: string;
      readonly again: (problems: readonly FieldError[]) => Promise<Response>;
      readonly fields: (current: Value) => readonly Field[];
    },
  ): Promise<Response> => {
    const back = `/tjanster/${visit.parameters.id}`;
    switch (edit.kind) {
      case 'saved':
        return visit.redirect(back, parts.done);
      case 'wrong':
        return parts.again(edit.problems);
      case 'missing':
        return visit.notFound();
      case 'conflict': {
        const reading = await visit.transact(tx => readRegister(tx, visit.today));
        return visit.page({
          title: conflictTitle,
          status: 409,
          crumbs: [home, { text: conflictTitle }],
          body: (
            <ConflictPage
              action={visit.path}
              back={back}
              differences={differencesOf(visit.form, parts.fields(edit.current), codeInWords(reading))}
              form={visit.form}
              mark={{ version: edit.current.version }}
            />
          ),
        });
      }
    }
  };

  const showList = async (visit: Visit): Promise<Response> => {
    const reading = await visit.transact(tx => readRegister(tx, visit.on));
    const { organisation, register } = reading;
    const choice = readChoice(visit.query);
    const all = positionLines(reading, visit.viewer);
    const lines = chosenLines(all, choice, reading);
    const format = askedFormat(visit.query);
    if (format) {
      const table = positionTable(lines, visit.on, reading.event);
      return visit.file(
        await writeTable(table, format),
        `${sv.title} ${visit.on}.${format}`,
        tableFileTypes[format],
      );
    }
    const used = new Set(all.flatMap(line => line.assignment?.subjects ?? []));
    const isCross = all.some(line => line.assignment?.crossSubject);
    const subjects = reading.catalogue.all.map(subject => subject.name).filter(name => used.has(name));
    return visit.page({
      title: sv.title,
      body: (
        <ListPage
          {...{ lines, choice, organisation }}
          isEmpty={register.positions.length === 0}
          subjects={isCross ? [crossSubjectName, ...subjects] : subjects}
          sorting={readSorting(visit.query, 'tjanst')}
          query={visit.query}
          today={visit.today}
          mayEdit={firstPlace(visit.viewer, 'editPosition', organisation) !== null}
          mayImport={visit.viewer.may('importPositions', { unitId: null }).allowed}
        />
      ),
    });
  };

  const showPosition = async (visit: Visit): Promise<Response> => {
    const one = await found(visit);
    if (!one) return visit.notFound();
    const { reading, position } = one;
    const { register, people, organisation } = reading;
    const history = await visit.transact(tx => readHistory(tx, register, position));
    const unitId = unitIdOn(position, visit.today);
    const nameOf = (personId: string) => holderName(visit.viewer, people.get(personId), unitId);
    const naming: Naming = {
      // Who has done something in the register is open inside the authority, as in any register of theirs.
      actor: personId => {
        const person = people.get(personId);
        return person && !person.isProtected ? fullName(person) : sv.protected;
      },
      holder: nameOf,
      unit: unitId => nameOfUnit(reading, unitId),
      need: needId => register.needs.find(need => need.id === needId)?.title ?? '',
    };
    const latestFirst = (a: { startsOn: string }, b: { startsOn: string }) =>
      a.startsOn < b.startsOn ? 1 : -1;
    const belongs = (thing: { readonly positionId: string }) => thing.positionId === position.id;
    const title = sv.position.title(position.kind, position.externalId);
    const trail = organisation
      .upFrom(unitIdOn(position, visit.on))
      .reverse()
      .map(unit => ({ text: unit.name, href: `/tjanster?enhet=${unit.id}` }));
    return visit.page({
      title,
      crumbs: [home, ...trail.slice(1), { text: position.externalId }],
      body: (
        <PositionPage
          view={{
            position,
            unitName: nameOfUnit(reading, unitIdOn(position, visit.on), visit.on),
            places: stretchesOf(position, position)
              .map(place => ({ ...place, unitName: nameOfUnit(reading, place.unitId, place.startsOn) }))
              .reverse(),
            on: visit.on,
            appointments: register.appointments
              .filter(belongs)
              .sort(latestFirst)
              .map(appointment => ({ ...appointment, holder: nameOf(appointment.personId) })),
            assignments: register.assignments.filter(belongs).sort(latestFirst),
            needs: new Map(register.needs.map(need => [need.id, need])),
            history: historyEntries(history.events, history.imported, naming),
            mayEdit: visit.viewer.may('editPosition', { unitId }).allowed,
          }}
        />
      ),
    });
  };

  return [
    get('/tjanster', 'seePositions', showList),
    get('/tjanster/ny', 'editPosition', visit => positionForm(visit, empty, []), editablePlace),
    post(
      '/tjanster',
      'editPosition',
      async visit => {
        const refused = mayPlaceAt(visit);
        if (refused.length > 0) return positionForm(visit, visit.form, refused);
        const result = await visit.transact(tx => addPosition(tx, visit.today, readPositionForm(visit.form)));
        if (!result.ok) return positionForm(visit, visit.form, result.problems);
        const { id, externalId } = result.value;
        return visit.redirect(`/tjanster/${id}`, sv.form.positionSaved(externalId));
      },
      editablePlace,
    ),
    get('/tjanster/:id', 'seePositions', showPosition, placeOfPosition),
    get('/tjanster/:id/andra', 'editPosition', visit => positionForm(visit, empty, []), placeOfPosition),
    post(
      '/tjanster/:id/andra',
      'editPosition',
      async visit => {
        const refused = mayPlaceAt(visit);
        if (refused.length > 0) return positionForm(visit, visit.form, refused);
        const input = readPositionForm(visit.form);
        const edit = await visit.transact(tx =>
          changePosition(tx, visit.today, visit.parameters.id ?? '', versionOf(visit.form), input),
        );
        return answer(visit, edit, {
          done: sv.form.positionSaved(input.externalId),
          again: problems => positionForm(visit, visit.form, problems),
          fields: positionFields,
        });
      },
      placeOfPosition,
    ),
    get('/tjanster/:id/innehav', 'editPosition', visit => appointForm(visit, empty, []), placeOfPosition),
    post(
      '/tjanster/:id/innehav',
      'editPosition',
      async visit => {
        const edit = await visit.transact(tx =>
          appoint(tx, visit.today, visit.parameters.id ?? '', readAppointmentForm(visit.form)),
        );
        return answer(visit, edit, {
          done: sv.form.appointmentSaved,
          again: problems => appointForm(visit, visit.form, problems),
          fields: periodFields,
        });
      },
      placeOfPosition,
    ),
    get(
      '/tjanster/:id/innehav/:innehav',
      'editPosition',
      visit => appointmentForm(visit, empty, []),
      placeOfPosition,
    ),
    post(
      '/tjanster/:id/innehav/:innehav',
      'editPosition',
      async visit => {
        const { id = '', innehav = '' } = visit.parameters;
        const input = readAppointmentForm(visit.form);
        const edit = await visit.transact(tx =>
          changeAppointment(tx, visit.today, id, innehav, versionOf(visit.form), input),
        );
        return answer(visit, edit, {
          done: sv.form.appointmentSaved,
          again: problems => appointmentForm(visit, visit.form, problems),
          fields: periodFields,
        });
      },
      placeOfPosition,
    ),
    get('/tjanster/:id/uppdrag', 'editPosition', visit => assignmentForm(visit, empty, []), placeOfPosition),
    post(
      '/tjanster/:id/uppdrag',
      'editPosition',
      async visit => {
        const edit = await visit.transact(tx =>
          giveAssignment(tx, visit.today, visit.parameters.id ?? '', readAssignmentForm(visit.form)),
        );
        return answer(visit, edit, {
          done: sv.form.assignmentSaved,
          again: problems => assignmentForm(visit, visit.form, problems),
          fields: assignmentFields,
        });
      },
      placeOfPosition,
    ),
    get(
      '/tjanster/:id/uppdrag/:uppdrag',
      'editPosition',
      visit => assignmentForm(visit, empty, []),
      placeOfPosition,
    ),
    post(
      '/tjanster/:id/uppdrag/:uppdrag',
      'editPosition',
      async visit => {
        const { id = '', uppdrag = '' } = visit.parameters;
        const input = readAssignmentForm(visit.form);
        const edit = await visit.transact(tx =>
          changeAssignment(tx, visit.today, id, uppdrag, versionOf(visit.form), input),
        );
        return answer(visit, edit, {
          done: sv.form.assignmentSaved,
          again: problems => assignmentForm(visit, visit.form, problems),
          fields: assignmentFields,
        });
      },
      placeOfPosition,
    ),
  ];
};
