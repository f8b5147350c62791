/**
 * The rows that a figure counts, and the rule that makes the number of them, so that anyone can count again. Whose row it
 * is stands beside the cells, never in them: a name is looked up when a reader who may see it asks.
 */
export type FigureSource = {
  readonly columns: readonly string[];
  readonly rows: readonly SourceRow[];
  readonly rule: SourceRule;
};

export type SourceRow = {
  readonly cells: readonly SourceCell[];
  readonly unitId: string | null;
  readonly personId: string | null;
  /** The row itself tells something of the person: shown only to those who may see who it is. */
  readonly personal?: boolean;
};
export type SourceCell = string | number | null;

/** How the number follows from the rows. Columns are counted from 0; a row without a number in the column does not take part. */
export type SourceRule =
  | { readonly kind: 'rows' }
  /** The number stands in a row as it was told, and is never counted anew. */
  | { readonly kind: 'told'; readonly column: number }
  /** The number is not shown, and so its rows are not either. */
  | { readonly kind: 'withheld' }
  | { readonly kind: 'sum'; readonly column: number }
  /** What has come minus what has gone: nothing at all is 0. */
  | { readonly kind: 'balance'; readonly column: number }
  | { readonly kind: 'median' | 'lowest' | 'highest'; readonly column: number }
  | { readonly kind: 'ratio'; readonly of: number; readonly to: number; readonly times: number };

export const median = (values: readonly number[]): number | null => {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return low === undefined || high === undefined ? null : (low + high) / 2;
};

/** The number that the rule makes of the rows; null where there is nothing to make it of. */
export const valueOfSource = ({ rows, rule }: FigureSource): number | null => {
  const numbers = (column: number) =>
    rows.flatMap(({ cells }) => {
      const cell = cells[column];
      return typeof cell === 'number' ? [cell] : [];
    });
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  switch (rule.kind) {
    case 'rows':
      return rows.length;
    case 'withheld':
      return null;
    case 'told':
      return numbers(rule.column)[0] ?? null;
    case 'sum':
      return numbers(rule.column).length === 0 ? null : sum(numbers(rule.column));
    case 'balance':
      return sum(numbers(rule.column));
    case 'median':
      return median(numbers(rule.column));
    case 'lowest':
      return numbers(rule.column).length === 0 ? null : Math.min(...numbers(rule.column));
    case 'highest':
      return numbers(rule.column).length === 0 ? null : Math.max(...numbers(rule.column));
    case 'ratio': {
      const whole = rows.filter(
        ({ cells }) => typeof cells[rule.of] === 'number' && typeof cells[rule.to] === 'number',
      );
      const part = (column: number) => sum(whole.map(({ cells }) => Number(cells[column])));
      return part(rule.to) === 0 ? null : (rule.times * part(rule.of)) / part(rule.to);
    }
  }
};
