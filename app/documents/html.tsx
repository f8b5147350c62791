import type { Child, FC } from 'hono/jsx';
import { Drawings } from '#app/charts/index.ts';
import type { Block } from './block.ts';
import { figuresIn } from './figure-list.ts';
import { figureHref } from './figure-text.ts';
import { sv } from './sv.ts';
import {
  type SetBlock,
  type SetPicture,
  type SetProse,
  type SetRun,
  type SetTable,
  setBlocks,
} from './typeset.ts';

/** Where a figure's link leads. */
export type FigureAddress = (code: string) => string;

/** The page that explains each figure, with the question along: one that has not been printed yet is answered anew. */
const figurePages = (blocks: readonly Block[]): FigureAddress => {
  const figures = new Map(figuresIn({ blocks }).map(figure => [figure.code, figure]));
  return code => figureHref(figures.get(code) ?? { code });
};

type Placing = {
  /** The heading element of level 1: `h2` under a page's `h1`. */
  readonly firstHeading: number;
  readonly figureAddress: FigureAddress;
  readonly anchorPrefix: string;
};

const RunElement: FC<{ run: SetRun; placing: Placing }> = ({ run, placing }) => {
  switch (run.kind) {
    case 'text':
      return run.text;
    case 'strong':
      return <strong>{run.text}</strong>;
    case 'emphasis':
      return <em>{run.text}</em>;
    case 'link':
      return <a href={run.href}>{run.text}</a>;
    case 'figure':
      return (
        <a class="figure" href={placing.figureAddress(run.code)} data-code={run.code}>
          {run.text}
        </a>
      );
  }
};

const Runs: FC<{ runs: SetProse; placing: Placing }> = ({ runs, placing }) => (
  <>
    {runs.map(run => (
      <RunElement run={run} placing={placing} />
    ))}
  </>
);

const HeadingElement: FC<{ rank: number; id: string; children?: Child }> = ({ rank, id, children }) => {
  switch (rank) {
    case 2:
      return <h2 id={id}>{children}</h2>;
    case 3:
      return <h3 id={id}>{children}</h3>;
    case 4:
      return <h4 id={id}>{children}</h4>;
    case 5:
      return <h5 id={id}>{children}</h5>;
    default:
      return <h6 id={id}>{children}</h6>;
  }
};

const alignClass = (align: 'text' | 'number' | undefined): string => (align === 'number' ? 'number' : 'text');

const TableElement: FC<{ table: SetTable; placing: Placing }> = ({ table, placing }) => (
  // The region takes focus so that a wide table can be scrolled from the keyboard.
  <section class="table-frame" aria-label={`${table.label}. ${table.caption}`} tabindex={0}>
    <table>
      <caption>
        <span class="caption">
          <span class="label">{table.label}.</span> {table.caption}
        </span>
      </caption>
      <thead>
        {table.groups.length > 0 && (
          <tr>
            {table.groups.map(group =>
              group.head === '' ? (
                <td colspan={group.span} />
              ) : (
                <th scope="colgroup" colspan={group.span} class="group">
                  {group.head}
                </th>
              ),
            )}
          </tr>
        )}
        <tr>
          {table.columns.map(column => (
            <th scope="col" class={alignClass(column.align)}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.length === 0 && (
          <tr>
            <td colspan={Math.max(1, table.columns.length)}>{sv.emptyTable}</td>
          </tr>
        )}
        {table.rows.map(row => (
          <tr class={row.total ? 'total' : undefined}>
            {row.cells.map((cell, index) => {
              const align = alignClass(table.columns[index]?.align);
              return index === 0 ? (
                <th scope="row" class={align}>
                  <Runs runs={cell} placing={placing} />
                </th>
              ) : (
                <td class={align}>
                  <Runs runs={cell} placing={placing} />
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
    {table.notes.map(note => (
      <p class="source">
        <Runs runs={note} placing={placing} />
      </p>
    ))}
  </section>
);

const PictureElement: FC<{ picture: SetPicture; placing: Placing }> = ({ picture, placing }) => (
  <figure class={picture.screen.broad ? 'picture picture-broad' : 'picture'}>
    <figcaption>
      <span class="label">{picture.label}.</span> {picture.title}
    </figcaption>
    <Drawings of={picture.screen} />
    <p class="source">
      <Runs runs={picture.source} placing={placing} />
    </p>
    <details>
      <summary>{sv.tableBehind}</summary>
      <TableElement table={picture.table} placing={placing} />
    </details>
  </figure>
);

const Items: FC<{ items: readonly SetProse[]; placing: Placing }> = ({ items, placing }) => (
  <>
    {items.map(item => (
      <li>
        <Runs runs={item} placing={placing} />
      </li>
    ))}
  </>
);

const BlockElement: FC<{ block: SetBlock; placing: Placing }> = ({ block, placing }) => {
  switch (block.kind) {
    case 'heading':
      return (
        <HeadingElement
          rank={placing.firstHeading + block.level - 1}
          id={`${placing.anchorPrefix}${block.id}`}
        >
          {block.number !== '' && <span class="heading-number">{block.number} </span>}
          {block.text}
        </HeadingElement>
      );
    case 'paragraph':
      return (
        <p>
          <Runs runs={block.runs} placing={placing} />
        </p>
      );
    case 'placeholder':
      return <p class="placeholder">{block.text}</p>;
    case 'list':
      return block.ordered ? (
        <ol>
          <Items items={block.items} placing={placing} />
        </ol>
      ) : (
        <ul>
          <Items items={block.items} placing={placing} />
        </ul>
      );
    case 'clauses':
      return (
        <div class="clauses">
          {block.leadIn !== '' && <p class="lead-in">{block.leadIn}</p>}
          {block.numbered ? (
            <ol>
              <Items items={block.items} placing={placing} />
            </ol>
          ) : (
            <ul class="att">
              <Items items={block.items} placing={placing} />
            </ul>
          )}
        </div>
      );
    case 'table':
      return <TableElement table={block} placing={placing} />;
    case 'picture':
      return <PictureElement picture={block} placing={placing} />;
    case 'facts':
      return (
        <dl class="facts">
          {block.items.map(item => (
            <div>
              <dt>{item.term}</dt>
              <dd>
                <Runs runs={item.runs} placing={placing} />
              </dd>
            </div>
          ))}
        </dl>
      );
    case 'quote':
      return (
        <blockquote>
          <p>
            <Runs runs={block.runs} placing={placing} />
          </p>
          {block.source !== '' && <footer>{block.source}</footer>}
        </blockquote>
      );
    case 'note':
      return (
        <p class={`note note-${block.tone}`}>
          <strong class="note-head">{block.head}.</strong> <Runs runs={block.runs} placing={placing} />
        </p>
      );
    case 'pageBreak':
      return <div class="page-break" />;
    case 'signatures':
      return (
        <div class="signatures">
          {block.people.map(person => (
            <p>
              <span class="signature-name">{person.name}</span>
              <br />
              {person.role}
            </p>
          ))}
        </div>
      );
  }
};

export const SetBlocks: FC<{ blocks: readonly SetBlock[]; placing: Placing }> = ({ blocks, placing }) => (
  <>
    {blocks.map(block => (
      <BlockElement block={block} placing={placing} />
    ))}
  </>
);

type SetHeading = Extract<SetBlock, { kind: 'heading' }>;

const contentsId = ({ anchorPrefix }: Placing): string => `${anchorPrefix}innehallet`;

const ContentsLink: FC<{ heading: SetHeading; placing: Placing }> = ({ heading, placing }) => (
  <a href={`#${placing.anchorPrefix}${heading.id}`}>
    {heading.number !== '' && `${heading.number} `}
    {heading.text}
  </a>
);

/** What a long document holds, by its headings of the two first levels. */
const Contents: FC<{ blocks: readonly SetBlock[]; placing: Placing }> = ({ blocks, placing }) => {
  const parts: { readonly head: SetHeading; readonly within: SetHeading[] }[] = [];
  for (const block of blocks) {
    if (block.kind !== 'heading') continue;
    if (block.level === 1) parts.push({ head: block, within: [] });
    else if (block.level === 2) parts.at(-1)?.within.push(block);
  }
  return (
    <nav
      class="contents"
      aria-labelledby={`${contentsId(placing)}-namn`}
      id={contentsId(placing)}
      tabindex={-1}
    >
      <p class="contents-name" id={`${contentsId(placing)}-namn`}>
        {sv.contents}
      </p>
      <ol>
        {parts.map(({ head, within }) => (
          <li>
            <ContentsLink heading={head} placing={placing} />
            {within.length > 0 && (
              <ol>
                {within.map(one => (
                  <li>
                    <ContentsLink heading={one} placing={placing} />
                  </li>
                ))}
              </ol>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
};

/** A long document with its contents first, and from the end of each part a way back to them. */
const WithContents: FC<{ blocks: readonly SetBlock[]; placing: Placing }> = ({ blocks, placing }) => {
  const starts = blocks.flatMap((block, at) => (block.kind === 'heading' && block.level === 1 ? [at] : []));
  const parts = starts.map((start, at) => blocks.slice(start, starts[at + 1]));
  return (
    <>
      <SetBlocks blocks={blocks.slice(0, starts[0])} placing={placing} />
      <Contents blocks={blocks} placing={placing} />
      {parts.map(part => (
        <>
          <SetBlocks blocks={part} placing={placing} />
          <p class="to-contents">
            <a href={`#${contentsId(placing)}`}>{sv.toContents}</a>
          </p>
        </>
      ))}
    </>
  );
};

type BlocksProps = {
  blocks: readonly Block[];
  /** Begins with links to the headings. */
  contents?: boolean;
  /** The heading element of level 1, 2–4; 2 when left out. */
  firstHeading?: 2 | 3 | 4;
  numberedHeadings?: boolean;
  draft?: boolean;
  figureAddress?: FigureAddress;
  /** Keeps anchors apart when a page shows more than one document. */
  anchorPrefix?: string;
};

/** The blocks as part of a page. Figures are links; pictures are followed by the table behind them, folded. */
export const Blocks: FC<BlocksProps> = ({
  blocks,
  contents = false,
  firstHeading = 2,
  numberedHeadings = false,
  draft = false,
  figureAddress = figurePages(blocks),
  anchorPrefix = '',
}) => {
  const Shown = contents ? WithContents : SetBlocks;
  return (
    <div class="document">
      <Shown
        blocks={setBlocks(blocks, { numberedHeadings, draft })}
        placing={{ firstHeading, figureAddress, anchorPrefix }}
      />
    </div>
  );
};
