import { findPerson, fullName, loadHoldings, loadPeople, type Person, roles } from '#app/access/index.ts';
import type { Scoped } from '#app/database/index.ts';
import type { Author } from '#app/documents/index.ts';
import { loadAuthority } from '#app/organisation/index.ts';
import type { IsoDate } from '#app/shared/date.ts';
import { contains } from '#app/shared/period.ts';
import type { BoardItem, ItemHead } from './board-item.ts';
import type { ItemDraft, Signer } from './draft.ts';
import type { ReadFilling } from './filling.ts';
import {
  findItemHead,
  loadAttachments,
  loadClauses,
  loadInsertedFigures,
  loadParticipation,
  loadRecipients,
  loadTexts,
  type ParticipationAnswers,
} from './item-store.ts';
import { loadMatters, loadOrders } from './matter-store.ts';
import { type EarlierAnswer, wordsOf } from './participation.ts';
import { sv } from './sv.ts';
import { type BoardOrders, threadOf } from './thread.ts';

const shownName = (person: Person): string =>
  person.isProtected ? sv.document.protectedName : fullName(person);

const loadAuthor = async (tx: Scoped, personId: string | null, on: IsoDate): Promise<Author | null> => {
  const person = personId === null ? null : await findPerson(tx, personId);
  if (!person) return null;
  const held = (await loadHoldings(tx)).find(one => one.personId === person.id && contains(one, on));
  return {
    name: shownName(person),
    ...(held ? { role: roles[held.role].text } : {}),
    ...(person.email && !person.isProtected ? { email: person.email } : {}),
  };
};

/** Those who sign: whoever leads the administration on the day, then whoever leads its areas. */
const loadSigners = async (tx: Scoped, on: IsoDate): Promise<Signer[]> => {
  const people = new Map((await loadPeople(tx)).map(person => [person.id, person]));
  const holdings = (await loadHoldings(tx)).filter(holding => contains(holding, on));
  return (['förvaltningschef', 'verksamhetschef'] as const).flatMap(role =>
    holdings
      .filter(holding => holding.role === role)
      .flatMap(holding => {
        const person = people.get(holding.personId);
        return person ? [{ name: shownName(person), role: roles[role].text }] : [];
      }),
  );
};

const loadItem = async (
  tx: Scoped,
  head: ItemHead,
  orders: BoardOrders,
  answers: ParticipationAnswers | undefined,
): Promise<BoardItem> => ({
  ...head,
  texts: await loadTexts(tx, head.id),
  clauses: await loadClauses(tx, head.id),
  firstAnswer: answers?.firstAnswer ?? null,
  secondAnswer: answers?.secondAnswer ?? null,
  attachments: await loadAttachments(tx, head.id),
  recipients: await loadRecipients(tx, head.id),
  reportBacks: orders.reportBacks.filter(one => one.itemId === head.id),
  insertedFigures: await loadInsertedFigures(tx, head.id),
});

/** An item with everything it is made of, in one state of the data; null when there is none. */
export const readDraft = async (
  tx: Scoped,
  itemId: string,
  today: IsoDate,
  readFilling: ReadFilling,
): Promise<ItemDraft | null> => {
  const head = await findItemHead(tx, itemId);
  if (!head) return null;
  const matters = await loadMatters(tx);
  const matter = matters.find(one => one.id === head.matterId);
  if (!matter) return null;
  const orders = await loadOrders(tx);
  const participation = await loadParticipation(tx);
  const thread = threadOf(matter.id, orders);
  const others = orders.items.filter(other => other.id !== itemId);
  const earlier = (pick: (answers: ParticipationAnswers) => string): EarlierAnswer[] =>
    others.flatMap(other => {
      const answers = participation.get(other.id);
      const text = answers ? pick(answers) : '';
      const from = matters.find(one => one.id === other.matterId);
      return text === '' ? [] : [{ label: from?.registryNumber ?? other.title, text }];
    });
  const signedOn = head.meetingOn ?? today;
  return {
    authority: await loadAuthority(tx),
    matter,
    item: await loadItem(tx, head, orders, participation.get(itemId)),
    author: await loadAuthor(tx, head.authorId, today),
    signers: await loadSigners(tx, signedOn),
    thread,
    earlierFirst: earlier(answers => wordsOf(answers.firstAnswer)),
    earlierSecond: earlier(answers => wordsOf(answers.secondAnswer)),
    filling: await readFilling(tx, head.dataOn, head.compareOn, today),
    today,
  };
};
