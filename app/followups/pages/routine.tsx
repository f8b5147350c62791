import { formatDate, formatPeriod } from '#app/shared/swedish.ts';
import { ActionButton, ButtonLink, Facts, type Html, Notice, State, Table } from '#app/web/index.ts';
import type { NotedUses } from '../burden.ts';
import { type Compared, dayOfYearText, scopeText } from '../comparison.ts';
import { EVIDENCE_YEARS } from '../retention.ts';
import type { DecidedClause, Routine } from '../routine.ts';
import type { Criterion } from '../rubric/rubric.ts';
import { fieldsIn } from '../spread.ts';
import { sv as rules } from '../sv.ts';
import { foldedOf, type Stretch } from '../text-difference.ts';
import { FieldTable, fieldsOf, Proposals } from './fields.tsx';
import { Matrix } from './rubric.tsx';
import { sv } from './sv.ts';

const text = sv.routine;

export const routinePath = ({ routineId, number }: Pick<Routine, 'routineId' | 'number'>): string =>
  `/uppfoljning/rutiner/${routineId}/${number}`;

type UnitName = (unitId: string) => string;

const RoutineState = ({ routine }: { routine: Routine }) => (
  <State kind={routine.state === 'beslutad' ? 'done' : 'open'}>{text.states[routine.state]}</State>
);

/** Every routine, in its latest version. */
export const RoutinesPage = ({
  routines,
  unitName,
  mayCreate,
}: {
  routines: readonly Routine[];
  unitName: UnitName;
  mayCreate: boolean;
}) => (
  <>
    <h1>{text.list}</h1>
    <p>{text.listIntro}</p>
    {routines.length === 0 ? (
      <>
        <p class="empty">{text.empty}</p>
        <p>{text.emptyNext}</p>
      </>
    ) : (
      <Table
        caption={text.list}
        hideCaption
        stacks
        rows={routines}
        columns={[
          {
            key: 'title',
            text: text.name,
            cell: one => (
              <a href={routinePath(one)}>
                {one.title}, {text.version(one.number).toLowerCase()}
              </a>
            ),
          },
          { key: 'state', text: text.state, cell: one => <RoutineState routine={one} /> },
          { key: 'scope', text: text.scope, cell: one => scopeText(one, unitName) },
          { key: 'valid', text: text.inForce, cell: one => formatPeriod(one) },
        ]}
      />
    )}
    {mayCreate && (
      <div class="buttons">
        <ButtonLink href="/uppfoljning/rutiner/ny">{text.create}</ButtonLink>
      </div>
    )}
  </>
);

const Lines = ({ lines }: { lines: string }) => (
  <ol>
    {lines
      .split('\n')
      .filter(line => line.trim() !== '')
      .map(line => (
        <li>{line}</li>
      ))}
  </ol>
);

/** One version of a routine: what it says, what it still lacks, and what may be done with it. */
export const RoutinePage = ({
  routine,
  versions,
  criteria,
  lacks,
  noted,
  unitName,
  unlocked,
  mayEdit,
  clause,
  unionStep,
}: {
  routine: Routine;
  versions: readonly Routine[];
  criteria: readonly Criterion[];
  /** What keeps a draft from being decided. */
  lacks: readonly string[];
  noted: NotedUses;
  unitName: UnitName;
  unlocked: boolean;
  mayEdit: boolean;
  /** What the board has decided, that the decision rests on. */
  clause: DecidedClause | null;
  /** Where the union step stands. */
  unionStep: Html | false;
}) => {
  const address = routinePath(routine);
  const fields = fieldsOf(criteria, noted);
  const names = new Map(criteria.map(one => [one.code, `${one.code} ${one.name}`]));
  const isDraft = routine.state === 'utkast';
  const before = versions.filter(one => one.number < routine.number).at(-1);
  return (
    <>
      <h1>{routine.title}</h1>
      <p>
        {text.version(routine.number)}. <RoutineState routine={routine} />
      </p>
      {isDraft && (
        <Notice>
          <p>{text.notDecided}</p>
          {before && routine.union !== null && (
            <p>
              <a href={`${address}/jamfor?med=${before.number}`}>{text.compareFirst(before.number)}</a>
            </p>
          )}
        </Notice>
      )}
      {!unlocked && (
        <Notice kind="warning">
          <p>
            {text.locked} <a href="#fackligt">{text.lockedMore}</a>
          </p>
        </Notice>
      )}
      {mayEdit && (
        <div class="buttons">
          {isDraft && (
            <ButtonLink href={`${address}/andra`} look="primary">
              {text.change}
            </ButtonLink>
          )}
          {routine.union === null && <ButtonLink href={`${address}/fackligt`}>{text.union}</ButtonLink>}
          {isDraft && <ButtonLink href={`${address}/beslut`}>{text.decide}</ButtonLink>}
          {!versions.some(one => one.state === 'utkast') && (
            <ActionButton action={`${address}/ny-version`}>{text.newVersion}</ActionButton>
          )}
        </div>
      )}
      {isDraft && lacks.length > 0 && (
        <>
          <h2>{text.missing}</h2>
          <ul>
            {lacks.map(one => (
              <li>{one}</li>
            ))}
          </ul>
        </>
      )}
      <p class="downloads">
        {text.download}: <a href={`${address}/rutin.pdf`}>PDF</a>, <a href={`${address}/rutin.docx`}>Word</a>
      </p>
      {routine.union === null && unionStep}
      <h2>{text.about}</h2>
      <Facts
        facts={[
          [rules.routine.fields.scope, scopeText(routine, unitName)],
          [rules.routine.fields.valid, formatPeriod(routine)],
          [rules.routine.fields.count, rules.routine.countRange(routine.fewest, routine.most)],
          [
            rules.routine.fields.union,
            routine.union && rules.routine.unionLine(formatDate(routine.union.on), routine.union),
          ],
          [
            rules.routine.fields.decision,
            routine.decision && (
              <>
                {rules.routine.decisionLine(formatDate(routine.decision.decidedOn), routine.decision)}
                {clause && (
                  <>
                    <br />
                    <a href={clause.href}>{text.clauseLink(clause.clause)}</a>
                  </>
                )}
              </>
            ),
            'long',
          ],
        ]}
      />
      {routine.union !== null && unionStep}
      <h2>{text.spread}</h2>
      <p>{text.spreadIntro}</p>
      <Table
        caption={text.spread}
        hideCaption
        stacks
        rows={routine.rounds}
        columns={[
          { key: 'round', text: sv.title, cell: one => rules.routine.round(one.number) },
          { key: 'due', text: sv.wheel.when, cell: one => dayOfYearText(one.dueDay) },
          {
            key: 'criteria',
            text: sv.rubric.criterion,
            cell: one => (
              <ul>
                {one.criteria.map(code => (
                  <li>{names.get(code) ?? code}</li>
                ))}
              </ul>
            ),
          },
          { key: 'fields', text: sv.form.field, numeric: true, cell: one => fieldsIn(one) },
        ]}
      />
      {routine.additions.length > 0 && (
        <>
          <h2>{text.additions}</h2>
          <p>{rules.document.additionsIntro}</p>
          <Matrix caption={text.additionLevels} criteria={routine.additions} />
        </>
      )}
      <h2 id="falten">{sv.fields.title}</h2>
      <Proposals
        fields={fields}
        timesAsked={key => routine.rounds.filter(one => one.criteria.includes(key)).length}
      />
      <p>{rules.retention.evidence(EVIDENCE_YEARS)}</p>
      <details>
        <summary>{sv.form.whoReads}</summary>
        <FieldTable caption={sv.fields.title} fields={fields} />
      </details>

      <h2>{rules.routine.fields.helpText}</h2>
      {routine.helpText.split('\n\n').map(part => (
        <p>{part}</p>
      ))}
      <h2>{rules.routine.fields.guide}</h2>
      <Lines lines={routine.guide} />
      <h2>{text.history}</h2>
      <ul>
        {versions.map(one => {
          const isShown = one.number === routine.number;
          const [newer, older] = one.number > routine.number ? [one, routine] : [routine, one];
          return (
            <li>
              {isShown ? text.version(one.number) : <a href={routinePath(one)}>{text.version(one.number)}</a>}
              , {text.states[one.state].toLowerCase()}, {formatPeriod(one)}
              {!isShown && (
                <>
                  {' · '}
                  <a href={`${routinePath(newer)}/jamfor?med=${older.number}`}>{text.compared(one.number)}</a>
                </>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
};

/** The words say it too: what is struck or underlined is not heard. */
const Changed = ({ stretch: { kind, text: said } }: { stretch: Stretch }) => {
  const heard = text.comparison.heard[kind === 'added' ? 'added' : 'removed'];
  return kind === 'added' ? (
    <ins>
      <span class="ds-sr-only">{heard.from}</span>
      {said}
      <span class="ds-sr-only">{heard.to}</span>
    </ins>
  ) : (
    <del>
      <span class="ds-sr-only">{heard.from}</span>
      {said}
      <span class="ds-sr-only">{heard.to}</span>
    </del>
  );
};

/** What differs in a text, in its place; of what stays, only the sentences beside it. */
const Difference = ({ stretches }: { stretches: readonly Stretch[] }) => (
  <div class="compare-text difference">
    {stretches.map((stretch, at) => {
      if (stretch.kind !== 'same') return <Changed stretch={stretch} />;
      const parts = foldedOf(stretch.text, { changeBefore: at > 0, changeAfter: at < stretches.length - 1 });
      if (parts === null) return stretch.text;
      return (
        <>
          {parts.lead}
          <details>
            <summary>{text.comparison.unchanged(parts.folded.match(/\S+/g)?.length ?? 0)}</summary>
            {parts.folded}
          </details>
          {parts.trail}
        </>
      );
    })}
  </div>
);

/** What differs between two versions, thing by thing; what is the same is folded. */
export const ComparisonPage = ({
  before,
  after,
  compared,
}: {
  before: Routine;
  after: Routine;
  compared: readonly Compared[];
}) => {
  const words = text.comparison;
  const different = compared.filter(one => one.differs);
  const same = compared.filter(one => !one.differs && one.after !== '');
  return (
    <>
      <h1>{words.title(before.number, after.number)}</h1>
      <p class="kind">{after.title}</p>
      <p>{words.count(different.length)}</p>
      {different.length > 0 && (
        <p class="help">
          <del>{words.key.removed(before.number)}</del>
          <br />
          <ins>{words.key.added(after.number)}</ins>
        </p>
      )}
      {different.map(({ label, stretches }) => (
        <>
          <h2>{label}</h2>
          <Difference stretches={stretches} />
        </>
      ))}
      <h2>{words.decided}</h2>
      <Table
        caption={words.decided}
        hideCaption
        stacks
        rows={[before, after]}
        columns={[
          { key: 'version', text: sv.routine.name, cell: one => text.version(one.number) },
          {
            key: 'union',
            text: rules.routine.fields.union,
            cell: one =>
              one.union ? rules.routine.unionLine(formatDate(one.union.on), one.union) : words.noStep,
          },
          {
            key: 'decision',
            text: rules.routine.fields.decision,
            cell: one =>
              one.decision
                ? rules.routine.decisionLine(formatDate(one.decision.decidedOn), one.decision)
                : words.noDecision,
          },
        ]}
      />
      {same.length > 0 && (
        <details class="same">
          <summary>{words.same(same.length)}</summary>
          <dl class="facts">
            {same.map(({ label, after: said }) => (
              <div class="facts-long">
                <dt>{label}</dt>
                <dd class="compare-text">{said}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </>
  );
};
