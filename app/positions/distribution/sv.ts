import { academicYearLabel } from '#app/shared/academic-year.ts';
import { formatDate, formatList } from '#app/shared/swedish.ts';
import type { ChangeKind } from './change.ts';

/** Every Swedish text of the distribution. */
export const sv = {
  held: 'tillsatt',
  vacant: 'vakant',
  unanswered: 'inget uppdrag',
  unknownGender: 'uppgift saknas',
  missing: {
    unknown: 'uppgift saknas',
    notPublished: 'inte publicerat',
    noUnits: 'ingen skolenhet',
    noPosition: 'ingen tjänst',
    teachers: 'uppgift saknas',
    time: 'uppgift saknas',
    fewHolders: 'visas inte, för få innehavare',
    marks: {
      OMITTED_DUE_TO_BASED_ON_FEW_PUPILS: 'för få elever för att publiceras',
      MISSING: 'inte publicerat',
      ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE: 'avrundat vid publiceringen',
      TEACHERS_EXCLUDED_DUE_TO_NO_REQUIRED_LEGITIMATION: 'lärare utan krav på legitimation är borträknade',
    } as Readonly<Record<string, string>>,
  },
  measures: { median: 'median', lowest: 'lägst', highest: 'högst' },
  changes: {
    inrättad: 'inrättad',
    avslutad: 'avslutad',
    tillsatt: 'var vakant, är tillsatt',
    vakant: 'var tillsatt, är vakant',
    'ny innehavare': 'har ny innehavare',
    inflyttad: 'enheten har flyttats hit',
    utflyttad: 'enheten har flyttats härifrån',
  } satisfies Record<ChangeKind, string>,
  columns: {
    positions: ['Tjänst', 'Enhet', 'Slag', 'Läge', 'Ämnen', 'Uppdragstyp', 'Planerad tid, procent'],
    genders: ['Tjänst', 'Enhet', 'Kön'],
    time: ['Tjänst', 'Enhet', 'Planerad tid, procent'],
    pupils: ['Enhet', 'Tjänster', 'Elever', 'Läsår', 'Som det är publicerat'],
    teachers: [
      'Enhet',
      'Tjänster',
      'Legitimerade lärare, beräknat',
      'Läsår',
      'Elever',
      'Elever per lärare',
      'Andel med legitimation, procent',
    ],
    units: ['Enhet', 'Tjänster', 'Elever'],
    subjects: ['Ämne', 'Tjänster'],
    gaps: ['Enhet', 'Ämne utan tjänst'],
    uncovered: ['Ämne utan tjänst'],
    needs: ['Behov', 'Enhet', 'Identifierat', 'Tjänster med uppdrag som svarar mot det'],
    changes: ['Tjänst', 'Enhet', 'Slag', 'Uppdragstyp', 'Vad som har hänt', 'Förändring'],
  },
  questions: {
    'positions.count': {
      title: 'Antal karriärtjänster',
      how: 'Varje tjänst som finns i registret den valda dagen räknas en gång, tillsatt eller vakant, om inget annat anges. En tjänst som har två ämnen räknas en gång i vart och ett av dem.',
    },
    'positions.plannedTime': {
      title: 'Planerad tid för uppdraget, procent av arbetstiden',
      how: 'Den tid som är planerad för uppdraget den valda dagen. Uppdrag utan uppgift om tid räknas inte med, och inte som noll.',
    },
    'positions.pupils': {
      title: 'Antal elever',
      how: 'Summan av det elevantal som Skolverket har publicerat för enheterna, det senaste läsåret fram till den valda dagen. Talen är avrundade av Skolverket. Enheter utan publicerat elevantal är inte med, och räknas inte som noll.',
    },
    'positions.per100Pupils': {
      title: 'Karriärtjänster per 100 elever',
      how: 'Antalet tjänster delat med antalet elever, gånger hundra. Bara enheter med publicerat elevantal är med, både bland tjänsterna och bland eleverna.',
    },
    'positions.pupilsPerPosition': {
      title: 'Elever per karriärtjänst',
      how: 'Antalet elever delat med antalet tjänster. Bara enheter med publicerat elevantal är med, både bland tjänsterna och bland eleverna.',
    },
    'positions.licensedTeachers': {
      title: 'Antal legitimerade lärare, ungefär',
      how: 'Beräknat ur det Skolverket har publicerat: elever delat med elever per lärare, gånger andelen lärare med legitimation och behörighet. Det är heltidstjänster, inte personer. Enheter där något av talen saknas är inte med.',
    },
    'positions.per100LicensedTeachers': {
      title: 'Karriärtjänster per 100 legitimerade lärare, ungefär',
      how: 'Antalet tjänster delat med det beräknade antalet legitimerade lärare, gånger hundra. Bara enheter där antalet kan beräknas är med.',
    },
    'positions.units': {
      title: 'Antal enheter',
      how: 'Skolenheter och modersmålsenheter som finns den valda dagen.',
    },
    'positions.subjects': {
      title: 'Antal ämnen som har en tjänst',
      how: 'Ämnen som minst ett uppdrag gäller. Ämnesövergripande räknas inte som ett ämne.',
    },
    'positions.gaps': {
      title: 'Ämnen utan tjänst, räknat enhet för enhet',
      how: 'För varje grundskoleenhet räknas de ämnen som alla elever läser i enhetens årskurser men som ingen tjänst där gäller. En tjänst i naturorienterande eller samhällsorienterande ämnen täcker de ämnen som ingår.',
    },
    'positions.uncoveredSubjects': {
      title: 'Ämnen utan tjänst vid någon enhet',
      how: 'Ämnen som eleverna läser vid minst en av grundskoleenheterna men som ingen tjänst vid någon av dem gäller.',
    },
    'positions.needs': {
      title: 'Antal behov',
      how: 'Behov som enheterna har identifierat och som gäller den valda dagen. Ett behov är besvarat när minst ett uppdrag svarar mot det.',
    },
    'positions.change': {
      title: 'Förändring av karriärtjänster mellan två dagar',
      how: 'Registret den ena dagen jämförs med registret den andra. Vad som har hänt och sedan ändrats tillbaka däremellan syns inte. Enheterna räknas till det område de hörde till respektive dag.',
    },
  },
  genderRule:
    'Fördelningen mellan kvinnor och män visas för en enskild enhet bara när den har minst fem innehavare och ingen grupp är mindre än tre.',
  source: (on: string) => `Tjänsteregistret ${formatDate(on)}`,
  publishedSource: (years: readonly number[]) =>
    years.length === 0 ? null : `Skolverket, läsåret ${formatList(years.map(academicYearLabel))}`,
} as const;
