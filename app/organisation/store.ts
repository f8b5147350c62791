import type { Scoped } from '#app/database/index.ts';
import type { AcademicYear } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { SchoolForm, Succession, SuccessionKind, Unit, UnitKind, UnitVersion } from './unit.ts';

/** Huvudman: the school authority that this installation, or this part of it, belongs to. */
export type SchoolAuthority = {
  readonly name: string;
  readonly organisationNumber: string | null;
  readonly municipalityCode: string | null;
  /** 'bildningsnämnden' */
  readonly boardName: string;
  /** 'bildningsförvaltningen' */
  readonly administrationName: string;
  readonly clauseStyle: 'attSatser' | 'numbered';
};

export const loadAuthority = async (tx: Scoped): Promise<SchoolAuthority> => {
  const row = await tx.db.selectFrom('school_authority').selectAll().executeTakeFirstOrThrow();
  return {
    name: row.name,
    organisationNumber: row.organisation_number,
    municipalityCode: row.municipality_code,
    boardName: row.board_name,
    administrationName: row.administration_name,
    clauseStyle: row.clause_style,
  };
};

export const saveAuthority = async (tx: Scoped, authority: SchoolAuthority): Promise<void> => {
  const values = {
    name: authority.name,
    organisation_number: authority.organisationNumber,
    municipality_code: authority.municipalityCode,
    board_name: authority.boardName,
    administration_name: authority.administrationName,
    clause_style: authority.clauseStyle,
  };
  await tx.db
    .insertInto('school_authority')
    .values({ authority_id: tx.authorityId, ...values })
    .onConflict(conflict => conflict.column('authority_id').doUpdateSet(values))
    .execute();
};

/** Every unit that has ever been, with all its versions, oldest first. */
export const loadUnits = async (tx: Scoped): Promise<Unit[]> => {
  const [units, versions] = [
    await tx.db.selectFrom('organisation_unit').selectAll().execute(),
    await tx.db.selectFrom('organisation_unit_version').selectAll().orderBy('starts_on').execute(),
  ];
  const byUnit = new Map<string, UnitVersion[]>();
  for (const row of versions) {
    const version: UnitVersion = {
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      name: row.name,
      parentId: row.parent_unit_id,
      schoolForms: row.school_forms as SchoolForm[],
      yearLevels: row.year_levels,
    };
    const known = byUnit.get(row.unit_id);
    if (known) known.push(version);
    else byUnit.set(row.unit_id, [version]);
  }
  return units.map(row => ({
    id: row.unit_id,
    kind: row.kind as UnitKind,
    schoolUnitCode: row.school_unit_code,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    versions: byUnit.get(row.unit_id) ?? [],
  }));
};

/** Writes a unit and all its versions; what stood there before is replaced. */
export const saveUnit = async (tx: Scoped, unit: Unit): Promise<void> => {
  const values = {
    kind: unit.kind,
    school_unit_code: unit.schoolUnitCode,
    starts_on: unit.startsOn,
    ends_on: unit.endsOn,
  };
  await tx.db
    .insertInto('organisation_unit')
    .values({ authority_id: tx.authorityId, unit_id: unit.id, ...values })
    .onConflict(conflict => conflict.columns(['authority_id', 'unit_id']).doUpdateSet(values))
    .execute();
  await tx.db.deleteFrom('organisation_unit_version').where('unit_id', '=', unit.id).execute();
  await tx.db
    .insertInto('organisation_unit_version')
    .values(
      unit.versions.map(version => ({
        authority_id: tx.authorityId,
        unit_id: unit.id,
        starts_on: version.startsOn,
        ends_on: version.endsOn,
        name: version.name,
        parent_unit_id: version.parentId,
        school_forms: [...version.schoolForms],
        year_levels: [...version.yearLevels],
      })),
    )
    .execute();
};

export const loadSuccessions = async (tx: Scoped): Promise<Succession[]> => {
  const rows = await tx.db.selectFrom('unit_succession').selectAll().orderBy('happened_on').execute();
  return rows.map(row => ({
    predecessorId: row.predecessor_id,
    successorId: row.successor_id,
    happenedOn: row.happened_on,
    kind: row.kind as SuccessionKind,
  }));
};

export const saveSuccession = async (tx: Scoped, succession: Succession): Promise<void> => {
  await tx.db
    .insertInto('unit_succession')
    .values({
      authority_id: tx.authorityId,
      predecessor_id: succession.predecessorId,
      successor_id: succession.successorId,
      happened_on: succession.happenedOn,
      kind: succession.kind,
    })
    .execute();
};

export const loadAcademicYears = async (tx: Scoped): Promise<AcademicYear[]> => {
  const rows = await tx.db.selectFrom('academic_year').selectAll().orderBy('start_year').execute();
  return rows.map(row => ({
    startYear: row.start_year,
    startsOn: row.starts_on,
    springStartsOn: row.spring_starts_on,
    endsOn: row.ends_on,
  }));
};

export const saveAcademicYear = async (tx: Scoped, year: AcademicYear): Promise<void> => {
  const values = { starts_on: year.startsOn, spring_starts_on: year.springStartsOn, ends_on: year.endsOn };
  await tx.db
    .insertInto('academic_year')
    .values({ authority_id: tx.authorityId, start_year: year.startYear, ...values })
    .onConflict(conflict => conflict.columns(['authority_id', 'start_year']).doUpdateSet(values))
    .execute();
};

/**
 * Ett publicerat värde: a value from national statistics, as published. `mark` says what kind of value it is; a mark is
 * never a number, so `value` is null where only a mark was published.
 */
export type PublishedValue = {
  readonly source: string;
  readonly schoolUnitCode: string;
  readonly measure: string;
  readonly academicYearStart: number;
  readonly value: number | null;
  readonly raw: string | null;
  readonly mark: string;
  /** 'cirka 460': rounded by the publisher. */
  readonly approximate: boolean;
  readonly fetchedOn: IsoDate;
};

/** Published values of some measures, or of all. */
export const loadPublishedValues = async (
  tx: Scoped,
  measures?: readonly string[],
): Promise<PublishedValue[]> => {
  let query = tx.db.selectFrom('published_value').selectAll();
  if (measures) query = query.where('measure', 'in', [...measures]);
  const rows = await query.orderBy('academic_year_start', 'desc').execute();
  return rows.map(row => ({
    source: row.source,
    schoolUnitCode: row.school_unit_code,
    measure: row.measure,
    academicYearStart: row.academic_year_start,
    value: row.value,
    raw: row.raw,
    mark: row.mark,
    approximate: row.approximate,
    fetchedOn: row.fetched_on,
  }));
};

/** Writes published values; a newer reading of the same value replaces the older. */
export const savePublishedValues = async (tx: Scoped, values: readonly PublishedValue[]): Promise<void> => {
  for (let from = 0; from < values.length; from += 1_000) {
    await tx.db
      .insertInto('published_value')
      .values(
        values.slice(from, from + 1_000).map(value => ({
          authority_id: tx.authorityId,
          source: value.source,
          school_unit_code: value.schoolUnitCode,
          measure: value.measure,
          academic_year_start: value.academicYearStart,
          value: value.value,
          raw: value.raw,
          mark: value.mark,
          approximate: value.approximate,
          fetched_on: value.fetchedOn,
        })),
      )
      .onConflict(conflict =>
        conflict
          .columns(['authority_id', 'source', 'school_unit_code', 'measure', 'academic_year_start'])
          .doUpdateSet(excluded => ({
            value: excluded.ref('excluded.value'),
            raw: excluded.ref('excluded.raw'),
            mark: excluded.ref('excluded.mark'),
            approximate: excluded.ref('excluded.approximate'),
            fetched_on: excluded.ref('excluded.fetched_on'),
          })),
      )
      .execute();
  }
};
