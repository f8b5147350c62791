import { type Database, withScope } from '#app/database/index.ts';
import {
  type FetchOptions,
  fetchPlannedEducations,
  readSiris,
  type SirisReport,
  skolverketTexts,
} from '#app/exchange/index.ts';
import { loadAuthority, loadPublishedValues, takeInRegister } from '#app/organisation/index.ts';
import { academicYearLabel, academicYearOf } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import type { Outcome } from '#app/shared/outcome.ts';
import type { FileError } from '#app/shared/table.ts';
import { WHOLE_COUNTRY } from '#app/shared/whole-country.ts';
import { chooseAuthority } from './authority.ts';
import { CommandProblem } from './command.ts';

type Where = { readonly authority?: string; readonly municipality?: string };

const municipalityOf = async (
  database: Database,
  { authority, municipality }: Where,
): Promise<{ authorityId: string; municipality: string }> => {
  const authorityId = await chooseAuthority(database, authority);
  const known = await withScope(database, { authorityId, personId: null }, loadAuthority, { readOnly: true });
  const code = municipality ?? known.municipalityCode;
  if (!code) throw new CommandProblem('Ange kommunen med --municipality, fyra siffror, till exempel 0126.');
  return { authorityId, municipality: code };
};

/** Takes in a report of SIRIS: as many values as were published, marks kept apart. Problems are told by `orTell`. */
export const importSiris = async (
  database: Database,
  bytes: Uint8Array,
  report: SirisReport,
  {
    fetchedOn,
    today,
    orTell,
    ...where
  }: Where & {
    readonly fetchedOn: IsoDate;
    readonly today: IsoDate;
    readonly orTell: <Value>(outcome: Outcome<Value, FileError>) => Value;
  },
): Promise<{ readonly values: number; readonly isUnpublished: boolean }> => {
  const { authorityId, municipality } = await municipalityOf(database, where);
  const read = orTell(readSiris(bytes, report, municipality));
  const values = read.values.map(({ place, ...value }) => ({
    ...value,
    ...{ schoolUnitCode: place, source: `Skolverket, SIRIS ${report}`, approximate: false, fetchedOn },
  }));
  if (values.length > 0)
    await withScope(database, { authorityId, personId: null }, tx => takeInRegister(tx, today, [], values));
  return { values: values.length, isUnpublished: read.isUnpublished };
};

/** The value that is published last of a year: when it is here, the year is whole and is never fetched again. */
const LAST_PUBLISHED = 'averageGradesMeritRating9thGrade';

/**
 * Fetches what Skolverket has published, for the function that reads the file. At most once a day, and never again when the last
 * academic year that can be published is here.
 */
export const fetchSkolverket = async (
  database: Database,
  {
    today,
    options,
    again,
    ...where
  }: Where & {
    readonly today: IsoDate;
    readonly options?: FetchOptions;
    readonly again: boolean;
  },
): Promise<Outcome<{ bytes: Uint8Array; municipality: string }, FileError>> => {
  const { authorityId, municipality } = await municipalityOf(database, where);
  const known = await withScope(database, { authorityId, personId: null }, tx => loadPublishedValues(tx), {
    readOnly: true,
  });
  const own = known.filter(({ source }) => source === 'Skolverket');
  if (own.some(({ fetchedOn }) => fetchedOn === today)) throw new CommandProblem(skolverketTexts.fetch.today);
  const wanted = academicYearOf(today, []).startYear - 1;
  const isWhole = own.some(
    ({ schoolUnitCode, measure, academicYearStart, value }) =>
      schoolUnitCode !== WHOLE_COUNTRY &&
      measure === LAST_PUBLISHED &&
      academicYearStart === wanted &&
      value !== null,
  );
  if (isWhole && !again)
    throw new CommandProblem(skolverketTexts.fetch.already('Skolverket', academicYearLabel(wanted)));
  const fetched = await fetchPlannedEducations(municipality, options);
  return fetched.ok ? { ok: true, value: { bytes: fetched.value, municipality } } : fetched;
};
