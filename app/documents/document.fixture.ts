import { type DotMark, drawChart } from '#app/charts/index.ts';
import { type Figure, makeFigure } from '#app/shared/figure.ts';
import {
  type Block,
  emphasis,
  figureRun,
  heading,
  link,
  type Manuscript,
  paragraph,
  picture,
  prose,
  strong,
} from './block.ts';

/** A realistic board item from the fictitious municipality Ekdala, for tests and for looking at. */

const cut = { on: '2026-09-15', event: 1482 } as const;
const questions = {
  'tjanster.antal': 'Antal inrättade karriärtjänster',
  'tjanster.vakanta': 'Antal vakanta karriärtjänster',
  'elever.per-tjanst': 'Elever per karriärtjänst',
  'elever.antal': 'Antal elever',
  'tid.planerad': 'Planerad tid i uppdraget, medelvärde',
  'uppfoljning.andel': 'Andel uppdrag som har följts upp',
};

export const sampleFigure = (
  question: string,
  value: number | null,
  unit: Figure['unit'] = 'antal',
  parameters: Readonly<Record<string, string>> = {},
): Figure =>
  makeFigure({
    question,
    value,
    unit,
    parameters,
    cut,
    ...(value === null ? { missing: 'färre än 10' } : {}),
  });

type SampleUnit = { name: string; leads: number; seniors: number; vacant: number; pupils: number };
const units: readonly SampleUnit[] = [
  { name: 'Björkskolan F–6', leads: 3, seniors: 0, vacant: 0, pupils: 312 },
  { name: 'Björkskolan 7–9', leads: 4, seniors: 0, vacant: 1, pupils: 486 },
  { name: 'Centralskolan', leads: 5, seniors: 0, vacant: 0, pupils: 641 },
  { name: 'Ekskolan', leads: 3, seniors: 0, vacant: 0, pupils: 398 },
  { name: 'Granhedens skola', leads: 1, seniors: 0, vacant: 0, pupils: 143 },
  { name: 'Hammarskolan', leads: 2, seniors: 0, vacant: 1, pupils: 371 },
  { name: 'Kvarnbäcksskolan', leads: 2, seniors: 0, vacant: 0, pupils: 288 },
  { name: 'Lillåns skola', leads: 1, seniors: 0, vacant: 0, pupils: 176 },
  { name: 'Sjöängens skola', leads: 2, seniors: 0, vacant: 0, pupils: 402 },
  { name: 'Östra skolan', leads: 2, seniors: 0, vacant: 0, pupils: 419 },
  { name: 'Ekdala gymnasium', leads: 5, seniors: 1, vacant: 0, pupils: 1_184 },
  { name: 'Vuxenutbildningen', leads: 1, seniors: 0, vacant: 0, pupils: 530 },
  { name: 'Modersmålsenheten', leads: 1, seniors: 0, vacant: 0, pupils: 611 },
];

const marks = (unit: SampleUnit): readonly DotMark[] => [
  ...Array.from({ length: unit.leads }, () => ({ kind: 'Förstelärare', vacant: false }) as const),
  ...Array.from({ length: unit.seniors }, () => ({ kind: 'Lektor', vacant: false }) as const),
  ...Array.from({ length: unit.vacant }, () => ({ kind: 'Förstelärare', vacant: true }) as const),
];
const filled = (unit: SampleUnit): number => unit.leads + unit.seniors;
const perPosition = (unit: SampleUnit): number => unit.pupils / filled(unit);
const sum = (of: (unit: SampleUnit) => number): number => units.reduce((total, unit) => total + of(unit), 0);
const bySize = [...units].sort((a, b) => perPosition(a) - perPosition(b));

export const dotStrip = drawChart({
  kind: 'dotStrip',
  title: 'Antalet elever per karriärtjänst varierar mellan 104 och 611',
  unit: 'elever per tjänst',
  n: '35 tjänster vid 13 enheter, varav två vakanta',
  source: 'Tjänsteregistret',
  on: cut.on,
  rows: bySize.map(unit => ({ label: unit.name, positions: marks(unit), value: perPosition(unit) })),
  mean: { value: sum(unit => unit.pupils) / sum(filled), label: 'Kommunen' },
});

const subjects = [
  'Matematik',
  'Svenska',
  'Svenska som andraspråk',
  'Engelska',
  'NO-ämnen',
  'SO-ämnen',
  'Moderna språk',
  'Idrott och hälsa',
  'Praktiskt-estetiska ämnen',
  'Ämnesövergripande',
];
const spread = [
  [1, 1, 0, 0, 0, 0, 0, 0, 0, 1],
  [1, 1, 0, 0, 1, 0, 0, 0, 0, 1],
  [2, 1, 1, 0, 0, 1, 0, 0, 0, 0],
  [1, 1, 0, 0, 0, 0, 0, 0, 0, 1],
  [0, 1, 0, 0, 0, 0, 0, 0, 0, 0],
  [1, 0, 0, 1, 0, 0, 0, 0, 0, 0],
  [0, 1, 0, 0, 0, 0, 0, 0, 0, 1],
  [1, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  [1, 0, 1, 0, 0, 0, 0, 0, 0, 0],
  [0, 1, 0, 0, 0, 1, 0, 0, 0, 0],
  [2, 1, 0, 1, 1, 0, 0, 0, 0, 1],
  [0, 0, 1, 0, 0, 0, 0, null, null, 0],
  [null, null, 0, null, null, null, 0, null, null, 1],
];
export const matrix = drawChart({
  kind: 'matrix',
  title: 'Matematik och svenska är väl täckta; moderna språk och idrott saknar förstelärare överallt',
  unit: 'tjänster',
  n: '35 tjänster vid 13 enheter',
  source: 'Uppdragsregistret',
  on: cut.on,
  columns: subjects,
  rows: units.map((unit, index) => ({ label: unit.name, counts: spread[index] ?? [] })),
});

export const bars = drawChart({
  kind: 'bars',
  title: 'De flesta uppdrag är ämnesutveckling, få gäller bedömning',
  unit: 'uppdrag',
  n: '33 uppdrag',
  source: 'Uppdragsregistret',
  on: cut.on,
  rows: [
    { label: 'Leda ämnesgrupp', value: 14 },
    { label: 'Utveckla undervisningen tillsammans med lärarna', value: 9 },
    { label: 'Systematiskt kvalitetsarbete', value: 5 },
    { label: 'Likvärdig bedömning och rättssäker betygssättning', value: 3 },
    { label: 'Annat', value: 2 },
  ],
});

export const change = drawChart({
  kind: 'change',
  title: 'Grundskolan har fått fyra tjänster sedan 2017, gymnasiet har lämnat en',
  unit: 'tjänster',
  n: '35 tjänster',
  source: 'Tjänsteregistret',
  on: cut.on,
  from: '20 december 2017',
  to: '15 september 2026',
  rows: [
    { label: 'Rektorsområde Norr', from: 8, to: 9 },
    { label: 'Rektorsområde Söder', from: 7, to: 10 },
    { label: 'Ekdala gymnasium', from: 7, to: 6 },
    { label: 'Vuxenutbildningen', from: 1, to: 1 },
    { label: 'Modersmålsenheten', from: null, to: 1 },
  ],
});

const leads = sampleFigure(
  'tjanster.antal',
  sum(unit => unit.leads),
  'antal',
  { slag: 'Förstelärare' },
);
const vacant = sampleFigure(
  'tjanster.vakanta',
  sum(unit => unit.vacant),
);
const perUnit = (unit: SampleUnit) => ({ enhet: unit.name });

const distribution: Block = {
  kind: 'table',
  caption: 'Karriärtjänsternas fördelning mellan enheterna',
  columns: [
    { head: 'Enhet', align: 'text' },
    { head: 'Förste­lärare', align: 'number' },
    { head: 'Lektor', align: 'number' },
    { head: 'Vakant', align: 'number' },
    { head: 'Elever', align: 'number' },
    { head: 'Elever per tjänst', align: 'number' },
  ],
  groups: [
    { head: '', span: 1 },
    { head: 'Tjänster', span: 3 },
    { head: 'Underlag', span: 2 },
  ],
  rows: [
    ...units.map(unit => ({
      cells: [
        unit.name,
        sampleFigure('tjanster.antal', unit.leads, 'antal', { ...perUnit(unit), slag: 'Förstelärare' }),
        String(unit.seniors),
        String(unit.vacant),
        sampleFigure('elever.antal', unit.pupils, 'antal', perUnit(unit)),
        sampleFigure('elever.per-tjanst', perPosition(unit), 'elever per tjänst', perUnit(unit)),
      ],
    })),
    {
      total: true,
      cells: [
        'Ekdala kommun',
        leads,
        String(sum(unit => unit.seniors)),
        vacant,
        sampleFigure(
          'elever.antal',
          sum(unit => unit.pupils),
        ),
        sampleFigure('elever.per-tjanst', sum(unit => unit.pupils) / sum(filled), 'elever per tjänst'),
      ],
    },
  ],
  note: prose`Elever per tjänst räknas på tillsatta tjänster. Modersmålsenhetens elever räknas också vid sin skolenhet.`,
  source: 'Tjänsteregistret 15 september 2026; elevantal enligt skolenhetsregistret samma dag',
};

/** The item in full: history, all four parts of the order, proposal, the two questions about children. */
export const sampleManuscript: Manuscript = {
  about: {
    title: 'Återrapportering av uppföljning och utvärdering av karriärtjänster',
    kind: 'Tjänsteskrivelse',
    lang: 'sv',
    authority: 'Ekdala kommun',
    administration: 'Bildningsförvaltningen',
    board: 'Bildningsnämnden',
    registryNumber: 'BUN 2026/118',
    date: '2026-11-23',
    author: { name: 'Åsa Öberg', role: 'Utvecklingsledare', email: 'asa.oberg@ekdala.example' },
    meetingOn: '2026-12-16',
    draft: true,
  },
  questions,
  blocks: [
    heading(1, 'Sammanfattning'),
    paragraph(
      prose`Kommunen har ${leads} förstelärare och en lektor vid 13 enheter; ${vacant} tjänster är vakanta. Tjänsterna används främst i matematik och svenska. ${strong('Vilken effekt en enskild tjänst har haft på elevernas resultat går inte att avgöra')}, men för matematik sammantaget kan förvaltningen utesluta stora effekter.`,
    ),
    heading(1, 'Ärendebeskrivning'),
    paragraph(
      prose`Bildningsnämnden beslutade den 17 mars 2017, § 23, att ge bildningsförvaltningen i uppdrag att sammanställa hur karriärtjänsterna är fördelade mellan kommunens skolor, att beskriva på vilket sätt och inom vilka ämnen de används, att bedöma vilken effekt respektive karriärtjänst har haft på elevernas resultat, samt att återkomma till nämnden.`,
    ),
    paragraph(
      prose`Den 20 december 2017, § 96, godkände nämnden en utvärdering och gav förvaltningen ett nytt uppdrag: att tydliggöra planeringen och organiseringen ${emphasis('för att bättre kunna följa upp de faktiska effekterna')}. Det här ärendet svarar på båda besluten.`,
    ),
    {
      kind: 'facts',
      items: [
        {
          term: '17 mars 2017, § 23',
          description: ['Uppdrag: fördelning, användning, effekt, återrapportering'],
        },
        {
          term: '20 december 2017, § 96',
          description: ['Utvärderingen godkänns; nytt uppdrag om planering'],
        },
        { term: '16 december 2026', description: ['Det här ärendet'] },
      ],
    },
    heading(1, 'Beredning'),
    heading(2, 'Hur är tjänsterna fördelade mellan skolorna?'),
    paragraph(
      prose`Alla enheter har minst en förstelärare. Antalet elever per tjänst skiljer mer än fem gånger mellan enheterna och speglar att tjänsterna har tillsatts efter ansökan, inte efter behov.`,
    ),
    distribution,
    picture(dotStrip, {
      figures: [
        sampleFigure('elever.per-tjanst', sum(unit => unit.pupils) / sum(filled), 'elever per tjänst'),
      ],
    }),
    heading(2, 'På vilket sätt och inom vilka ämnen används de?'),
    paragraph(
      prose`Den planerade tiden är i medeltal ${sampleFigure('tid.planerad', 12.5, 'procent av arbetstid')} av arbetstiden. Av uppdragen har ${sampleFigure('uppfoljning.andel', 0.94, 'andel')} följts upp minst tre gånger under läsåret, så som rutinen säger.`,
    ),
    picture(matrix),
    picture(bars),
    {
      kind: 'list',
      items: [
        prose`I ${strong('matematik')} leder förstelärarna ämnesgrupper vid åtta av tio grundskolor.`,
        prose`I ${strong('moderna språk')} och ${strong('idrott och hälsa')} finns ingen tjänst.`,
        prose`Ämnesövergripande uppdrag gäller oftast systematiskt kvalitetsarbete.`,
      ],
    },
    heading(2, 'Vilken effekt har tjänsterna haft på elevernas resultat?'),
    paragraph(
      prose`Frågan är prövad med en studie vars upplägg låstes innan resultaten lästes in. Med 35 tjänster vid 13 enheter går det att upptäcka effekter från 0,06 standardavvikelser. Den sammanlagda skattningen är 0,02 (−0,03 till 0,07): för liten för att skilja från noll.`,
    ),
    {
      kind: 'note',
      tone: 'unknown',
      text: prose`Vilken effekt en enskild tjänst har haft. En tjänst möter mellan 20 och 150 elever, och då är slumpen större än varje rimlig effekt. Underlag saknas för ${sampleFigure('elever.antal', null, 'antal', { enhet: 'Lillåns skola', årskurs: '6' })} elever.`,
    },
    {
      kind: 'quote',
      text: prose`Skolledningens bedömning är att förstelärarna har stor betydelse för skolornas utvecklingsarbete, både generellt och ämnesspecifikt.`,
      source: 'Gymnasie- och vuxenutbildningen, sammanställning våren 2026',
    },
    heading(2, 'Det fortsatta arbetet'),
    picture(change),
    paragraph(
      prose`Rutinen för uppföljning gäller från den 1 augusti 2026. Läs mer i ${link('Skolverkets beskrivning av karriärsteg', 'https://www.skolverket.se/')} och i ${link('årets uppföljningsrapport', '/rapporter/2025-26')}.`,
    ),
    heading(1, 'Förslag till beslut'),
    {
      kind: 'clauses',
      style: 'attSatser',
      leadIn: 'Bildningsförvaltningen föreslår bildningsnämnden besluta',
      items: [
        prose`godkänna återrapporteringen av uppföljning och utvärdering av karriärtjänster`,
        prose`ge förvaltningschefen i uppdrag att senast den 30 april 2027 lämna ett förslag till hur nya karriärtjänster fördelas efter elevernas behov`,
        prose`ge förvaltningschefen i uppdrag att återrapportera uppföljningen årligen i den läsårsvisa uppföljningsrapporten, första gången i oktober 2027`,
      ],
    },
    heading(2, 'Samma förslag som numrerade beslutspunkter'),
    {
      kind: 'clauses',
      style: 'numbered',
      items: [
        prose`Bildningsnämnden godkänner återrapporteringen av uppföljning och utvärdering av karriärtjänster.`,
        prose`Förvaltningschefen ska senast den 30 april 2027 lämna ett förslag till hur nya karriärtjänster fördelas efter elevernas behov.`,
      ],
    },
    heading(1, 'Barns och elevers delaktighet'),
    heading(2, 'Har berörda barn och elever tillfrågats och vilka är deras synpunkter?'),
    paragraph(
      prose`Ja. Elevråden vid tio skolenheter har svarat på tre frågor under oktober 2026. De vill veta vem som är förstelärare och vad det betyder för undervisningen. Förslaget har därför fått ett krav på information till eleverna. Svaren återkopplades den 12 november 2026.`,
    ),
    heading(2, 'På vilka andra sätt har barns och elevers perspektiv påverkat underlaget?'),
    paragraph(
      'Skolenkätens svar om trygghet och studiero har använts när behoven bedömdes. Uppdragen i svenska som andraspråk vid Centralskolan och Sjöängens skola bygger på dem.',
    ),
    heading(1, 'Beslutsunderlag'),
    {
      kind: 'list',
      ordered: true,
      items: [
        prose`Tjänsteskrivelse den 23 november 2026`,
        prose`Studie S-4K7Q, fryst den 3 maj 2026`,
        prose`Rutin för uppföljning av karriärtjänster, version 2`,
      ],
    },
    {
      kind: 'signatures',
      people: [
        { name: 'Margareta Nordin', role: 'Förvaltningschef' },
        { name: 'Per-Åke Sjöström', role: 'Verksamhetschef grundskola' },
      ],
    },
  ],
};

/** An item of about `sections` × half a page, for measuring. */
export const longManuscript = (sections: number): Manuscript => ({
  ...sampleManuscript,
  about: { ...sampleManuscript.about, numberedHeadings: true, draft: false },
  blocks: Array.from({ length: sections }, (_, index): readonly Block[] => [
    heading(1, `Avsnitt om enhet ${index + 1}`),
    paragraph(
      prose`Vid enheten finns ${figureRun(sampleFigure('tjanster.antal', index, 'antal', { enhet: String(index) }))} tjänster. ${'Uppdragen kan se olika ut beroende på skolenhet, men de följs upp på samma sätt i varje enhet. '.repeat(9)}`,
    ),
    ...(index % 4 === 0 ? [distribution] : []),
    ...(index % 10 === 0 ? [picture(dotStrip)] : []),
  ]).flat(),
});
