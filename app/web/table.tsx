import { html, raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { sv } from './sv.ts';

export type Column<Row> = {
  readonly key: string;
  readonly text: string;
  /** Numbers stand to the right. */
  readonly numeric?: boolean;
  readonly cell: (row: Row) => Child;
  /** What the column is sorted by; left out, it cannot be sorted. */
  readonly sortBy?: (row: Row) => string | number | null;
};

export type Sorting = { readonly key: string; readonly descending: boolean };

/** Reads `?sortera=namn` or `?sortera=-namn` from the address. */
export const readSorting = (query: URLSearchParams, fallback: string): Sorting => {
  const text = query.get('sortera') ?? fallback;
  return text.startsWith('-') ? { key: text.slice(1), descending: true } : { key: text, descending: false };
};

const collator = new Intl.Collator('sv', { numeric: true });

/** Rows in the order asked for; those without a value come last either way. */
export const sortRows = <Row,>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sorting: Sorting,
): Row[] => {
  const by = columns.find(column => column.key === sorting.key)?.sortBy;
  if (!by) return [...rows];
  const sign = sorting.descending ? -1 : 1;
  return rows
    .map(row => ({ row, value: by(row) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      if (typeof a.value === 'number' && typeof b.value === 'number') return sign * (a.value - b.value);
      return sign * collator.compare(String(a.value), String(b.value));
    })
    .map(entry => entry.row);
};

/** An address with one parameter changed; the others stay. */
export const withParameter = (path: string, query: URLSearchParams, name: string, value: string): string => {
  const changed = new URLSearchParams(query);
  changed.set(name, value);
  return `${path}?${changed}`;
};

/** A table that is drawn as something else keeps its parts for those who hear it. */
const tableRoles = {
  ...{ table: 'table', group: 'rowgroup', row: 'row', columnHead: 'columnheader' },
} as const;

/**
 * A table. The first column names the row. With `sorting`, the heads are links that sort, so it works without JavaScript;
 * on a narrow screen it scrolls within itself, reachable by keyboard, or with `stacks` shows each row as a list of what its heads say.
 */
export const Table = <Row,>({
  caption,
  columns,
  rows,
  foot,
  sorting,
  path,
  query,
  empty,
  hideCaption = false,
  stacks = false,
}: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  foot?: readonly Row[];
  sorting?: Sorting;
  path?: string;
  query?: URLSearchParams;
  empty?: string;
  hideCaption?: boolean;
  /** For a table that is read row by row. */
  stacks?: boolean;
}) => {
  if (rows.length === 0) return <p class="empty">{empty ?? sv.noRows}</p>;
  const shown = sorting ? sortRows(rows, columns, sorting) : rows;
  const role: Partial<typeof tableRoles> = stacks ? tableRoles : {};
  // Rows are written as text: a table of a large authority has thousands of cells, and an element for each takes time.
  const cell = (column: Column<Row>, at: number, row: Row) => {
    const look = column.numeric ? raw(' class="number"') : '';
    if (at === 0)
      return html`<th scope="row"${look}${stacks ? raw(' role="rowheader"') : ''}>${column.cell(row)}</th>`;
    return stacks
      ? html`<td${look} role="cell" data-head="${column.text}">${column.cell(row)}</td>`
      : html`<td${look}>${column.cell(row)}</td>`;
  };
  const rowRole = stacks ? raw(' role="row"') : '';
  const cells = (row: Row) => html`<tr${rowRole}>${columns.map((column, at) => cell(column, at, row))}</tr>`;
  return (
    <section class="table-frame" tabindex={0} aria-label={caption}>
      <table class={stacks ? 'ds-table stacks' : 'ds-table'} role={role.table}>
        <caption class={hideCaption ? 'ds-sr-only' : undefined}>{caption}</caption>
        <thead role={role.group}>
          <tr role={role.row}>
            {columns.map(column => {
              const sorted = sorting?.key === column.key;
              const order = sorting?.descending ? 'descending' : 'ascending';
              const next = sorted && !sorting.descending ? `-${column.key}` : column.key;
              return (
                <th
                  scope="col"
                  role={role.columnHead}
                  class={column.numeric ? 'number' : undefined}
                  aria-sort={sorted ? order : undefined}
                >
                  {sorting && path && query && column.sortBy ? (
                    <a
                      class="sort"
                      href={withParameter(path, query, 'sortera', next)}
                      title={sv.sort.by(column.text)}
                    >
                      {column.text}
                      {sorted && (
                        <span class="sort-mark" aria-hidden="true">
                          {sorting.descending ? '\u00a0↓' : '\u00a0↑'}
                        </span>
                      )}
                    </a>
                  ) : (
                    column.text
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody role={role.group}>{shown.map(cells)}</tbody>
        {foot && foot.length > 0 && <tfoot role={role.group}>{foot.map(cells)}</tfoot>}
      </table>
    </section>
  );
};

/** Links to the same table as files. */
export const Downloads = ({ path, query }: { path: string; query: URLSearchParams }) => (
  <p class="downloads">
    {sv.download}: <a href={withParameter(path, query, 'format', 'csv')}>CSV</a>,{' '}
    <a href={withParameter(path, query, 'format', 'xlsx')}>Excel</a>
  </p>
);
