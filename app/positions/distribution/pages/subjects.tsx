import { type Block, paragraph } from '#app/documents/index.ts';
import { type Column, readSorting, Table } from '#app/web/index.ts';
import { crossSubjectName } from '../../subject.ts';
import { type Ask, asking } from '../asking.ts';
import { sv } from '../sv.ts';
import {
  gapSentences,
  matrixFinding,
  subjectCounts,
  subjectMatrix,
  subjectSentences,
} from '../use-blocks.ts';
import { DistributionFrame, figureLink, LiveBlocks, TableFoot } from './frame.tsx';
import { SubjectMatrixView } from './matrix.tsx';
import type { FileTable } from './out-table.ts';
import type { PageView } from './page-view.ts';

const text = sv.pages;

/** The matrix with a number in every cell; a gap says so in words. */
export const subjectsFile = (view: PageView): FileTable => {
  const matrix = subjectMatrix(view.distribution, view.scope);
  return {
    title: text.subjectsTitle,
    columns: [text.heads.unit, ...matrix.columns],
    rows: matrix.rows.map(({ part, cells }) => [
      part.name,
      ...cells.map(({ figure, isGap }) => (isGap ? text.gap : figure.value === 0 ? null : figure)),
    ]),
    notes: [sv.use.subjectNote, sv.questions['positions.gaps'].how],
  };
};

const subjectColumns = (ask: Ask): Column<string>[] => [
  { key: 'amne', text: text.heads.subject, cell: subject => subject, sortBy: subject => subject },
  {
    key: 'tjanster',
    text: text.heads.positions,
    numeric: true,
    cell: subject => figureLink(ask('positions.count', { subject })),
    sortBy: subject => ask('positions.count', { subject }).value,
  },
  {
    key: 'vakanta',
    text: text.heads.vacant,
    numeric: true,
    cell: subject => figureLink(ask('positions.count', { subject, state: 'vakant' })),
    sortBy: subject => ask('positions.count', { subject, state: 'vakant' }).value,
  },
];

/** I vilka ämnen? The matrix of units and subjects, and the subjects one by one. */
export const SubjectsPage = ({ view }: { view: PageView }) => {
  const { distribution, scope } = view;
  const gaps = gapSentences(distribution, scope);
  const blocks: Block[] = [
    paragraph(subjectSentences(distribution, scope)),
    ...(gaps.length === 0 ? [] : [paragraph(gaps)]),
  ];
  const subjects = [...subjectCounts(distribution, scope).map(one => one.subject), crossSubjectName];
  const matrix = subjectMatrix(distribution, scope);
  return (
    <DistributionFrame view={view} title={text.subjectsTitle}>
      <LiveBlocks blocks={blocks} />
      <h2>{text.matrixHeading}</h2>
      <SubjectMatrixView {...{ view, matrix }} caption={matrixFinding(distribution, scope)} />
      <TableFoot view={view} />
      <h2>{text.subjectList}</h2>
      <Table
        caption={text.subjectList}
        hideCaption
        columns={subjectColumns(asking(distribution, scope))}
        rows={subjects}
        sorting={readSorting(view.query, '-tjanster')}
        path={view.path}
        query={view.query}
      />
      <p class="help">{sv.use.subjectNote}</p>
    </DistributionFrame>
  );
};
