import { type Figure, liveFigureHref } from '#app/shared/figure.ts';
import type { Column } from '#app/web/index.ts';
import { partsOf } from '../suppression/block-of-cells.ts';
import type { Part } from '../suppression/group.ts';
import type { Audience } from '../suppression/thresholds.ts';
import type { TableRowShown } from '../table-actions.ts';
import type { TableQuestion } from '../table-question.ts';
import { isHidden, type ShownPart, shownIn, teachersNote } from './shown.ts';
import { sv } from './sv.ts';

/** A number, or words instead of it; with its figure a link. */
export const Shown = ({ part, figure = null }: { part: ShownPart; figure?: Figure | null }) => {
  if (part.value === null) return <span class="none">{part.text}</span>;
  return (
    <>
      {figure ? (
        <a class="figure" href={liveFigureHref(figure)}>
          {part.text}
        </a>
      ) : (
        part.text
      )}
      {part.isEarlier && <span class="help"> {sv.before}</span>}
    </>
  );
};

/** The columns that a table of the question can show. */
export const partColumns = (
  question: TableQuestion,
  figureOf: (row: TableRowShown, part: Part) => Figure | null = () => null,
): Column<TableRowShown>[] => {
  const heads = sv.partHeads(question.measure);
  return partsOf(question.measure).map(part => ({
    key: part,
    text: heads[part],
    numeric: true,
    cell: row => <Shown part={shownIn(row, part)} figure={figureOf(row, part)} />,
  }));
};

/** How much is hidden, and why. */
export const Legend = ({ rows, audience }: { rows: readonly TableRowShown[]; audience: Audience }) => {
  const hidden = rows.filter(({ group }) => isHidden(group)).length;
  const note = teachersNote(rows);
  const fewest = { 'inom huvudmannen': 'fem', 'utanför huvudmannen': 'tio' }[audience];
  return (
    <>
      <p class="help">{hidden === 0 ? sv.nothingHidden : sv.hiddenCount(hidden)}</p>
      {rows.some(({ group }) => Object.values(group.told).some(({ state }) => state !== 'visas')) && (
        <details>
          <summary>{sv.legendTitle}</summary>
          <p>{sv.legend(fewest)}</p>
        </details>
      )}
      {note && <p class="help">{note}</p>}
    </>
  );
};
