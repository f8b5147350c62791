import { heading, paragraph, prose } from '#app/documents/index.ts';
import type { Chapter } from '#app/positions/index.ts';
import { type DataCut, type Figure, makeFigure } from '#app/shared/figure.ts';
import type { BoardItem, ItemHead } from './board-item.ts';
import type { Commission, ReportBack } from './commission.ts';
import type { ItemDraft } from './draft.ts';
import type { ItemFilling } from './filling.ts';
import type { Matter } from './matter.ts';
import { beginAnswers } from './prefill.ts';
import type { ProposalClause } from './proposal.ts';
import { threadOf } from './thread.ts';

/** The chain that the founding document tells of, in Ekdala, for tests of this room. */

export const cut: DataCut = { on: '2026-11-23', event: 41 };

export const positionsFigure: Figure = makeFigure({
  question: 'positions.count',
  parameters: {},
  value: 34,
  unit: 'antal',
  cut,
});

/** A filling that needs no database: two chapters with one figure between them. */
export const stubFilling = (at: DataCut = cut): ItemFilling => {
  const ask: ItemFilling['ask'] = ({ question, parameters }) =>
    question === 'positions.count'
      ? makeFigure({ question, parameters, value: 34, unit: 'antal', cut: at })
      : null;
  const count = makeFigure({
    question: 'positions.count',
    parameters: {},
    value: 34,
    unit: 'antal',
    cut: at,
  });
  const chapter = (key: Chapter['key'], title: string): Chapter => ({
    key,
    heading: title,
    blocks: [heading(1, 'Läget'), paragraph(prose`Ekdala har ${count} karriärtjänster.`)],
    figures: [count],
  });
  return {
    cut: at,
    chapters: () => [chapter('fordelning', 'Fördelning'), chapter('anvandning', 'Användning')],
    ask,
    sourceOf: () => ({
      columns: ['Tjänst'],
      rows: Array.from({ length: 34 }, (_, row) => ({
        cells: [`T${row + 1}`],
        unitId: null,
        personId: null,
      })),
      rule: { kind: 'rows' },
    }),
    figureNames: () => ({}),
    questionTitles: { 'positions.count': 'Antal karriärtjänster' },
  };
};

export const matter: Matter = {
  id: 'm1',
  registryNumber: 'BUN 2026/118',
  title: 'Uppföljning av karriärtjänster',
  openedOn: '2017-03-17',
  version: 1,
};

export const firstCommission: Commission = {
  id: 'c1',
  matterId: 'm1',
  givenOn: '2017-03-17',
  paragraph: '23',
  text: 'sammanställa hur karriärtjänsterna är fördelade mellan kommunens skolor, att beskriva på vilket sätt och inom vilka ämnen de används, att bedöma vilken effekt respektive karriärtjänst har haft på elevernas resultat, samt att återkomma till bildningsnämnden',
  addressee: 'bildningsförvaltningen',
  dueOn: '2017-12-31',
  sourceClauseId: null,
  followsId: null,
  questions: [
    'hur karriärtjänsterna är fördelade mellan kommunens skolor',
    'på vilket sätt och inom vilka ämnen karriärtjänsterna används',
    'vilken effekt respektive karriärtjänst har haft på elevernas resultat',
    'återkomma till bildningsnämnden',
  ],
};

export const secondCommission: Commission = {
  id: 'c2',
  matterId: 'm1',
  givenOn: '2017-12-20',
  paragraph: '96',
  text: 'tydliggöra planeringen och organiseringen för att bättre kunna följa upp de faktiska effekterna, samt att återrapportera detta',
  addressee: 'bildningsförvaltningen',
  dueOn: null,
  sourceClauseId: null,
  followsId: 'c1',
  questions: ['hur planeringen och organiseringen har tydliggjorts', 'återrapportera till bildningsnämnden'],
};

export const firstReportBack: ReportBack = {
  id: 'r1',
  commissionId: 'c1',
  itemId: null,
  title: 'en utvärdering av karriärtjänsterna',
  reportedOn: '2017-12-20',
  paragraph: '96',
  decision: 'godkänd',
  answers: [
    { position: 1, verdict: 'delvis besvarad', text: '', chapter: null },
    { position: 2, verdict: 'delvis besvarad', text: '', chapter: null },
    { position: 3, verdict: 'återstår', text: '', chapter: null },
    { position: 4, verdict: 'besvarad', text: '', chapter: null },
  ],
};

const head: ItemHead = {
  id: 'i1',
  matterId: 'm1',
  title: 'Återrapportering av uppföljning av karriärtjänster',
  stage: 'utkast',
  meetingOn: '2026-12-16',
  authorId: 'p1',
  clauseStyle: 'attSatser',
  dataOn: '2026-11-23',
  compareOn: null,
  decidedOn: null,
  paragraph: null,
  version: 1,
};

export const clause = (parts: Partial<ProposalClause> & Pick<ProposalClause, 'text'>): ProposalClause => ({
  id: parts.text.slice(0, 12),
  givesCommission: false,
  addressee: null,
  dueOn: null,
  decision: null,
  decidedText: null,
  ...parts,
});

export const ownReportBack = (commission: Commission): ReportBack => ({
  id: `r-${commission.id}`,
  commissionId: commission.id,
  itemId: 'i1',
  title: head.title,
  reportedOn: null,
  paragraph: null,
  decision: null,
  answers: beginAnswers(commission).map(answer =>
    answer.verdict === null
      ? { ...answer, verdict: 'besvarad' as const, text: 'En rutin gäller sedan hösten.' }
      : answer,
  ),
});

/** An item with nothing missing. */
export const finishedItem: BoardItem = {
  ...head,
  texts: {
    summary: '',
    description: 'Nämnden började inrätta karriärtjänster 2011.',
    preparation: '## Grundskolan\n\nRektorerna har gått igenom {{S-TESTAAA}} tjänster.',
    economy: '',
  },
  clauses: [
    clause({ id: 'k1', text: 'godkänna återrapporteringen av uppföljning av karriärtjänster' }),
    clause({
      id: 'k2',
      text: 'ge förvaltningschefen i uppdrag att senast den 30 april 2027 ta fram en rutin för uppföljning av karriärtjänster',
      givesCommission: true,
      addressee: 'förvaltningschefen',
      dueOn: '2027-04-30',
    }),
  ],
  firstAnswer: {
    asked: 'ja',
    ways: ['elevråd'],
    count: 240,
    on: '2026-10-14',
    views: 'Eleverna vill veta vem som är förstelärare och vad det betyder för undervisningen.',
    changed: 'Förslaget har fått ett krav på information till eleverna.',
    fedBackOn: '2026-11-12',
  },
  secondAnswer: {
    evidence: [{ kind: 'skolenkät', datedOn: '2026-03-02', text: 'Svaren om studiero.' }],
    influence: 'Skolenkätens svar om studiero har använts när behoven på skolorna bedömdes.',
  },
  attachments: [{ title: 'Rutin för uppföljning', datedOn: '2026-08-01' }],
  recipients: ['Förvaltningschefen', 'Rektorerna'],
  reportBacks: [ownReportBack(firstCommission), ownReportBack(secondCommission)],
  insertedFigures: [{ code: 'S-TESTAAA', question: 'positions.count', parameters: {} }],
};

export const draftOf = (item: BoardItem = finishedItem, more: Partial<ItemDraft> = {}): ItemDraft => ({
  authority: {
    name: 'Ekdala kommun',
    organisationNumber: null,
    municipalityCode: null,
    boardName: 'bildningsnämnden',
    administrationName: 'bildningsförvaltningen',
    clauseStyle: 'attSatser',
  },
  matter,
  item,
  author: { name: 'Åsa Öberg', role: 'Utvecklingsledare' },
  signers: [{ name: 'Margareta Nordin', role: 'Förvaltningschef' }],
  thread: threadOf('m1', {
    commissions: [firstCommission, secondCommission],
    reportBacks: [firstReportBack, ...item.reportBacks],
    items: [item],
  }),
  earlierFirst: [],
  earlierSecond: [],
  filling: stubFilling(),
  today: '2026-11-23',
  ...more,
});
