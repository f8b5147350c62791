import { academicYearLabel } from '#app/shared/academic-year.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { formatInstant, formatNumber, formatShortDate } from '#app/shared/swedish.ts';
import {
  ActionButton,
  Button,
  ButtonLink,
  Choices,
  Facts,
  Form,
  Notice,
  Select,
  State,
  Table,
} from '#app/web/index.ts';
import type { CoveragePlace, CoverageRow } from '../coverage.ts';
import { type ReceivedDelivery, withdrawalReasons } from '../delivery.ts';
import type { DeliveryKind } from '../kind.ts';
import type { NoticeRule } from '../remark.ts';
import { fewestInside } from '../suppression/thresholds.ts';
import { sv as roomTexts } from '../sv.ts';
import { Frame } from './frame.tsx';
import { sv } from './sv.ts';

const text = sv.deliveries;
const one = sv.delivery;

export const deliveryHref = (id: string): string => `/resultat/inlamningar/${id}`;

const day = (instant: Date): string => formatShortDate(instant.toISOString().slice(0, 10));

const Place = ({ semester, delivery, isAwaited }: CoveragePlace) => (
  <span class="place">
    {semester && `${semester} `}
    {delivery ? (
      <a href={deliveryHref(delivery.id)}>
        {[day(delivery.receivedAt), text.version(delivery.version)].filter(Boolean).join(', ')}
      </a>
    ) : (
      <State kind={isAwaited ? 'none' : 'open'}>{isAwaited ? text.awaited : text.missing}</State>
    )}
  </span>
);

const Places = ({ places }: { places: readonly CoveragePlace[] }) =>
  places.length === 0 ? (
    <span class="none" title={text.notTaught}>
      –
    </span>
  ) : (
    <div>
      {places.map(place => (
        <div>
          <Place {...place} />
        </div>
      ))}
    </div>
  );

/** Which deliveries an academic year has and lacks, unit by unit. */
export const DeliveriesPage = ({
  year,
  years,
  kinds,
  rows,
  mayDeliver,
}: {
  year: number;
  years: readonly number[];
  kinds: readonly DeliveryKind[];
  rows: readonly CoverageRow[];
  mayDeliver: boolean;
}) => (
  <Frame path="/resultat/inlamningar">
    <h1>{text.title}</h1>
    <p>{text.intro}</p>
    {mayDeliver && (
      <p>
        <ButtonLink href="/resultat/inlamningar/ny" look="primary">
          {text.deliver}
        </ButtonLink>
      </p>
    )}
    <form method="get" action="/resultat/inlamningar" class="filters" data-send-on-change>
      <Select
        name="lasar"
        label={text.year}
        value={String(year)}
        options={years.map(start => ({ value: String(start), text: academicYearLabel(start) }))}
      />
      <Button look="secondary">{text.show}</Button>
    </form>
    <Table
      caption={text.caption(academicYearLabel(year))}
      stacks
      rows={rows}
      empty={text.none}
      columns={[
        { key: 'unit', text: text.unit, cell: row => row.unit.name },
        ...kinds.map((kind, at) => ({
          key: kind,
          text: roomTexts.kinds[kind],
          cell: (row: CoverageRow) => <Places places={row.cells[at]?.places ?? []} />,
        })),
      ]}
    />
  </Frame>
);

/** Asks why a delivery is withdrawn, and tells what comes of it. */
export const WithdrawPage = ({
  delivery,
  unitName,
  problems,
}: {
  delivery: ReceivedDelivery;
  unitName: string;
  problems: readonly FieldError[];
}) => {
  const { kind, academicYear, semester } = delivery.scope;
  const what = [roomTexts.kinds[kind], unitName, roomTexts.yearAndSemester(academicYear, semester)].join(
    ', ',
  );
  return (
    <>
      <h1>{one.withdrawTitle}</h1>
      <p>{one.withdrawText(what)}</p>
      <Form action={`${deliveryHref(delivery.id)}/dra-tillbaka`}>
        <Choices
          name="skal"
          label={one.because}
          values={[]}
          problems={problems}
          options={withdrawalReasons.map(value => ({ value, text: one.reasons[value] }))}
        />
        <div class="buttons">
          <Button>{one.withdraw}</Button>
          <ButtonLink href={deliveryHref(delivery.id)}>{one.keep}</ButtonLink>
        </div>
      </Form>
    </>
  );
};

/** How many pupils a delivery is of, unless that would tell of the few. */
const pupilsOf = ({ pupils }: ReceivedDelivery): string =>
  pupils < fewestInside ? one.fewPupils : formatNumber(pupils);

/** One delivery: what it held, what was noted, and what came before and after it. */
export const DeliveryPage = ({
  delivery,
  unitName,
  subjects,
  history,
  nameOf,
  mayDeliver,
}: {
  delivery: ReceivedDelivery;
  unitName: string;
  subjects: readonly string[];
  history: readonly ReceivedDelivery[];
  nameOf: (personId: string | null) => string;
  mayDeliver: boolean;
}) => {
  const { scope, notices, state, withdrawn, replacedAt } = delivery;
  const mayRestore = mayDeliver && state !== 'gäller' && delivery.disposedAt === null;
  const earlier = history.filter(({ id, disposedAt }) => id !== delivery.id && disposedAt === null);
  const nothingHolds = history.every(row => row.state !== 'gäller');
  // Counts of rows and pupils, laid beside tables and beside each other, give away what the tables hide.
  const tellsCounts = mayDeliver && delivery.pupils >= fewestInside;
  const noted = Object.entries(notices) as [NoticeRule, number][];
  return (
    <>
      <h1>{`${roomTexts.kinds[scope.kind]}, ${unitName}`}</h1>
      <Facts
        facts={[
          [one.year, roomTexts.yearAndSemester(scope.academicYear, scope.semester)],
          [one.state, one.states[delivery.state]],
          [
            one.withdrawnOn,
            withdrawn && replacedAt ? `${formatInstant(replacedAt)}, ${nameOf(withdrawn.by)}` : null,
          ],
          [one.because, withdrawn && one.reasons[withdrawn.because]],
          [one.received, formatInstant(delivery.receivedAt)],
          [one.by, nameOf(delivery.receivedBy)],
          [one.pupils, mayDeliver ? pupilsOf(delivery) : null],
          [one.rows, tellsCounts ? formatNumber(delivery.rows) : null],
          [
            one.linked,
            tellsCounts && delivery.linkedPupils !== null ? formatNumber(delivery.linkedPupils) : null,
          ],
          [one.subjects, subjects.join(', ') || null],
          [one.cells, tellsCounts ? formatNumber(delivery.cellCount) : null],
        ]}
      />
      {!mayDeliver && <p class="help">{one.countsAreKept}</p>}
      {delivery.disposedAt !== null && (
        <Notice>
          <p>{one.disposed(day(delivery.disposedAt))}</p>
        </Notice>
      )}
      {mayDeliver && state === 'återkallad' && nothingHolds && earlier.length > 0 && (
        <Notice>
          <p>{one.nothingHolds}</p>
          <ul>
            {earlier.map(row => (
              <li>
                <a href={deliveryHref(row.id)}>{one.versionOf(row.version, day(row.receivedAt))}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {mayDeliver && state === 'gäller' && (
        <p>
          <ButtonLink href={`${deliveryHref(delivery.id)}/dra-tillbaka`}>{one.withdraw}</ButtonLink>
        </p>
      )}
      {mayRestore && (
        <ActionButton action={`${deliveryHref(delivery.id)}/aterstall`} fields={{}}>
          {one.restore}
        </ActionButton>
      )}
      {mayDeliver && noted.length > 0 && (
        <Table
          caption={one.notices}
          rows={noted}
          columns={[
            { key: 'notice', text: one.notice, cell: ([rule]) => roomTexts.notices[rule] },
            { key: 'count', text: one.count, numeric: true, cell: ([, count]) => formatNumber(count) },
          ]}
        />
      )}
      <Table
        caption={one.history}
        stacks
        rows={history}
        columns={[
          {
            key: 'version',
            text: one.version,
            cell: row => <a href={deliveryHref(row.id)}>{String(row.version)}</a>,
          },
          { key: 'received', text: one.received, cell: row => formatInstant(row.receivedAt) },
          { key: 'by', text: one.by, cell: row => nameOf(row.receivedBy) },
          ...(mayDeliver ? [{ key: 'pupils', text: one.pupils, numeric: true, cell: pupilsOf }] : []),
          {
            key: 'state',
            text: one.state,
            cell: row => (
              <State kind={row.state === 'gäller' ? 'done' : 'none'}>{one.states[row.state]}</State>
            ),
          },
        ]}
      />
      <p>{one.replaces}</p>
    </>
  );
};
