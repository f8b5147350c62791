import type { Scoped } from '#app/database/index.ts';
import { askedText, type Figure, type FigureUnit } from '#app/shared/figure.ts';
import type { FigureSource } from '#app/shared/figure-source.ts';

/** En fryst siffra: a figure as it was printed, with the rows it counted. Nothing changes it afterwards. */
export type FrozenFigure = {
  readonly figure: Figure;
  readonly source: FigureSource;
  readonly frozenAt: Date;
};

/** A code stands for another question, or another answer to it. It is a fault to be told, never a figure to be lost. */
export class FigureCodeTaken extends Error {
  constructor(code: string) {
    super(`The figure code ${code} already belongs to another figure`);
  }
}

const CHUNK = 500;

const isSame = (a: Figure, b: Figure): boolean => askedText(a) === askedText(b) && a.value === b.value;

/**
 * Stores figures as they are printed, each with its source rows. A figure that is frozen already is left as it was, so the
 * same call again changes nothing. Throws `FigureCodeTaken`, and nothing is stored, when a code stands for something else.
 */
export const freezeFigures = async (
  tx: Scoped,
  figures: readonly Figure[],
  sourceOf: (figure: Figure) => FigureSource,
): Promise<void> => {
  const byCode = new Map<string, Figure>();
  for (const figure of figures) {
    const other = byCode.get(figure.code);
    if (other && !isSame(other, figure)) throw new FigureCodeTaken(figure.code);
    byCode.set(figure.code, figure);
  }
  const codes = [...byCode.keys()];
  for (let from = 0; from < codes.length; from += CHUNK) {
    const chunk = codes.slice(from, from + CHUNK);
    const known = await tx.db.selectFrom('frozen_figure').selectAll().where('code', 'in', chunk).execute();
    for (const row of known) {
      const figure = byCode.get(row.code);
      if (figure && !isSame(figure, toFrozen(row).figure)) throw new FigureCodeTaken(row.code);
      byCode.delete(row.code);
    }
  }
  const fresh = [...byCode.values()];
  for (let from = 0; from < fresh.length; from += CHUNK) {
    await tx.db
      .insertInto('frozen_figure')
      .values(
        fresh.slice(from, from + CHUNK).map(figure => ({
          authority_id: tx.authorityId,
          code: figure.code,
          question: figure.question,
          parameters: JSON.stringify(figure.parameters),
          value: figure.value,
          unit: figure.unit,
          missing: figure.missing ?? null,
          approximate: figure.approximate ?? false,
          cut_on: figure.cut.on,
          cut_event: figure.cut.event,
          frozen_at: tx.now,
          source: JSON.stringify(sourceOf(figure)),
        })),
      )
      // Somebody may have frozen the same figure at the same moment; the one that came first stays.
      .onConflict(conflict => conflict.columns(['authority_id', 'code']).doNothing())
      .execute();
  }
};

type FrozenRow = {
  readonly code: string;
  readonly question: string;
  readonly parameters: Record<string, string>;
  readonly value: number | null;
  readonly unit: string;
  readonly missing: string | null;
  readonly approximate: boolean;
  readonly cut_on: string;
  readonly cut_event: number;
  readonly frozen_at: Date;
  readonly source: FigureSource;
};

const toFrozen = (row: FrozenRow): FrozenFigure => ({
  figure: {
    code: row.code,
    value: row.value,
    unit: row.unit as FigureUnit,
    question: row.question,
    parameters: row.parameters,
    cut: { on: row.cut_on, event: row.cut_event },
    ...(row.missing === null ? {} : { missing: row.missing }),
    ...(row.approximate ? { approximate: true } : {}),
  },
  source: row.source,
  frozenAt: row.frozen_at,
});

/** The frozen figure with a code, or null. */
export const findFigure = async (tx: Scoped, code: string): Promise<FrozenFigure | null> => {
  const row = await tx.db.selectFrom('frozen_figure').selectAll().where('code', '=', code).executeTakeFirst();
  return row ? toFrozen(row) : null;
};

/** Every time that a number of some questions has been frozen: what it asked, and when. */
export const loadFrozen = async (
  tx: Scoped,
  questions: readonly string[],
): Promise<{ question: string; parameters: Readonly<Record<string, string>>; keptAt: Date }[]> => {
  if (questions.length === 0) return [];
  const rows = await tx.db
    .selectFrom('frozen_figure')
    .select(['question', 'parameters', 'frozen_at'])
    .where('question', 'in', [...questions])
    .execute();
  return rows.map(row => ({ question: row.question, parameters: row.parameters, keptAt: row.frozen_at }));
};
