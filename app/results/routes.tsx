import { fullName, loadPeople } from '#app/access/index.ts';
import type { Scoped } from '#app/database/index.ts';
import { loadUnits } from '#app/organisation/index.ts';
import { academicYearOf, parseAcademicYear } from '#app/shared/academic-year.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { isId } from '#app/shared/id.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import type { Place } from '#app/shared/permission.ts';
import { compareSwedish } from '#app/shared/swedish.ts';
import { type Crumb, get, post, postJson, type Route, type Visit } from '#app/web/index.ts';
import { type Receipt, receiveDeliveries, restoreDelivery, withdrawDelivery } from './actions.ts';
import { coverageOf } from './coverage.ts';
import { type DeliveryScope, isWithdrawalReason, type Surroundings } from './delivery.ts';
import { isDeliveryKind, kindDescriptions } from './kind.ts';
import { DeliverPage } from './pages/deliver/page.tsx';
import { sv as deliverTexts } from './pages/deliver/sv.ts';
import { DeliveriesPage, DeliveryPage, deliveryHref, WithdrawPage } from './pages/deliveries.tsx';
import { sv } from './pages/sv.ts';
import type { ColumnChoice } from './reading.ts';
import { receiptTexts } from './receipt.ts';
import { readSentDeliveries } from './sent-delivery.ts';
import { findDelivery, loadCells, loadChoices, loadDeliveries, loadHistory } from './store.ts';
import { namedSubjects } from './suppression/block-of-cells.ts';
import { loadSurroundings, loadWeighingGrounds } from './surroundings-reading.ts';
import { sv as roomTexts } from './sv.ts';

const results: Crumb = { text: sv.title, href: '/resultat' };
const home: Crumb = { text: sv.deliveries.title, href: '/resultat/inlamningar' };

/** Which unit the results of a code are of; null, the whole authority, where none has it. */
const unitsByCode = async (tx: Scoped): Promise<(schoolUnitCode: string) => string | null> => {
  const ids = new Map((await loadUnits(tx)).map(unit => [unit.schoolUnitCode, unit.id]));
  return schoolUnitCode => ids.get(schoolUnitCode) ?? null;
};

const placeOf = async (visit: Visit): Promise<Place | null> => {
  const id = visit.parameters.id ?? '';
  if (!isId(id)) return null;
  return visit.transact(async tx => {
    const delivery = await findDelivery(tx, id);
    if (!delivery) return null;
    const unitOf = await unitsByCode(tx);
    return { unitId: unitOf(delivery.scope.schoolUnitCode) };
  });
};

/** The academic year of the address ('2025' or '2025/26'), else the latest with deliveries, else the present one. */
const yearOf = (visit: Visit, years: readonly number[], present: number): number => {
  const asked = visit.query.get('lasar') ?? '';
  const year = /^\d{4}$/.test(asked) ? Number(asked) : parseAcademicYear(asked);
  return year ?? years[0] ?? present;
};

const nameIn = async (tx: Scoped): Promise<(personId: string | null) => string> => {
  const people = new Map((await loadPeople(tx)).map(person => [person.id, person]));
  return personId => {
    const person = personId === null ? undefined : people.get(personId);
    return person && !person.isProtected ? fullName(person) : sv.delivery.byCommand;
  };
};

/** The columns chosen before for a kind, and for the kinds of files it may be joined to. */
const loadChoicesFor = async (tx: Scoped, kind: string): Promise<ColumnChoice[]> => {
  if (!isDeliveryKind(kind)) return [];
  const choices: ColumnChoice[] = [];
  for (const one of [kind, ...kindDescriptions[kind].linked.map(file => file.kind)])
    choices.push(...(await loadChoices(tx, one)));
  return choices;
};

/** Academic years back that results may be delivered for: a cohort's whole time in school. */
const YEARS_BACK = 10;

const presentYear = (today: IsoDate): number => academicYearOf(today, []).startYear;

const statusOf: Readonly<Record<Receipt['kind'], number>> = { received: 200, asks: 409, refused: 422 };

const unitNameIn = ({ units }: Surroundings, { schoolUnitCode }: DeliveryScope): string =>
  units.find(unit => unit.schoolUnitCode === schoolUnitCode)?.name ?? schoolUnitCode;

/** Asks why a delivery that holds is to be withdrawn. */
const withdrawPage = async (visit: Visit, problems: readonly FieldError[]): Promise<Response> => {
  const id = visit.parameters.id ?? '';
  const found = await visit.transact(async tx => {
    const delivery = isId(id) ? await findDelivery(tx, id) : null;
    if (delivery?.state !== 'gäller') return null;
    return { delivery, unitName: unitNameIn(await loadSurroundings(tx), delivery.scope) };
  });
  if (!found) return visit.notFound();
  const { delivery, unitName } = found;
  return visit.page({
    title: sv.delivery.withdrawTitle,
    crumbs: [results, home, { text: unitName, href: deliveryHref(id) }, { text: sv.delivery.withdraw }],
    problems,
    body: <WithdrawPage {...{ delivery, unitName, problems }} />,
  });
};

/** The routes of deliveries. None of them takes a file: where pupils are read is the browser's own page. */
export const routes = (): Route[] => [
  get('/resultat/inlamningar', 'openResults', async visit => {
    const found = await visit.transact(async tx => {
      const { units } = await loadSurroundings(tx);
      const unitOf = await unitsByCode(tx);
      const seen = units.filter(
        unit => visit.viewer.may('seeUnitResults', { unitId: unitOf(unit.schoolUnitCode) }).allowed,
      );
      return { units: seen, deliveries: await loadDeliveries(tx) };
    });
    const present = presentYear(visit.today);
    const delivered = found.deliveries.map(({ scope }) => scope.academicYear);
    const years = [...new Set([...delivered, present])].sort((a, b) => b - a);
    const year = yearOf(visit, delivered, present);
    const units = found.units.sort((a, b) => compareSwedish(a.name, b.name));
    return visit.page({
      title: sv.deliveries.title,
      crumbs: [results, { text: sv.deliveries.title }],
      body: (
        <DeliveriesPage
          {...{ year, years, ...coverageOf(year, units, found.deliveries, visit.today) }}
          mayDeliver={visit.viewer.may('deliverResults', { unitId: null }).allowed}
        />
      ),
    });
  }),
  get('/resultat/inlamningar/ny', 'deliverResults', visit => {
    const present = presentYear(visit.today);
    return visit.page({
      title: deliverTexts.title,
      crumbs: [results, home, { text: deliverTexts.title }],
      program: 'app/browser/deliver',
      body: (
        <DeliverPage
          years={Array.from({ length: YEARS_BACK }, (_, at) => present - at)}
          today={visit.today}
        />
      ),
    });
  }),
  get('/resultat/inlamningar/underlag.json', 'deliverResults', async visit => {
    const kind = visit.query.get('slag') ?? '';
    const known = await visit.transact(async tx => {
      const surroundings = await loadSurroundings(tx);
      const kinds = isDeliveryKind(kind) ? [kind] : [];
      const grounds = await loadWeighingGrounds(tx, kinds, surroundings, visit.today);
      const { standing, published, today } = grounds;
      return { surroundings, choices: await loadChoicesFor(tx, kind), standing, published, today };
    });
    return visit.json(known);
  }),
  postJson('/resultat/inlamningar', 'deliverResults', async visit => {
    const sent = readSentDeliveries(await visit.readJson());
    if (!sent.ok)
      return visit.json({ kind: 'refused', texts: [roomTexts.receipt.notCells], at: sent.at }, 422);
    const receipt = await visit.transact(tx => receiveDeliveries(tx, { ...sent.value, today: visit.today }));
    const hrefs =
      receipt.kind === 'received'
        ? [...receipt.received, ...receipt.unchanged].map(({ id }) => deliveryHref(id))
        : [];
    return visit.json({ kind: receipt.kind, texts: receiptTexts(receipt), hrefs }, statusOf[receipt.kind]);
  }),
  get(
    '/resultat/inlamningar/:id',
    'seeUnitResults',
    async visit => {
      const id = visit.parameters.id ?? '';
      const found = await visit.transact(async tx => {
        const delivery = isId(id) ? await findDelivery(tx, id) : null;
        if (!delivery) return null;
        const cells = await loadCells(tx, { deliveryId: id });
        const { units } = await loadSurroundings(tx);
        return {
          delivery,
          history: await loadHistory(tx, delivery.scope),
          subjects: namedSubjects(cells).sort(compareSwedish),
          unitName:
            units.find(unit => unit.schoolUnitCode === delivery.scope.schoolUnitCode)?.name ??
            delivery.scope.schoolUnitCode,
          nameOf: await nameIn(tx),
        };
      });
      if (!found) return visit.notFound();
      const mayDeliver = visit.viewer.may('deliverResults', { unitId: null }).allowed;
      const { scope } = found.delivery;
      return visit.page({
        title: `${roomTexts.kinds[scope.kind]}, ${found.unitName}`,
        crumbs: [results, home, { text: found.unitName }],
        body: <DeliveryPage {...found} mayDeliver={mayDeliver} />,
      });
    },
    placeOf,
  ),
  get('/resultat/inlamningar/:id/dra-tillbaka', 'deliverResults', visit => withdrawPage(visit, [])),
  post('/resultat/inlamningar/:id/dra-tillbaka', 'deliverResults', async visit => {
    const id = visit.parameters.id ?? '';
    const because = visit.form.text('skal');
    if (!isWithdrawalReason(because))
      return withdrawPage(visit, [{ field: 'skal', text: sv.delivery.becauseMissing }]);
    const withdrawn =
      isId(id) && (await visit.transact(tx => withdrawDelivery(tx, id, { because, today: visit.today })));
    return withdrawn ? visit.redirect(deliveryHref(id), sv.delivery.withdrawn) : visit.notFound();
  }),
  post('/resultat/inlamningar/:id/aterstall', 'deliverResults', async visit => {
    const id = visit.parameters.id ?? '';
    const receipt = isId(id) ? await visit.transact(tx => restoreDelivery(tx, id, visit.today)) : null;
    if (receipt?.kind !== 'received') return visit.notFound();
    const [standing] = [...receipt.received, ...receipt.unchanged];
    return visit.redirect(
      standing ? deliveryHref(standing.id) : '/resultat/inlamningar',
      sv.delivery.restored,
    );
  }),
];
