import { formatDate } from '#app/shared/swedish.ts';
import { Table } from '#app/web/index.ts';
import { type Criterion, isCondition, levels, type Rubric } from '../rubric/rubric.ts';
import { sv as rubricTexts } from '../rubric/sv.ts';
import { sv } from './sv.ts';

const text = sv.rubric;

/** Criteria as a table, a level in each column. */
export const Matrix = ({ caption, criteria }: { caption: string; criteria: readonly Criterion[] }) => (
  <Table
    caption={caption}
    stacks
    rows={criteria}
    columns={[
      {
        key: 'name',
        text: text.criterion,
        cell: one => (
          <>
            {one.code} {one.name}
            {one.recorded && <span class="help">{text.recorded(one.recorded)}</span>}
          </>
        ),
      },
      ...levels.map(level => ({
        key: String(level),
        text: `${level} ${rubricTexts.levels[level]}`,
        cell: (one: Criterion) => one.levels[level - 1] ?? '',
      })),
    ]}
  />
);

/** The rubric as a table: what is judged, and what each level looks like. */
export const RubricPage = ({ rubric }: { rubric: Rubric }) => (
  <>
    <h1>{text.title}</h1>
    <p>{text.intro(rubric.version, formatDate(rubric.validFrom))}</p>
    <h2>{text.rules}</h2>
    <ul>
      {text.ruleTexts.map(rule => (
        <li>{rule}</li>
      ))}
    </ul>
    <Matrix caption={text.parameters} criteria={rubric.criteria.filter(one => !isCondition(one.code))} />
    <Matrix caption={text.conditions} criteria={rubric.criteria.filter(one => isCondition(one.code))} />
  </>
);
