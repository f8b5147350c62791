import { academicYearLabel, type Semester } from '#app/shared/academic-year.ts';
import { formatCount, formatList, formatNumber } from '#app/shared/swedish.ts';
import type { DeliveryQuestion } from './decision.ts';
import type { DeliveryScope } from './delivery.ts';
import type { DeliveryKind } from './kind.ts';
import type { NoticeRule } from './remark.ts';

const kinds: Readonly<Record<DeliveryKind, string>> = {
  bedomningsstod_ak1: 'Bedömningsstöd åk 1',
  np_ak3: 'Nationella prov åk 3',
  np_ak6: 'Nationella prov åk 6',
  np_ak9: 'Nationella prov åk 9',
  betyg_termin: 'Terminsbetyg',
  slutbetyg: 'Slutbetyg åk 9',
  kursbetyg: 'Kursbetyg',
  amnesbetyg: 'Ämnesbetyg',
  komvux: 'Betyg i komvux',
  sfi: 'Betyg i sfi',
  modersmal: 'Betyg i modersmål',
};

/** What a notice says, of so many rows. */
const notices: Readonly<Record<NoticeRule, string>> = {
  'dubbel rad': 'Raden fanns två gånger och räknades en gång',
  'svenska och svenska som andraspråk': 'Eleven har betyg i både svenska och svenska som andraspråk',
  'provbetyg utan delprov': 'Provbetyg finns fast alla delprov saknas',
  'ovanligt många F eller frånvarande': 'Andelen F eller frånvarande är ovanlig för skolenheten',
  'orienteringskurs räknas inte': 'Orienteringskurs har G eller IG och räknas inte',
  'skyddade personuppgifter': 'Eleven har skyddade personuppgifter. Raden räknas men visas inte',
  'ogiltig kolumn hoppas över': 'Kolumnen används inte',
  'tidigare resultat saknas för många': 'Många elever finns inte i filen med tidigare resultat',
};

const yearAndSemester = (academicYear: number, semester: Semester | null): string =>
  semester === null
    ? academicYearLabel(academicYear)
    : `${academicYearLabel(academicYear)} ${semester === 'HT' ? 'höstterminen' : 'vårterminen'}`;

const scope = ({ kind, schoolUnitCode, academicYear, semester }: DeliveryScope): string =>
  `${kinds[kind]}, skolenhet ${schoolUnitCode}, ${yearAndSemester(academicYear, semester)}`;

const pupilsAndRows = (pupils: number, rows: number): string =>
  `${formatNumber(pupils)} ${pupils === 1 ? 'elev' : 'elever'} på ${formatNumber(rows)} ${rows === 1 ? 'rad' : 'rader'}`;

/** What is asked about a delivery before it is received; `of` says which. */
const asks = (of: string, question: DeliveryQuestion): string => {
  switch (question.because) {
    case 'förra inlämningen': {
      const { pupils, rows, expectedPupils, expectedRows } = question;
      return `${of}: filen innehåller ${pupilsAndRows(pupils, rows)}. Förra inlämningen för samma skolenhet och läsår innehöll ${pupilsAndRows(expectedPupils, expectedRows)}. Är filen komplett? Den nya filen ersätter hela den tidigare.`;
    }
    case 'ämnen saknas':
      return `${of}: förra inlämningen hade också ${formatList(question.subjects)}, som saknas i filen. Är filen komplett? Den nya filen ersätter hela den tidigare, så de resultaten slutar gälla.`;
    case 'registret':
      return `${of}: filen innehåller ${formatNumber(question.pupils)} elever. Enligt Skolverkets register går ungefär ${formatNumber(question.expected)} elever i årskurserna. Är filen komplett?`;
    case 'för tidigt': {
      const { academicYear, semester } = question.latest;
      return `${of}: ${semester === null ? 'läsårets vårtermin' : 'terminen'} har inte börjat, så resultaten kan knappast vara klara. Ska det vara ${yearAndSemester(academicYear, semester)}?`;
    }
    case 'samma innehåll':
      return `${of}: samma innehåll finns redan för läsåret ${academicYearLabel(question.academicYear)}. Har du valt rätt läsår och rätt fil?`;
  }
};

/** What is said of deliveries, by pages and commands and by the browser where files are read; so it stands apart from the texts of pages. */
export const sv = {
  kinds,
  notices,
  yearAndSemester,
  scope,
  receipt: {
    received: (received: number, unchanged: number) =>
      [
        received > 0 ? `${formatCount(received, 'inlämning är mottagen', 'inlämningar är mottagna')}.` : '',
        unchanged > 0
          ? `${formatCount(unchanged, 'inlämning fanns redan', 'inlämningar fanns redan')}. Där har inget ändrats.`
          : '',
      ]
        .filter(Boolean)
        .join(' ')
        .replace(/^./, first => first.toLocaleUpperCase('sv')),
    asks,
    faults: {
      'unit is not known':
        'skolenheten finns inte i organisationen. Kontrollera koden, eller lägg till enheten under Organisation.',
      'unit was not open': 'skolenheten var inte öppen under läsåret. Kontrollera läsåret och koden.',
      'unit has another school form':
        'skolenheten har en annan skolform. Kontrollera koden och vilket slag av resultat filen har.',
      'scope sent twice': 'skolenheten finns i två filer. Skicka en fil för varje skolenhet och läsår.',
    },
    impossible: 'cellerna går inte ihop. Inget är sparat. Ladda om sidan och läs filen igen.',
    teachersUnknown:
      'Filerna säger inte vilka lärare resultaten vilar på. Antalet lärare är därför inte känt, och regeln om färre än tre lärare kan inte prövas för de resultaten.',
    notCells:
      'Det som skickades är inte celler, så inget togs emot och inget har sparats. Ladda om sidan och läs filen igen.',
  },
} as const;
