import { roles } from '#app/access/index.ts';
import type { Viewer } from '#app/shared/permission.ts';
import { formatDate } from '#app/shared/swedish.ts';
import { type FormName, matterPath, partPath } from './addresses.ts';
import { sections } from './board-item.ts';
import { answerProblem } from './commission.ts';
import { figureFinder, type ItemDraft, type WrittenText, writtenTexts } from './draft.ts';
import { answeredCommissions } from './item-document.ts';
import { lintAttachments, lintProposal } from './linter.ts';
import { bareNumbers, codesIn } from './own-text.ts';
import { checkFirst, checkSecond, type Remark } from './participation.ts';
import { sv } from './sv.ts';

/** Something to see to before the item is sent, with the address where it is done; null for one who cannot go there. */
export type Missing = { readonly text: string; readonly href: string | null };

/** Where roles are given, which few may do. */
const PEOPLE = '/personer';

/** Errors keep the item from being approved and sent; warnings ask for a second look. */
export type Readiness = { readonly errors: readonly Missing[]; readonly warnings: readonly Missing[] };

type Found = Missing & { readonly severity: 'error' | 'warning' };

const DIRECTOR = roles.förvaltningschef.text;

const formOf = (part: WrittenText['part']): FormName =>
  part === 'first' || part === 'second' ? 'participation' : part;

const headingOf = (part: WrittenText['part']): string => {
  if (part === 'answers') return sv.document.answers;
  return part === 'first' || part === 'second' ? sv.document.participation : sections[part];
};

const facts = ({ item, matter, author, signers, today }: ItemDraft): Found[] => {
  const found: Found[] = [];
  const error = (text: string, href: string) => found.push({ severity: 'error', text, href });
  if (matter.registryNumber === null)
    error(sv.readiness.registryNumber, `${matterPath(matter.id)}/andra#registryNumber`);
  if (item.meetingOn === null) error(sv.readiness.meeting, partPath(item, 'facts', 'meetingOn'));
  else if (item.meetingOn < today) error(sv.readiness.meetingPassed, partPath(item, 'facts', 'meetingOn'));
  if (author === null) error(sv.readiness.author, partPath(item, 'facts', 'authorId'));
  if (!signers.some(signer => signer.role === DIRECTOR)) error(sv.readiness.signers, PEOPLE);
  if (item.recipients.length === 0) error(sv.readiness.recipients, partPath(item, 'recipients', 'name-1'));
  if (item.texts.preparation.trim() === '') {
    found.push({
      severity: 'warning',
      text: sv.readiness.preparation,
      href: partPath(item, 'preparation', 'text'),
    });
  }
  return found;
};

/** Every open question of the thread needs an answer; one whose deadline comes after the meeting may wait. */
const answers = (checked: ItemDraft): Found[] => {
  const { item, thread, today } = checked;
  const own = answeredCommissions(checked);
  const given = own.flatMap(({ commission, reportBack }) =>
    commission.questions.flatMap((question, at): Found[] => {
      const position = at + 1;
      const answer = reportBack.answers.find(one => one.position === position) ?? {
        position,
        verdict: null,
        text: '',
        chapter: null,
      };
      const problem = answerProblem(answer, question);
      const field = `${answer.verdict === null ? 'verdict' : 'text'}-${reportBack.id}-${position}`;
      return problem === null
        ? []
        : [{ severity: 'error', text: problem, href: partPath(item, 'answers', field) }];
    }),
  );
  const left = new Map(
    thread.openEnds
      .map(({ commission }) => commission)
      .filter(commission => !own.some(one => one.commission.id === commission.id))
      .map(commission => [commission.id, commission]),
  );
  const by = item.meetingOn ?? today;
  const leftOut = [...left.values()].map((commission): Found => {
    const waits = commission.dueOn !== null && commission.dueOn > by;
    return {
      severity: waits ? 'warning' : 'error',
      text: waits
        ? sv.readiness.commissionWaits(formatDate(commission.givenOn), formatDate(commission.dueOn ?? by))
        : sv.readiness.commissionLeftOut(formatDate(commission.givenOn)),
      href: partPath(item, 'answers', 'commissionId'),
    };
  });
  return [...given, ...leftOut];
};

const proposal = ({ item, authority }: ItemDraft): Found[] => {
  const { clauses, clauseStyle: style, meetingOn } = item;
  return [
    ...lintProposal({ clauses, style, boardName: authority.boardName, meetingOn }).map(
      ({ text, field }): Found => ({ severity: 'error', text, href: partPath(item, 'proposal', field) }),
    ),
    ...lintAttachments(item.attachments).map(
      ({ text, field }): Found => ({ severity: 'error', text, href: partPath(item, 'attachments', field) }),
    ),
  ];
};

/** What is to be said about the two answers on children, as the form shows it beside them. */
export const participationRemarks = ({
  item,
  today,
  earlierFirst,
  earlierSecond,
}: Pick<ItemDraft, 'item' | 'today' | 'earlierFirst' | 'earlierSecond'>): {
  readonly first: readonly Remark[];
  readonly second: readonly Remark[];
} => ({
  first: checkFirst(item.firstAnswer, today, earlierFirst),
  second: checkSecond(item.secondAnswer, earlierSecond),
});

const participation = (checked: ItemDraft): Found[] => {
  const { first, second } = participationRemarks(checked);
  return (
    [
      [sv.readiness.firstQuestion, first],
      [sv.readiness.secondQuestion, second],
    ] as const
  ).flatMap(([question, remarks]) =>
    remarks.map(
      ({ severity, field, text }): Found => ({
        severity,
        text: `${question}: ${text}`,
        href: partPath(checked.item, 'participation', field),
      }),
    ),
  );
};

/** Numbers in people's own texts: those put in as figures still exist, and no other digits claim to be data. */
const numbers = (checked: ItemDraft): Found[] => {
  const { item } = checked;
  const find = figureFinder(checked);
  return writtenTexts(item).flatMap(({ part, text, field }): Found[] => {
    const href = partPath(item, formOf(part), field);
    const heading = headingOf(part);
    return [
      ...codesIn(text)
        .filter(code => find(code) === null)
        .map((code): Found => ({ severity: 'error', text: sv.readiness.figureGone(code, heading), href })),
      ...bareNumbers(text).map(
        (number): Found => ({ severity: 'warning', text: sv.readiness.bareNumber(number, heading), href }),
      ),
    ];
  });
};

/** Everything that is missing in the item, each thing with the address where it is seen to. */
export const readinessOf = (checked: ItemDraft): Readiness => {
  const found = [facts, answers, proposal, participation, numbers].flatMap(check => check(checked));
  const of = (severity: Found['severity']): Missing[] =>
    found.filter(one => one.severity === severity).map(({ text, href }) => ({ text, href }));
  return { errors: of('error'), warnings: of('warning') };
};

/** The same list for a reader: without links to where only an administrator may go. */
export const readinessFor = (viewer: Pick<Viewer, 'may'>, { errors, warnings }: Readiness): Readiness => {
  const mayGiveRoles = viewer.may('editPeople', { unitId: null }).allowed;
  const seen = (missing: Missing): Missing =>
    missing.href === PEOPLE && !mayGiveRoles ? { ...missing, href: null } : missing;
  return { errors: errors.map(seen), warnings: warnings.map(seen) };
};

export const isReady = (readiness: Readiness): boolean => readiness.errors.length === 0;
