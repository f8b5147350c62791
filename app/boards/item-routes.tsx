import { fullName, loadHoldings, loadPeople, type Person } from '#app/access/index.ts';
import { eventsAbout, type RecordedEvent, type Scoped } from '#app/database/index.ts';
import { type Manuscript, renderHtmlDocument, renderPdf, renderWord } from '#app/documents/index.ts';
import { loadAuthority } from '#app/organisation/index.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { contains } from '#app/shared/period.ts';
import type { Place } from '#app/shared/permission.ts';
import {
  ConflictPage,
  conflictTitle,
  get,
  linesBeside,
  post,
  type Route,
  SentForm,
  type Visit,
} from '#app/web/index.ts';
import { boardsPath, itemPath, matterPath, partAddresses, partPath } from './addresses.ts';
import { contentMark, type ItemHead } from './board-item.ts';
import { decisionField } from './decision.ts';
import type { ItemDraft } from './draft.ts';
import type { ReadFilling } from './filling.ts';
import { governingUnit } from './governing-unit-reading.ts';
import { createItem, takeCommission } from './item-actions.ts';
import { itemDocument, itemParts } from './item-document.ts';
import { itemFigures } from './item-figures.ts';
import { readDraft } from './item-reading.ts';
import { findItemHead, findSealed, loadClauses } from './item-store.ts';
import type { Matter } from './matter.ts';
import { findMatter, loadOrders } from './matter-store.ts';
import { DecisionPage } from './pages/decision-page.tsx';
import { withOneMoreRow } from './pages/form-rows.ts';
import { insertedIn, withInsertedFigure } from './pages/inserting.ts';
import { DraftItemPage, type HistoryLine, SentItemPage } from './pages/item-page.tsx';
import { matterName } from './pages/matter-pages.tsx';
import { NewItemPage } from './pages/new-item-page.tsx';
import { type PartForm, partForms } from './pages/part-forms.ts';
import { PartPage } from './pages/part-pages.tsx';
import { readinessFor, readinessOf } from './readiness.ts';
import { type SealedContent, unseal } from './seal.ts';
import { moveItem, recordDecision } from './stage-actions.ts';
import { isMoveName, moves, movesFrom, sentStages } from './stages.ts';
import { sv } from './sv.ts';
import { threadOf, withShownItems } from './thread.ts';

const empty = new SentForm();
const one = `${boardsPath}/:id/skrivelser/:itemId`;
const itemIdOf = (visit: Visit): string => visit.parameters.itemId ?? '';
const matterIdOf = (visit: Visit): string => visit.parameters.id ?? '';

const trail = (matter: Matter, item?: ItemHead) => [
  { text: sv.title, href: boardsPath },
  { text: matterName(matter), href: matterPath(matter.id) },
  ...(item ? [{ text: sv.item.crumb, href: itemPath(item) }] : []),
];

/** The item of the address, in the matter of the address. */
const findItem = async (tx: Scoped, visit: Visit): Promise<ItemHead | null> => {
  const item = await findItemHead(tx, itemIdOf(visit));
  return item?.matterId === matterIdOf(visit) ? item : null;
};

/** Where the item stands decides who may do what with it. */
const itemPlace = (visit: Visit): Promise<Place | null> =>
  visit.transact(async tx => {
    const item = await findItem(tx, visit);
    return item ? { unitId: await governingUnit(tx, visit.today), state: item.stage } : null;
  });

/** Reading: an item that is rewritten after a referral back is still open, as it was sent, to those who got it. */
const readingPlace = (visit: Visit): Promise<Place | null> =>
  visit.transact(async tx => {
    const item = await findItem(tx, visit);
    if (!item) return null;
    const wasSent = (await findSealed(tx, item.id)) !== null;
    return { unitId: await governingUnit(tx, visit.today), state: wasSent ? 'återremitterad' : item.stage };
  });

type Reading =
  | { readonly kind: 'draft'; readonly draft: ItemDraft }
  | {
      readonly kind: 'sent';
      readonly item: ItemHead;
      readonly content: SealedContent;
      readonly sealedAt: Date;
    };

/** Everything the pages of an item are made from; documents and pictures are made after the transaction. */
export const itemRoutes = (readFilling: ReadFilling): Route[] => {
  /** What the reader may see of the item: the draft, or what was sent. */
  const readItem = (visit: Visit): Promise<Reading | null> =>
    visit.transact(async (tx): Promise<Reading | null> => {
      const item = await findItem(tx, visit);
      if (!item) return null;
      const unitId = await governingUnit(tx, visit.today);
      const seesDraft = visit.viewer.may('seeBoardItem', { unitId, state: item.stage }).allowed;
      if (sentStages.includes(item.stage) || !seesDraft) {
        const sealed = await findSealed(tx, item.id);
        return sealed ? { kind: 'sent', item, content: unseal(sealed), sealedAt: sealed.sealedAt } : null;
      }
      const draft = await readDraft(tx, item.id, visit.today, readFilling);
      return draft ? { kind: 'draft', draft } : null;
    });

  const manuscriptOf = (reading: Reading, visit: Visit): Manuscript =>
    reading.kind === 'sent'
      ? reading.content.manuscript
      : itemDocument(reading.draft, reading.draft.filling.chapters(), { date: visit.today, draft: true });

  const fileName = ({ about }: Manuscript, ending: string): string =>
    [about.kind, about.registryNumber, about.draft ? 'utkast' : ''].filter(Boolean).join(' ') + ending;

  const download = (
    ending: string,
    render: (manuscript: Manuscript, visit: Visit) => Promise<Uint8Array>,
    type: string,
  ) =>
    get(
      `${one}/skrivelse${ending}`,
      'seeBoardItem',
      async visit => {
        const reading = await readItem(visit);
        if (!reading) return visit.notFound();
        const manuscript = manuscriptOf(reading, visit);
        return visit.file(await render(manuscript, visit), fileName(manuscript, ending), type);
      },
      readingPlace,
    );

  const showItem = async (visit: Visit, problems: readonly FieldError[] = []): Promise<Response> => {
    const reading = await readItem(visit);
    if (!reading) return visit.notFound();
    const { viewer } = visit;
    const head = reading.kind === 'draft' ? reading.draft.item : reading.item;
    const known = await visit.transact(async tx => ({
      unitId: await governingUnit(tx, visit.today),
      matter: await findMatter(tx, head.matterId),
      thread: threadOf(head.matterId, await loadOrders(tx)),
      clauses: await loadClauses(tx, head.id),
      history: historyOf(await eventsAbout(tx, `boardItem:${head.id}`), await loadPeople(tx)),
    }));
    const { unitId, matter, clauses, history } = known;
    if (!matter) return visit.notFound();
    const thread = withShownItems(
      known.thread,
      item => item.id === head.id || viewer.may('seeBoardItem', { unitId, state: item.stage }).allowed,
    );
    const may = (action: Parameters<typeof viewer.may>[0]) =>
      viewer.may(action, { unitId, state: head.stage }).allowed;
    const offered = movesFrom(head.stage).filter(({ move }) => may(move.action));
    const frame = {
      title: head.title,
      crumbs: [...trail(matter), { text: sv.item.crumb }],
      problems,
    };
    if (reading.kind === 'sent') {
      return visit.page({
        ...frame,
        body: (
          <SentItemPage
            item={head}
            {...{ matter, thread, clauses }}
            onePage={reading.content.onePage}
            blocks={reading.content.manuscript.blocks}
            sealedAt={reading.sealedAt}
            moves={offered}
            mayDecide={head.stage === 'utskickad' && may('recordDecision')}
            history={viewer.may('seeBoardItem', { unitId, state: 'utkast' }).allowed ? history : null}
          />
        ),
      });
    }
    const { draft } = reading;
    return visit.page({
      ...frame,
      body: (
        <DraftItemPage
          item={head}
          {...{ matter, thread, history }}
          parts={itemParts(draft, draft.filling.chapters(), visit.today)}
          readiness={readinessFor(viewer, readinessOf(draft))}
          moves={offered}
          mayWrite={may('editBoardItem')}
          returned={head.stage === 'utkast' ? lastComment(history) : null}
        />
      ),
    });
  };

  const newItem = async (visit: Visit, form: SentForm, problems: readonly FieldError[]) => {
    const known = await visit.transact(async tx => ({
      matter: await findMatter(tx, matterIdOf(visit)),
      people: await loadWriters(tx, visit),
      style: (await loadAuthority(tx)).clauseStyle,
    }));
    const { matter, people, style } = known;
    if (!matter) return visit.notFound();
    return visit.page({
      title: sv.item.new,
      crumbs: [...trail(matter), { text: sv.item.new }],
      problems,
      body: (
        <NewItemPage
          {...{ matter, people, style, form, problems }}
          today={visit.today}
          authorId={visit.viewer.personId}
        />
      ),
    });
  };

  const partPage = async (
    visit: Visit,
    part: PartForm,
    shown: (draft: ItemDraft) => SentForm,
    problems: readonly FieldError[],
  ): Promise<Response> => {
    const known = await visit.transact(async tx => ({
      draft: await readDraft(tx, itemIdOf(visit), visit.today, readFilling),
      people: await loadWriters(tx, visit),
    }));
    const { draft, people } = known;
    if (!draft) return visit.notFound();
    const title = sv.item.partNames[part.name];
    const chapters = draft.filling.chapters();
    const form = shown(draft);
    return visit.page({
      title,
      crumbs: [...trail(draft.matter, draft.item), { text: title }],
      problems,
      body: (
        <PartPage
          name={part.name}
          content={part.content(draft)}
          {...{ draft, chapters, people, form, problems }}
        />
      ),
    });
  };

  const savePart = async (visit: Visit, part: PartForm): Promise<Response> => {
    const { form } = visit;
    if (form.text('do') === 'add') return partPage(visit, part, () => withOneMoreRow(form), []);
    if (form.text('do') === 'insert')
      return partPage(visit, part, ({ filling }) => withInsertedFigure(form, filling), []);
    const before = await visit.transact(tx => readDraft(tx, itemIdOf(visit), visit.today, readFilling));
    if (!before) return visit.notFound();
    const change = {
      itemId: before.item.id,
      today: visit.today,
      mark: form.text('mark'),
      offered: [
        ...insertedIn(form, before.filling),
        ...before.filling.chapters().flatMap(chapter => chapter.figures),
      ],
    };
    const result = await visit.transact(tx => part.save(tx, change, form, before));
    switch (result.outcome) {
      case 'saved':
        return visit.redirect(itemPath(before.item), sv.item.saved);
      case 'missing':
        return visit.notFound();
      case 'refused':
        return partPage(visit, part, () => form, result.problems);
      case 'conflict':
        return visit.page({
          title: conflictTitle,
          crumbs: trail(before.matter, before.item),
          status: 409,
          body: (
            <ConflictPage
              action={partPath(before.item, part.name)}
              back={itemPath(before.item)}
              differences={linesBeside(part.theirs(before), part.yours(form, before))}
              form={form}
              mark={{ mark: contentMark(part.content(before)) }}
            />
          ),
        });
    }
  };

  const showDecision = async (visit: Visit, form: SentForm, problems: readonly FieldError[]) => {
    const known = await visit.transact(async tx => {
      const item = await findItem(tx, visit);
      const matter = item ? await findMatter(tx, item.matterId) : null;
      return item && matter ? { item, matter, clauses: await loadClauses(tx, item.id) } : null;
    });
    if (!known) return visit.notFound();
    const { item, matter, clauses } = known;
    return visit.page({
      title: sv.decision.title,
      crumbs: [...trail(matter, item), { text: sv.decision.title }],
      problems,
      body: <DecisionPage {...{ item, clauses, form, problems }} />,
    });
  };

  const changed: FieldError = { field: '', text: sv.stage.changed };

  return [
    get(`${boardsPath}/:id/skrivelser/ny`, 'editBoardItem', visit => newItem(visit, empty, []), newItemPlace),
    post(
      `${boardsPath}/:id/skrivelser/ny`,
      'editBoardItem',
      async visit => {
        const { form } = visit;
        const result = await visit.transact(tx =>
          createItem(tx, visit.today, matterIdOf(visit), {
            title: form.text('title'),
            meetingOn: form.text('meetingOn'),
            authorId: form.text('authorId'),
            clauseStyle: form.text('clauseStyle'),
            dataOn: form.text('dataOn'),
            compareOn: form.text('compareOn'),
          }),
        );
        if (!result) return visit.notFound();
        if (!result.ok) return newItem(visit, form, result.problems);
        return visit.redirect(itemPath(result.value), sv.item.created);
      },
      newItemPlace,
    ),
    get(one, 'seeBoardItem', visit => showItem(visit), readingPlace),
    download(
      '.html',
      async (manuscript, { origin }) =>
        new TextEncoder().encode(renderHtmlDocument(manuscript, { siteAddress: origin })),
      'text/html; charset=utf-8',
    ),
    download('.pdf', manuscript => renderPdf(manuscript), 'application/pdf'),
    download(
      '.docx',
      manuscript => renderWord(manuscript),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ),
    get(
      `${one}/figures.json`,
      'seeBoardItem',
      async visit => {
        const reading = await readItem(visit);
        if (!reading) return visit.notFound();
        const json = JSON.stringify(itemFigures(manuscriptOf(reading, visit)), null, 2);
        return visit.file(new TextEncoder().encode(json), 'figures.json', 'application/json');
      },
      readingPlace,
    ),
    ...partForms.flatMap(part => {
      const address = `${one}/${partAddresses[part.name]}`;
      return [
        get(address, 'editBoardItem', visit => partPage(visit, part, () => empty, []), itemPlace),
        post(address, 'editBoardItem', visit => savePart(visit, part), itemPlace),
      ];
    }),
    post(
      `${one}/svara-pa`,
      'editBoardItem',
      async visit => {
        const result = await visit.transact(tx =>
          takeCommission(
            tx,
            { itemId: itemIdOf(visit), today: visit.today },
            visit.form.text('commissionId'),
          ),
        );
        if (result.outcome !== 'saved') return visit.notFound();
        return visit.redirect(
          partPath({ id: itemIdOf(visit), matterId: matterIdOf(visit) }, 'answers'),
          sv.answers.taken,
        );
      },
      itemPlace,
    ),
    post(
      `${one}/lage`,
      'seeBoardItem',
      async visit => {
        const { form, viewer } = visit;
        const name = form.text('move');
        const { item, unitId } = await visit.transact(async tx => ({
          item: await findItem(tx, visit),
          unitId: await governingUnit(tx, visit.today),
        }));
        // The right to the page is not the right to the move: each move names its own.
        if (!item || !isMoveName(name) || moves[name].byDecision) return visit.notFound();
        if (!viewer.may(moves[name].action, { unitId, state: item.stage }).allowed) return visit.notFound();
        const result = await moveItem(
          work => visit.transact(work),
          {
            itemId: item.id,
            today: visit.today,
            version: Number(form.text('version')),
            move: name,
            comment: form.text('comment'),
          },
          readFilling,
        );
        if (result.outcome === 'missing') return visit.notFound();
        if (result.outcome === 'conflict') return showItem(visit, [changed]);
        if (result.outcome === 'refused') return showItem(visit, result.problems);
        return visit.redirect(itemPath(item), moves[name].done);
      },
      itemPlace,
    ),
    get(`${one}/beslut`, 'recordDecision', visit => showDecision(visit, empty, []), itemPlace),
    post(
      `${one}/beslut`,
      'recordDecision',
      async visit => {
        const { form } = visit;
        const clauses = form
          .names()
          .flatMap(name => /^clauseId-(\d+)$/.exec(name)?.[1] ?? [])
          .map(Number)
          .map(number => ({
            clauseId: form.text(`clauseId-${number}`),
            decision: form.text(decisionField('decision', number)),
            decidedText: form.text(decisionField('decidedText', number)),
            addressee: form.text(decisionField('addressee', number)),
            dueOn: form.text(decisionField('dueOn', number)),
          }));
        const result = await visit.transact(tx =>
          recordDecision(
            tx,
            { itemId: itemIdOf(visit), today: visit.today, version: Number(form.text('version')) },
            { decidedOn: form.text('decidedOn'), paragraph: form.text('paragraph'), clauses },
          ),
        );
        if (result.outcome === 'missing') return visit.notFound();
        if (result.outcome === 'conflict') return showDecision(visit, form, [changed]);
        if (result.outcome === 'refused') return showDecision(visit, form, result.problems);
        const done = result.value.stage === 'beslutad' ? sv.decision.recorded : sv.decision.referred;
        return visit.redirect(itemPath(result.value), done);
      },
      itemPlace,
    ),
  ];
};

/** A new item is written as a draft. */
const newItemPlace = async (visit: Visit): Promise<Place> => ({
  unitId: await visit.transact(tx => governingUnit(tx, visit.today)),
  state: 'utkast',
});

/** Those who hold a role today: one of them writes the item. */
const loadWriters = async (tx: Scoped, visit: Visit): Promise<Person[]> => {
  const held = new Set(
    (await loadHoldings(tx)).filter(holding => contains(holding, visit.today)).map(one => one.personId),
  );
  const central = [
    'förvaltningschef',
    'verksamhetschef',
    'utvecklingsledare',
    'nämndsekreterare',
    'administratör',
  ];
  const writers = new Set(
    (await loadHoldings(tx))
      .filter(holding => held.has(holding.personId) && central.includes(holding.role))
      .map(one => one.personId),
  );
  return (await loadPeople(tx)).filter(person => writers.has(person.id));
};

const historyOf = (events: readonly RecordedEvent[], people: readonly Person[]): HistoryLine[] => {
  const names = new Map(
    people.map(person => [person.id, person.isProtected ? sv.document.protectedName : fullName(person)]),
  );
  return events.map(event => {
    const { part, to, comment } = event.details;
    const about = typeof part === 'string' ? partName(part) : typeof to === 'string' ? to : '';
    const what = sv.events[event.kind] ?? event.kind;
    return {
      enteredAt: event.enteredAt,
      what: about === '' ? what : `${what}: ${about.toLocaleLowerCase('sv')}`,
      who: event.actorId === null ? sv.item.someone : (names.get(event.actorId) ?? sv.item.someone),
      comment: typeof comment === 'string' ? comment : '',
    };
  });
};

const partNames: Readonly<Record<string, string>> = sv.item.partNames;
const partName = (part: string): string => partNames[part] ?? part;

/** What was said the last time the item changed stage, if it was returned then. */
const lastComment = (history: readonly HistoryLine[]): string | null =>
  history.find(line => line.what.startsWith(sv.events.boardItemMoved ?? ''))?.comment || null;
