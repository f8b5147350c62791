import { type Block, Blocks, heading, link, paragraph } from '#app/documents/index.ts';
import { formatCount, formatDate, formatInstant } from '#app/shared/swedish.ts';
import {
  ActionButton,
  Button,
  ButtonLink,
  Facts,
  Form,
  Hidden,
  Notice,
  State,
  Table,
  TextArea,
} from '#app/web/index.ts';
import { type FormName, itemPath, partAddresses, partPath } from '../addresses.ts';
import type { ItemHead } from '../board-item.ts';
import type { ItemPart } from '../item-document.ts';
import type { Matter } from '../matter.ts';
import type { ProposalClause } from '../proposal.ts';
import type { Missing, Readiness } from '../readiness.ts';
import type { Move, MoveName, Stage } from '../stages.ts';
import { sv } from '../sv.ts';
import type { Thread } from '../thread.ts';
import { ThreadLine, ThreadView } from './thread-view.tsx';

const stageLook: Readonly<Record<Stage, 'done' | 'open' | 'late' | 'none'>> = {
  utkast: 'none',
  'för godkännande': 'open',
  godkänd: 'done',
  utskickad: 'open',
  beslutad: 'done',
  återremitterad: 'late',
};

export const Head = ({ item, matter, thread }: { item: ItemHead; matter: Matter; thread: Thread }) => (
  <>
    <h1>{item.title}</h1>
    <p>
      <State kind={stageLook[item.stage]}>{item.stage}</State>
    </p>
    <Facts
      facts={[
        [sv.list.registryNumber, matter.registryNumber ?? sv.list.noNumber],
        [sv.item.meetingOn, item.meetingOn === null ? sv.thread.noDate : formatDate(item.meetingOn)],
        [sv.item.dataOn, formatDate(item.dataOn)],
        [
          sv.decision.heading,
          item.stage === 'beslutad' && item.decidedOn !== null && item.paragraph !== null
            ? sv.decision.decided(formatDate(item.decidedOn), item.paragraph)
            : null,
        ],
      ]}
    />
    <ThreadLine thread={thread} currentItemId={item.id} />
  </>
);

/** `word` is the link to where it is done; null for a reader who cannot do it. */
const MissingList = ({ missing, word }: { missing: readonly Missing[]; word: string | null }) => (
  <ul>
    {missing.map(({ text, href }) => (
      <li>
        {text}{' '}
        {word !== null && href !== null && (
          <>
            {'→\u00a0'}
            <a href={href}>{word}</a>
          </>
        )}
      </li>
    ))}
  </ul>
);

const ReadinessView = ({
  readiness: { errors, warnings },
  mayWrite,
}: {
  readiness: Readiness;
  mayWrite: boolean;
}) => (
  <section aria-labelledby="saknas">
    <h2 id="saknas">{sv.item.before}</h2>
    {errors.length === 0 ? (
      <p>
        <State kind="done">{sv.item.nothingMissing}</State>
      </p>
    ) : (
      <>
        <p>{sv.item.missing(formatCount(errors.length, sv.item.thing, sv.item.things))}</p>
        <MissingList missing={errors} word={mayWrite ? sv.item.fix : null} />
      </>
    )}
    {warnings.length > 0 && (
      <>
        <p>{sv.item.lookAt(formatCount(warnings.length, sv.item.thing, sv.item.things))}</p>
        <MissingList missing={warnings} word={mayWrite ? sv.item.review : null} />
      </>
    )}
  </section>
);

export type OfferedMove = { readonly name: MoveName; readonly move: Move };

const MoveButton = ({ item, offered: { name, move } }: { item: ItemHead; offered: OfferedMove }) => {
  const action = `${itemPath(item)}/lage`;
  if (!move.commentNeeded) {
    return (
      <ActionButton action={action} look="primary" fields={{ move: name, version: item.version }}>
        {move.label}
      </ActionButton>
    );
  }
  return (
    <details>
      <summary>{move.label}</summary>
      <Form action={action}>
        <Hidden name="move" value={name} />
        <Hidden name="version" value={item.version} />
        <TextArea name="comment" label={sv.item.comment} help={sv.item.commentHelp} rows={3} />
        <Button look="secondary">{move.label}</Button>
      </Form>
    </details>
  );
};

/** The next steps: forward first, then those that ask for a reason. */
const Moves = ({ item, offered }: { item: ItemHead; offered: readonly OfferedMove[] }) => {
  const forward = offered.filter(({ move }) => !move.commentNeeded);
  const back = offered.filter(({ move }) => move.commentNeeded);
  return (
    <>
      {forward.length > 0 && (
        <div class="buttons">
          {forward.map(one => (
            <MoveButton item={item} offered={one} />
          ))}
        </div>
      )}
      {back.map(one => (
        <MoveButton item={item} offered={one} />
      ))}
    </>
  );
};

const DocumentLinks = ({ item, isDraft }: { item: ItemHead; isDraft: boolean }) => (
  <p class="downloads">
    {isDraft ? sv.item.preview : sv.item.download}:{' '}
    <a href={`${itemPath(item)}/skrivelse.html`}>{sv.item.html}</a> ·{' '}
    <a href={`${itemPath(item)}/skrivelse.pdf`}>{sv.item.pdf}</a> ·{' '}
    <a href={`${itemPath(item)}/skrivelse.docx`}>{sv.item.word}</a> ·{' '}
    <a href={`${itemPath(item)}/figures.json`}>{sv.item.figures}</a>
    {isDraft && <span class="help"> {sv.item.draftRemark}</span>}
  </p>
);

/** Each part with a link to its form right under its heading, so that it is changed where it is read. */
const editable = (item: ItemHead, parts: readonly ItemPart[]): Block[] =>
  parts.flatMap(({ part, heading: text, blocks }) => [
    heading(1, text),
    ...(part === null ? [] : [paragraph([link(sv.item.changePart(text), partPath(item, part))])]),
    ...blocks,
  ]);

export type HistoryLine = {
  readonly enteredAt: Date;
  readonly what: string;
  readonly who: string;
  readonly comment: string;
};

const History = ({ lines }: { lines: readonly HistoryLine[] }) => (
  <details>
    <summary>{sv.item.history}</summary>
    <Table
      caption={sv.item.history}
      hideCaption
      rows={lines}
      columns={[
        { key: 'nar', text: sv.item.when, cell: line => formatInstant(line.enteredAt) },
        {
          key: 'vad',
          text: sv.item.what,
          cell: line => (line.comment === '' ? line.what : `${line.what}. ”${line.comment}”`),
        },
        { key: 'vem', text: sv.item.who, cell: line => line.who },
      ]}
    />
  </details>
);

/** An item that is being written: what it lacks, its parts to change, and the next step. */
export const DraftItemPage = ({
  item,
  matter,
  thread,
  parts,
  readiness,
  moves,
  mayWrite,
  returned,
  history,
}: {
  item: ItemHead;
  matter: Matter;
  thread: Thread;
  parts: readonly ItemPart[];
  readiness: Readiness;
  moves: readonly OfferedMove[];
  mayWrite: boolean;
  /** Why it was last returned, while it is being rewritten. */
  returned: string | null;
  history: readonly HistoryLine[];
}) => (
  <>
    <Head {...{ item, matter, thread }} />
    {returned !== null && (
      <Notice kind="warning">
        <p>
          <strong>{sv.item.returned}.</strong> {returned}
        </p>
      </Notice>
    )}
    <ReadinessView readiness={readiness} mayWrite={mayWrite} />
    <Moves item={item} offered={moves} />
    <DocumentLinks item={item} isDraft />
    {mayWrite && (
      <nav aria-labelledby="andra" class="tabs">
        <p class="help" id="andra">
          {sv.item.parts}
        </p>
        <ul>
          {(Object.keys(partAddresses) as FormName[]).map(name => (
            <li>
              <a href={partPath(item, name)}>{sv.item.partNames[name]}</a>
            </li>
          ))}
        </ul>
      </nav>
    )}
    <Blocks
      blocks={
        mayWrite ? editable(item, parts) : parts.flatMap(part => [heading(1, part.heading), ...part.blocks])
      }
      draft
      contents
    />
    <History lines={history} />
  </>
);

/** A clause as it reads by itself: the word that follows the lead-in stands before it. */
export const clauseText = ({ clauseStyle }: ItemHead, text: string): string =>
  clauseStyle === 'attSatser' ? sv.proposal.that(text) : text;

const Decisions = ({ item, clauses }: { item: ItemHead; clauses: readonly ProposalClause[] }) => (
  <section aria-labelledby="beslut">
    <h2 id="beslut">{sv.decision.heading}</h2>
    <ol>
      {clauses.map(clause => (
        <li>
          {clause.decision !== null && <strong>{sv.decision.choices[clause.decision]}: </strong>}
          {clauseText(item, clause.decidedText ?? clause.text)}
        </li>
      ))}
    </ol>
  </section>
);

/** An item that the board has got: the one page first, then the document as it was sent, then what came of it. */
export const SentItemPage = ({
  item,
  matter,
  thread,
  onePage,
  blocks,
  sealedAt,
  clauses,
  moves,
  mayDecide,
  history,
}: {
  item: ItemHead;
  matter: Matter;
  thread: Thread;
  onePage: readonly Block[];
  blocks: readonly Block[];
  sealedAt: Date;
  clauses: readonly ProposalClause[];
  moves: readonly OfferedMove[];
  mayDecide: boolean;
  /** null: not for this reader. */
  history: readonly HistoryLine[] | null;
}) => (
  <>
    <Head {...{ item, matter, thread }} />
    {mayDecide && (
      <div class="buttons">
        <ButtonLink href={`${itemPath(item)}/beslut`} look="primary">
          {sv.decision.title}
        </ButtonLink>
      </div>
    )}
    <Moves item={item} offered={moves} />
    {(item.stage === 'beslutad' || item.stage === 'återremitterad') && <Decisions {...{ item, clauses }} />}
    <section aria-labelledby="en-sida">
      <h2 id="en-sida">{sv.item.onePage}</h2>
      <Blocks blocks={onePage} firstHeading={3} anchorPrefix="en-sida-" />
    </section>
    <DocumentLinks item={item} isDraft={false} />
    <section aria-labelledby="skrivelsen">
      <h2 id="skrivelsen">{sv.item.document}</h2>
      <p class="help">{sv.item.sealed(formatInstant(sealedAt))}</p>
      <Blocks blocks={blocks} firstHeading={3} contents />
    </section>
    <ThreadView thread={thread} currentItemId={item.id} />
    {history && <History lines={history} />}
  </>
);
