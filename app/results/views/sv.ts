import { academicYearLabel, type Semester } from '#app/shared/academic-year.ts';
import { capitalise, formatCount, formatNumber, formatPercent, inWords } from '#app/shared/swedish.ts';
import { allSubjects, type Measure, type MeasureUnit, measureDescriptions } from '../measure.ts';
import type { Part } from '../suppression/group.ts';
import { sv as roomTexts } from '../sv.ts';
import type { TableQuestion } from '../table-question.ts';

const measures: Readonly<Record<Measure, string>> = {
  provbetygspoäng: 'Provbetyg',
  betygspoäng: 'Betyg',
  meritvärde: 'Meritvärde',
  'betyg minus provbetyg': 'Betyg minus provbetyg',
  'kravnivå uppnådd': 'Kravnivån uppnådd',
  'godkänd i alla ämnen': 'Godkänd i alla ämnen',
  'behörig till yrkesprogram': 'Behörig till yrkesprogram',
};
const units: Readonly<Record<MeasureUnit, string>> = {
  poäng: 'poäng',
  meritpoäng: 'meritpoäng',
  andel: 'andel elever',
  'skillnad i poäng': 'poängs skillnad',
};

const shareHead = (measure: Measure): string =>
  measure === 'betyg minus provbetyg'
    ? 'Andel högre betyg'
    : measure === 'betygspoäng' || measure === 'provbetygspoäng'
      ? 'Andel minst E'
      : 'Andel';

const levelText = (level: string): string => (/^\d$/.test(level) ? `årskurs ${level}` : level);

/** Every Swedish text of the tables of results. */
export const sv = {
  title: 'Resultat',
  lead: (year: number) =>
    `Vad eleverna har för betyg och resultat på nationella prov, läsåret ${academicYearLabel(year)}.`,
  measures,
  units,
  year: 'Läsår',
  show: 'Visa',
  empty: 'Det finns inga resultat för läsåret än. De visas här när skolornas filer är inlämnade.',
  toDeliveries: 'Till inlämningarna',
  heads: {
    what: 'Vad',
    subject: 'Ämne',
    level: 'Årskurs eller kurs',
    unit: 'Enhet',
    pupils: 'Elever',
    mean: 'Medelvärde',
    share: 'Andel',
    published: 'Skolverket',
    grade: 'Betyg',
    test: 'Provbetyg',
    higher: 'Högre betyg än provbetyg',
    lower: 'Medelskillnad',
    title: 'Tabell',
    recipient: 'Lämnades till',
    when: 'När',
  },
  /** What the columns are headed by, with the unit that the numbers have. */
  partHeads: (measure: Measure): Readonly<Record<Part, string>> => ({
    antal: 'Elever',
    medelvärde:
      measure === 'betyg minus provbetyg'
        ? 'Medelskillnad, poäng'
        : `Medelvärde, ${units[measureDescriptions[measure].unit]}`,
    andel: shareHead(measure),
  }),
  shareMeans:
    'Andelen är de som har minst E eller har nått kravnivån. För betyg minus provbetyg är den de som har högre betyg än provbetyg.',
  unitCaption: 'Resultat per enhet',
  hidden: 'visas inte',
  nearlyAll: 'nästan alla',
  nearlyNone: 'nästan inga',
  before: 'som tidigare',
  percent: (value: string) => `${value}\u00a0%`,
  legendTitle: 'Varför visas inte allt?',
  legend: (fewest: string) =>
    `Visas inte: gruppen har färre än ${fewest} elever, resultatet vilar på färre än tre lärare eller nästan bara på en klass, eller talet döljs för att ingen annan grupp ska gå att räkna ut. Vilket av dem det är sägs inte, för då skulle det dolda gå att gissa. Betyg minus provbetyg visas inte heller där så få bara har det ena att deras resultat skulle gå att räkna ut. Uppgiften finns kvar i underlaget och räknas in i huvudmannens siffra. Nästan alla och nästan inga: högst fyra elever är på andra sidan.`,
  teachersUnknown:
    'Antalet lärare är inte känt för alla resultat här, eftersom filerna inte säger vilka lärarna är. Regeln om färre än tre lärare kan därför inte prövas för dem.',
  hiddenCount: (hidden: number) =>
    `${capitalise(formatCount(hidden, 'rad', 'rader'))} har tal som inte visas.`,
  nothingHidden: 'Alla tal visas.',
  source: 'Källa: huvudmannens egna inlämningar',
  publishedSource: 'Källa för kolumnen Skolverket: Skolverket',
  own: 'Huvudmannens inlämningar',
  ownAndNational: 'Huvudmannens inlämningar, riket: Skolverket',
  nation: 'Riket',
  national: (value: string, year: string) =>
    `I hela riket, alla huvudmän, är samma mått ${value} läsåret ${year}. Källa: Skolverket.`,
  published: (value: number, measure: Measure) =>
    measureDescriptions[measure].unit === 'andel' ? formatPercent(value, 1) : formatNumber(value, 1),
  behind: (count: number) => `Talen vilar på ${formatCount(count, 'inlämning', 'inlämningar')}`,
  delivered: (unit: string, day: string, version: number) =>
    `${unit}, ${day}${version === 1 ? '' : `, version ${version}`}`,
  behindOthers: (count: number) =>
    `${capitalise(formatCount(count, 'inlämning', 'inlämningar'))} är från andra enheter.`,
  order: 'Enheterna står i organisationens ordning, aldrig efter resultat.',
  chance: (inside: number, known: number) =>
    inside === known
      ? 'Alla enheter ligger där slumpen ensam kan ha lagt dem.'
      : `${capitalise(formatCount(inside, 'enhet', 'enheter'))} av ${inWords(known)} ligger där slumpen ensam kan ha lagt dem.`,
  pictureN: (pupils: number, units: number) =>
    `${formatCount(pupils, 'elev', 'elever')} vid ${formatCount(units, 'enhet', 'enheter')}`,
  chanceOfPupils: 'Små grupper hamnar lätt långt från medelvärdet av en slump.',
  chanceNote: (isYearKnown: boolean) =>
    isYearKnown
      ? 'Fältet är var 19 av 20 enheter av samma storlek hamnar av en slump: elever skiljer sig åt, och en enhets år skiljer sig åt. Båda är uppskattade ur de resultat som visas. En av tjugo hamnar utanför även utan skäl, och att ligga utanför säger inte varför.'
      : 'Fältet är var 19 av 20 enheter av samma storlek hamnar bara för att elever skiljer sig åt. Hur mycket en enhets år skiljer sig åt går inte att säga av så få år och enheter, så det rätta fältet är bredare. Att ligga utanför säger inte varför.',
  newScale: 'Ny skala: jämför inte med åren före.',
  gapTitle: 'Betyg bredvid provbetyg',
  gapNote: 'Betyget väger in mer än provet. Skillnaden är ett eget mått och inget fel i sig.',
  seriesTitle: 'Huvudmannen år för år',
  series: 'Samma mått för hela huvudmannen',
  seriesNote: 'Olika elever varje år: en skillnad mellan två år säger inget om varför.',
  releaseTitle: 'Lämna ut tabellen',
  releaseNote:
    'Det som lämnas ut prövas mot allt som har lämnats ut förut, med gränsen tio elever, och skrivs in i liggaren. Det går inte att ta tillbaka.',
  askTeachers: 'Ta reda på om något resultat vilar på en eller två lärare innan tabellen lämnas ut.',
  recipient: 'Vem får tabellen?',
  release: 'Lämna ut tabellen',
  needRecipient: 'Skriv vem som får tabellen, till exempel nämnden.',
  refusedTitle: 'Tabellen kan inte lämnas ut',
  refused: (places: readonly string[]) =>
    places.length === 0
      ? 'Det finns inga resultat att lämna ut.'
      : `Det som har lämnats ut förut skulle tillsammans med tabellen röja få elever eller lärare vid ${places.join(', ')}. Lämna ut en tabell för hela huvudmannen i stället, eller vänta till nästa läsår.`,
  waiting: {
    lead: 'Resultaten prövas först: vad kan visas utan att någon elev går att räkna fram?',
    how: 'Första gången efter en inlämning tar det några sekunder, i en stor kommun någon minut. Sidan visar resultaten så snart de är prövade.',
    show: 'Visa resultaten',
  },
  trying: {
    lead: 'Tabellen prövas ännu mot allt som har lämnats ut. Inget har lämnats ut än.',
    how: 'Prövningen fortsätter medan du väntar. Tryck igen om en stund, så lämnas tabellen ut när den är klar.',
    again: 'Fortsätt och lämna ut',
  },
  releasedTitle: 'Utlämnat',
  releasedLead: 'Tabeller med resultat som har lämnat huvudmannen. Nya tabeller prövas mot dem.',
  noReleases: 'Inget har lämnats ut än.',
  told: {
    question: {
      title: 'Utlämnat resultat',
      how: 'Talet står i en tabell som har lämnat huvudmannen. Det prövades då mot allt som hade lämnats ut förut, så att ingen elev går att urskilja. Det som lämnades ut ändras aldrig, inte heller när en ny inlämning ersätter den talet bygger på.',
    },
    chapter: 'Elevernas resultat',
    notEffect:
      'Resultaten säger hur det har gått för eleverna. De säger inte vad karriärtjänsterna har betytt för dem.',
    parts: (part: Part, measure: Measure) =>
      ({
        antal: 'antal elever',
        medelvärde: 'medelvärde',
        andel: shareHead(measure).replace(/^A/, 'a'),
      })[part],
    source: (on: string) => `huvudmannens egna inlämningar, som de lämnades ut ${on}`,
    columns: ['Uppgift', 'Enhet', 'När', 'Tal'],
    row: (title: string, recipient: string) => `Tabellen ”${title}”, lämnad till ${recipient}`,
    delivery: (kind: string, version: number) => `Inlämningen ${kind}, version ${version}`,
    cite: 'Varje tal är en siffra med en egen sida, och får stå i ett ärende.',
    unknown: 'finns inte i någon utlämnad tabell',
  },
  releasedCaption: 'Utlämnade tabeller, den senaste först',
  releasedOn: (date: string, to: string) => `Lämnades till ${to} ${date}.`,
  tableTitle: ({ measure, subject, level, academicYear, semester, group }: TableQuestion) =>
    [
      `${measures[measure]}${subject === allSubjects ? '' : ` i ${subject.charAt(0).toLowerCase()}${subject.slice(1)}`}`,
      ...(group === 'alla' ? [] : [group]),
      levelText(level),
      semester === null
        ? `läsåret ${academicYearLabel(academicYear)}`
        : roomTexts.yearAndSemester(academicYear, semester),
    ].join(', '),
  level: levelText,
  levelAndSemester: (level: string, semester: Semester | null) =>
    semester === null ? levelText(level) : `${levelText(level)}, ${semester}`,
};
