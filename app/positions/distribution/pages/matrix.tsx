import { html } from 'hono/html';
import type { Html } from '#app/web/index.ts';
import { sv } from '../sv.ts';
import type { MatrixCell, SubjectMatrix } from '../use-blocks.ts';
import { figureLink } from './frame.tsx';
import { addressOf, type PageView } from './page-view.ts';

const text = sv.pages.matrix;

type MatrixRow = SubjectMatrix['rows'][number];

/** The colour of a number is a second voice: four steps, of the largest number there is. */
const SHADES = 4;

const Cell = (cell: MatrixCell, most: number): Html => {
  if (cell.isGap) return html`<td class="matrix-gap">${figureLink(cell.figure)}</td>`;
  if (!cell.arises)
    return html`<td class="matrix-none"><span aria-hidden="true">–</span><span class="ds-sr-only">${text.doesNotArise}</span></td>`;
  const shade = Math.ceil((SHADES * (cell.figure.value ?? 0)) / most);
  return html`<td class="matrix-${String(shade)}">${figureLink(cell.figure)}</td>`;
};

const PartName = ({ view, part }: { view: PageView; part: MatrixRow['part'] }) =>
  part.scope.directly ? (
    part.name
  ) : (
    <a href={addressOf(view, view.path, { enhet: part.scope.unitId })}>{part.name}</a>
  );

/** Units or areas by subjects, for a screen with room. The heads stay while the rest is scrolled. */
const MatrixTable = ({
  view,
  matrix,
  caption,
}: {
  view: PageView;
  matrix: SubjectMatrix;
  caption: string;
}) => {
  const most = Math.max(1, ...matrix.rows.flatMap(row => row.cells.map(cell => cell.figure.value ?? 0)));
  return (
    <section class="table-frame matrix-frame" tabindex={0} aria-label={caption}>
      <table class="matrix">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{sv.pages.heads.unit}</th>
            {matrix.columns.map(subject => (
              <th scope="col" class="matrix-head">
                <span>{subject}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map(({ part, cells }) => (
            <tr>
              <th scope="row">
                <PartName view={view} part={part} />
              </th>
              {cells.map(cell => Cell(cell, most))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

/** The same, unit by unit, for small screens and for paper. */
const MatrixList = ({ view, matrix }: { view: PageView; matrix: SubjectMatrix }) => (
  <ul class="matrix-list">
    {matrix.rows.map(({ part, cells }) => {
      const named = matrix.columns.map((subject, at) => ({ subject, cell: cells[at] }));
      const taken = named.filter(({ cell }) => cell && cell.figure.value !== 0);
      const missing = named.filter(({ cell }) => cell?.isGap);
      return (
        <li>
          <h3>
            <PartName view={view} part={part} />
          </h3>
          <p>
            {taken.length === 0
              ? text.none
              : taken.map(({ subject, cell }, at) => (
                  <>
                    {at > 0 && ', '}
                    {at === 0 ? subject : subject.toLowerCase()} {cell && figureLink(cell.figure)}
                  </>
                ))}
          </p>
          {missing.length > 0 && (
            <p class="help">{text.missing(missing.map(({ subject }) => subject.toLowerCase()))}</p>
          )}
        </li>
      );
    })}
  </ul>
);

/** Where there are positions in which subjects, and where they are missing: as a table, or as a list where there is less room. */
export const SubjectMatrixView = (shown: { view: PageView; matrix: SubjectMatrix; caption: string }) => (
  <div class="matrix-view">
    <MatrixTable {...shown} />
    <p class="help matrix-key">
      <span class="matrix-gap matrix-sample" aria-hidden="true" /> {text.key}
    </p>
    <MatrixList {...shown} />
  </div>
);
