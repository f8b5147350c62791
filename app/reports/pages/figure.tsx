import { figureText } from '#app/documents/index.ts';
import { type Figure, liveFigureHref } from '#app/shared/figure.ts';
import type { FigureSource, SourceCell } from '#app/shared/figure-source.ts';
import { formatDate, formatNumber } from '#app/shared/swedish.ts';
import { Facts, Notice, Table } from '#app/web/index.ts';
import type { FigureQuestion } from '../figure-question.ts';
import { sv } from '../sv.ts';
import type { VisibleSource } from '../visible-source.ts';

/** So many rows are shown; there may be thousands behind a number of a large authority. */
const MOST_ROWS = 1_000;

export type FigurePageParts = {
  readonly figure: Figure;
  readonly question: FigureQuestion;
  readonly source: FigureSource;
  readonly visible: VisibleSource;
  readonly frozenAt: Date | null;
  /** What the figure is about, in words: unit first, then its conditions. */
  readonly about: readonly (readonly [name: string, text: string])[];
  /** The same question answered now: for the same day, and for today. */
  readonly sameDay: Figure | null;
  readonly today: Figure | null;
  /** The code in the address belongs to no frozen figure. */
  readonly notFrozen: boolean;
};

const cellText = (cell: SourceCell): string => {
  if (cell === null) return '–';
  if (typeof cell === 'string') return cell;
  return formatNumber(cell, Number.isInteger(cell) ? 0 : 1);
};

const SourceTable = ({ visible, rule }: { visible: VisibleSource; rule: string }) => {
  const isNumber = visible.columns.map((_, at) => visible.rows.some(row => typeof row[at] === 'number'));
  const shown = visible.rows.slice(0, MOST_ROWS);
  return (
    <>
      <p>{rule}</p>
      {visible.hidden > 0 && <p>{sv.hidden(visible.hidden)}</p>}
      {visible.columns.length > 0 && (
        <Table
          caption={sv.behind}
          hideCaption
          columns={visible.columns.map((name, at) => ({
            key: String(at),
            text: name,
            numeric: isNumber[at] ?? false,
            cell: (row: readonly SourceCell[]) => cellText(row[at] ?? null),
          }))}
          rows={shown}
          empty={sv.noRows}
        />
      )}
      {shown.length < visible.rows.length && <p>{sv.cut(shown.length, visible.rows.length)}</p>}
    </>
  );
};

const Now = ({ figure, text }: { figure: Figure; text: string }) => (
  <p>
    {text}{' '}
    <a class="figure" href={liveFigureHref(figure)}>
      {figureText(figure)}
    </a>
    .
  </p>
);

const TodaySection = ({ figure, sameDay, today, frozenAt }: FigurePageParts) => {
  const corrected = frozenAt !== null && sameDay !== null && sameDay.value !== figure.value;
  if (today === null) return null;
  const isToday = frozenAt === null && today.cut.on === figure.cut.on;
  if (isToday) return null;
  return (
    <section>
      <h2>{sv.today}</h2>
      {corrected && sameDay && <Now figure={sameDay} text={sv.corrected(figure.cut.on)} />}
      {!corrected && today.value === figure.value ? (
        <p>{sv.unchanged}</p>
      ) : (
        <Now figure={today} text={sv.todayText(today.cut.on)} />
      )}
    </section>
  );
};

/** The page behind a number: what it is, of what, in which state of the data, and the rows it counts. */
export const FigurePage = (parts: FigurePageParts) => {
  const { figure, question, source, visible, frozenAt, about } = parts;
  return (
    <>
      <h1>
        {question.title}: {figureText(figure)}
      </h1>
      {parts.notFrozen && (
        <Notice kind="warning">
          <p>{sv.notFrozen}</p>
        </Notice>
      )}
      <Facts
        facts={[
          ...about,
          [sv.facts.on, formatDate(figure.cut.on)],
          [sv.facts.cut, sv.facts.cutText(figure.cut.event)],
          [sv.facts.code, figure.code],
          [sv.facts.state, frozenAt === null ? sv.facts.live : sv.facts.frozen(frozenAt)],
        ]}
      />
      <h2>{sv.how}</h2>
      <p>{question.how}</p>
      <h2>{sv.behind}</h2>
      <SourceTable visible={visible} rule={sv.ruleText(source.rule, source.columns)} />
      <TodaySection {...parts} />
    </>
  );
};
