import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { type Block, Blocks, figuresIn, figureText } from '#app/documents/index.ts';
import { schoolForms } from '#app/organisation/index.ts';
import { type Figure, liveFigureHref } from '#app/shared/figure.ts';
import { formatDate } from '#app/shared/swedish.ts';
import { Button, Downloads, type Html, Notice, Select, Tabs, TextField } from '#app/web/index.ts';
import { scopeName, sourceLine } from '../asking.ts';
import { sv } from '../sv.ts';
import { addressOf, type PageView } from './page-view.ts';

const text = sv.pages;

/** A number as a link to the page that shows the rows behind it. Written as text: a table may hold thousands. */
export const figureLink = (figure: Figure): Html =>
  html`<a class="figure" href="${liveFigureHref(figure)}">${figureText(figure)}</a>`;

/** Sentences and pictures as documents have them, but with links to the numbers as they are now. */
export const LiveBlocks = ({ blocks }: { blocks: readonly Block[] }) => {
  const addresses = new Map(figuresIn({ blocks }).map(figure => [figure.code, liveFigureHref(figure)]));
  return <Blocks blocks={blocks} figureAddress={code => addresses.get(code) ?? `/siffra/${code}`} />;
};

const Filters = ({ view }: { view: PageView }) => (
  <form method="get" action={view.path} class="filters">
    {['enhet', 'visa', 'sortera'].map(name =>
      view.query.get(name) ? <input type="hidden" name={name} value={view.query.get(name) ?? ''} /> : null,
    )}
    <TextField name="datum" label={text.on} type="date" value={view.on} />
    <TextField name="jamfor" label={text.compare} type="date" value={view.compareOn ?? ''} optional />
    {view.schoolForms.length > 1 && (
      <Select
        name="skolform"
        label={text.schoolForm}
        value={view.scope.schoolForm ?? ''}
        empty={text.allForms}
        options={view.schoolForms.map(form => ({ value: form, text: schoolForms[form] }))}
      />
    )}
    <Button look="secondary">{text.show}</Button>
  </form>
);

/** What must be there before there is anything to show, and the first step. Null when there is something. */
const Empty = ({ view }: { view: PageView }) => {
  const { distribution, scope } = view;
  if (distribution.places.length === 0)
    return (
      <Notice>
        <p>
          {text.noUnits} <a href="/organisation">{text.toOrganisation}</a>
        </p>
      </Notice>
    );
  if (distribution.reading.register.positions.length === 0)
    return (
      <Notice>
        <p>
          {text.noRegister} <a href="/tjanster/import">{text.toImport}</a>
        </p>
      </Notice>
    );
  if (distribution.positionsIn(scope).length === 0)
    return (
      <Notice>
        <p>{text.nonePositions(scopeName(distribution, scope), formatDate(view.on))}</p>
      </Notice>
    );
  return null;
};

/** What every page of the distribution has: title, the views, the filters, and what it says when there is nothing yet. */
export const DistributionFrame = ({
  view,
  title,
  children,
  whenEmpty = false,
}: {
  view: PageView;
  title: string;
  children: Child;
  /** The page has something to show also where there are no positions. */
  whenEmpty?: boolean;
}) => {
  const { distribution, scope } = view;
  const isEmpty =
    distribution.places.length === 0 || (!whenEmpty && distribution.positionsIn(scope).length === 0);
  return (
    <>
      <h1>{title}</h1>
      <p class="lead">
        {scopeName(distribution, scope)}, {formatDate(view.on)}
      </p>
      <Tabs
        label={text.views}
        path={view.path}
        items={text.tabs.map(([path, name]) => ({ href: addressOf(view, path), text: name }))}
      />
      <Filters view={view} />
      <Empty view={view} />
      {!isEmpty && children}
    </>
  );
};

/** Where the numbers of a table come from, and the same table as files. */
export const TableFoot = ({ view, notes = [] }: { view: PageView; notes?: readonly string[] }) => {
  const { distribution, scope } = view;
  return (
    <>
      <p class="help">
        {text.sourceWord}: {sourceLine(distribution, distribution.placesIn(scope))}.{' '}
        {text.dataCut(distribution.reading.cut.event)} {notes.join(' ')}
      </p>
      <Downloads path={view.path} query={view.query} />
    </>
  );
};
