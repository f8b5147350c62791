import type { Drawing } from './chart.ts';
import type { Pen } from './pen.ts';

/** A part of a chart that is never divided: its height in pixels, and how it is drawn from `y` and down. */
export type Piece = { readonly height: number; readonly draw: (y: number) => string };

/** A chart before it meets a page: the head returns on every page, the rows flow, the foot follows the last row. */
export type Plan = { readonly head: Piece; readonly rows: readonly Piece[]; readonly foot: Piece };

export const nothing: Piece = { height: 0, draw: () => '' };

type Page = { readonly pieces: readonly Piece[]; readonly height: number };
const emptyPage: Page = { pieces: [], height: 0 };
const add = (page: Page, ...pieces: readonly Piece[]): Page => ({
  pieces: [...page.pieces, ...pieces],
  height: page.height + pieces.reduce((sum, piece) => sum + piece.height, 0),
});

/** Lays the plans on pages no higher than `maxHeight` (a single row may be higher). */
const paginate = (plans: readonly Plan[], maxHeight: number): readonly Page[] => {
  const pages: Page[] = [];
  let page = emptyPage;
  const turn = () => {
    pages.push(page);
    page = emptyPage;
  };
  for (const plan of plans) {
    const [first = nothing, ...others] = plan.rows;
    const start = [plan.head, first];
    if (page.pieces.length > 0 && add(page, ...start).height > maxHeight) turn();
    page = add(page, ...start);
    for (const [index, row] of others.entries()) {
      const ending = index === others.length - 1 ? plan.foot.height : 0;
      if (page.height + row.height + ending > maxHeight) {
        turn();
        page = add(page, plan.head);
      }
      page = add(page, row);
    }
    page = add(page, plan.foot);
  }
  return [...pages, page];
};

/** Draws the plans at the given width, one drawing per page. */
export const drawPlans = (
  plans: readonly Plan[],
  pen: Pen,
  size: { readonly width: number; readonly maxHeight: number },
  words: { readonly title: string; readonly description: string },
): readonly Drawing[] => {
  const pages = paginate(plans, size.maxHeight);
  return pages.map((page, index) => {
    let y = 0;
    const body = page.pieces.map(piece => {
      const drawn = piece.draw(y);
      y += piece.height;
      return drawn;
    });
    const title = pages.length === 1 ? words.title : `${words.title} (del ${index + 1} av ${pages.length})`;
    const height = Math.max(1, Math.ceil(page.height));
    return {
      svg: pen.sheet(size.width, height, title, words.description, body.join('')),
      width: size.width,
      height,
    };
  });
};
