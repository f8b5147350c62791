import { isSchoolForm, type SchoolForm, schoolForms } from '#app/organisation/index.ts';
import { type IsoDate, isIsoDate } from '#app/shared/date.ts';
import type { Crumb, Visit } from '#app/web/index.ts';
import { type Distribution, distributionOf } from '../distribution.ts';
import { readDistribution } from '../reading.ts';
import { MOST_UNITS } from '../rows.ts';
import { atUnit, type Scope } from '../scope.ts';
import { sv } from '../sv.ts';

/** What a page of the distribution shows, as its address says: the unit, the school form, the days, units or areas. */
export type PageView = {
  readonly distribution: Distribution;
  readonly scope: Scope;
  readonly on: IsoDate;
  /** The earlier day to compare with, when one is given. */
  readonly compareOn: IsoDate | null;
  readonly byArea: boolean;
  /** School forms that the unit and those under it have. */
  readonly schoolForms: readonly SchoolForm[];
  readonly path: string;
  readonly query: URLSearchParams;
};

/** The view of a visit; null when the address speaks of a unit that does not exist that day. */
export const readView = async (visit: Visit): Promise<PageView | null> => {
  const reading = await visit.transact(tx => readDistribution(tx, visit.on));
  const distribution = distributionOf(reading);
  const unitId = visit.query.get('enhet') || null;
  const unknown = unitId !== null && !distribution.organisation.find(unitId);
  if (unknown && !distribution.place(unitId)) return null;
  const form = visit.query.get('skolform') ?? '';
  const earlier = visit.query.get('jamfor') ?? '';
  const scope: Scope = { unitId, schoolForm: isSchoolForm(form) ? form : null };
  const within = distribution.placesIn(atUnit(unitId));
  const chosen = visit.query.get('visa');
  const found = new Set(within.flatMap(place => place.unit.schoolForms));
  return {
    distribution,
    scope,
    on: visit.on,
    compareOn: isIsoDate(earlier) && earlier !== visit.on ? earlier : null,
    byArea: chosen === null ? distribution.placesIn(scope).length > MOST_UNITS : chosen === 'omraden',
    schoolForms: (Object.keys(schoolForms) as SchoolForm[]).filter(one => found.has(one)),
    path: visit.path,
    query: visit.query,
  };
};

/** The address of the view with some parameters changed; null takes one away. Sorting and format are never carried along. */
export const addressOf = (
  view: Pick<PageView, 'query'>,
  path: string,
  changes: Readonly<Record<string, string | null>> = {},
): string => {
  const query = new URLSearchParams(view.query);
  for (const [name, value] of Object.entries({ format: null, sortera: null, ...changes })) {
    if (value === null) query.delete(name);
    else query.set(name, value);
  }
  return query.size === 0 ? path : `${path}?${query}`;
};

/** From the authority down to the unit that is looked at: the way up and down. */
export const crumbsOf = (view: PageView): readonly Crumb[] => {
  const { distribution, scope, path } = view;
  const { organisation } = distribution;
  const root = organisation.root;
  const name = root?.name ?? distribution.reading.authorityName;
  if (scope.unitId === null) return [{ text: name }];
  const trail = organisation
    .upFrom(scope.unitId)
    .reverse()
    .filter(unit => unit.id !== root?.id);
  const last = trail.at(-1);
  const gone = distribution.place(scope.unitId)?.unit.name;
  return [
    { text: name, href: addressOf(view, path, { enhet: null }) },
    ...trail.slice(0, -1).map(unit => ({ text: unit.name, href: addressOf(view, path, { enhet: unit.id }) })),
    { text: last?.name ?? gone ?? sv.pages.unit },
  ];
};
