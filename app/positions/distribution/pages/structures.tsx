import { type Column, readSorting, State, Table } from '#app/web/index.ts';
import { type StructureMeasure, structureMeasures, type UnitAnswer } from '../../structures/structure.ts';
import { asking } from '../asking.ts';
import { areaRows, type PartRow } from '../rows.ts';
import { scopeParameters } from '../scope.ts';
import { hasStructures, structureBlocks } from '../structure-blocks.ts';
import { type AnsweringUnit, structureAnswers } from '../structure-questions.ts';
import { sv } from '../sv.ts';
import { DistributionFrame, figureLink, LiveBlocks, TableFoot } from './frame.tsx';
import type { FileTable } from './out-table.ts';
import { addressOf, type PageView } from './page-view.ts';

const text = sv.structures;

/** A unit with its answer to each thing. */
type UnitRow = {
  readonly place: AnsweringUnit['place'];
  readonly answers: Readonly<Record<StructureMeasure, AnsweringUnit>>;
  /** How many groups it has. */
  readonly all: number;
};

const unitRowsOf = ({ distribution, scope }: PageView): readonly UnitRow[] => {
  const parameters = scopeParameters(scope);
  const of = (measure: StructureMeasure) => structureAnswers(distribution, parameters, measure);
  const [groups, meetings, time] = [of('ämnesgrupp'), of('bestämda möten'), of('tid i tjänsten')];
  return groups.flatMap((group, at): UnitRow[] => {
    const [meeting, hours] = [meetings[at], time[at]];
    if (!meeting || !hours) return [];
    const answers = { ämnesgrupp: group, 'bestämda möten': meeting, 'tid i tjänsten': hours };
    return [{ place: group.place, answers, all: group.groups }];
  });
};

export const structuresFile = (view: PageView): FileTable => ({
  title: sv.pages.structuresTitle,
  columns: [
    sv.pages.heads.unit,
    ...structureMeasures.map(measure => text.measures[measure]),
    text.groupCount,
  ],
  rows: unitRowsOf(view).map(({ place, answers, all }) => [
    place.unit.name,
    ...structureMeasures.map(measure => answers[measure].answer),
    all,
  ]),
  notes: [text.note],
});

const signs: Readonly<Record<UnitAnswer, 'done' | 'none' | 'open'>> = {
  ja: 'done',
  nej: 'none',
  'inget angivet': 'open',
};

const unitColumns = (view: PageView): Column<UnitRow>[] => [
  {
    key: 'namn',
    text: sv.pages.heads.unit,
    cell: ({ place }) => (
      <a
        href={addressOf(
          { query: new URLSearchParams() },
          `/tjanster/strukturer/${place.unit.id}`,
          view.query.has('datum') ? { datum: view.on } : {},
        )}
      >
        {place.unit.name}
      </a>
    ),
    sortBy: ({ place }) => place.unit.name,
  },
  ...structureMeasures.map(
    (measure, at): Column<UnitRow> => ({
      key: `svar${at}`,
      text: text.measures[measure],
      cell: ({ answers, all }) => {
        const { answer, groups } = answers[measure];
        return (
          <>
            <State kind={signs[answer]}>{answer}</State>
            {answer === 'ja' && measure !== 'ämnesgrupp' && (
              <span class="help"> {text.groups(groups, all)}</span>
            )}
          </>
        );
      },
      sortBy: ({ answers }) => answers[measure].answer,
    }),
  ),
];

const areaColumns = (view: PageView): Column<PartRow>[] => [
  {
    key: 'namn',
    text: sv.pages.heads.area,
    cell: row => <a href={addressOf(view, view.path, { enhet: row.scope.unitId, visa: null })}>{row.name}</a>,
    sortBy: row => row.name,
  },
  ...structureMeasures.map((measure, at): Column<PartRow> => {
    const of = (row: PartRow) =>
      asking(view.distribution, row.scope)('positions.structures', { measure, answer: 'ja' });
    return {
      ...{ key: `ja${at}`, text: text.measures[measure], numeric: true },
      ...{ cell: row => figureLink(of(row)), sortBy: row => of(row).value },
    };
  }),
];

/** Vad finns på enheterna för lärarnas eget utvecklingsarbete? Unit by unit, or area by area where they are many. */
export const StructuresPage = ({ view }: { view: PageView }) => {
  const { distribution, scope } = view;
  const caption = view.byArea ? sv.pages.perArea : sv.pages.perUnit;
  const shared = {
    ...{ caption, hideCaption: true, sorting: readSorting(view.query, 'namn') },
    ...{ path: view.path, query: view.query },
  };
  return (
    <DistributionFrame view={view} title={sv.pages.structuresTitle} whenEmpty>
      {hasStructures(distribution, scope) ? (
        <LiveBlocks blocks={structureBlocks(distribution, scope)} />
      ) : (
        <p>{text.none}</p>
      )}
      <h2>{caption}</h2>
      {view.byArea ? (
        <Table {...shared} columns={areaColumns(view)} rows={areaRows(distribution, scope)} />
      ) : (
        <Table {...shared} columns={unitColumns(view)} rows={unitRowsOf(view)} />
      )}
      <TableFoot view={view} notes={[text.note]} />
    </DistributionFrame>
  );
};
