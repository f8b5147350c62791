import type { IsoDate } from '#app/shared/date.ts';
import { formatCount, formatDate, formatList } from '#app/shared/swedish.ts';

/** Every Swedish text of the structures of units. */
export const sv = {
  title: (unit: string) => `Strukturer på ${unit}`,
  intro:
    'Strukturer som stödjer lärarna att analysera och utveckla sin undervisning: ämnesgrupper, när de möts, vilka frågor de arbetar med och vad de tittar på. En struktur hör till enheten och står kvar när en person slutar.',
  onDay: (on: IsoDate, year: string) => `Den ${formatDate(on)}, ${year}`,
  rules: {
    order: (start: string) => `Sista dagen ligger före den första, ${start}. Ändra den ena dagen.`,
    unitStarts: (name: string, date: string) =>
      `${name} finns från ${date}, men gruppen börjar tidigare. Ändra den första dagen.`,
    unitEnds: (name: string, date: string) =>
      `${name} upphör ${date}. Sätt en sista dag, senast då, och skriv in gruppen på enheten som tar över.`,
    noUnit: 'Enheten finns inte. Gå tillbaka till fördelningen och välj en annan.',
    saidNone: (period: string) => `Enheten har redan svarat att den inte har några strukturer (${period}).`,
    hasGroups: (period: string) =>
      `Enheten har en ämnesgrupp (${period}). Avsluta den först: öppna gruppen och fyll i en sista dag.`,
    subjectMissing: 'Ange minst ett ämne, eller välj Ämnesövergripande.',
    subjectOrCross: 'Ange antingen ämnen eller Ämnesövergripande, inte båda.',
    leader: 'Tjänsten finns inte på enheten. Välj en annan, eller lämna fältet tomt.',
    frequency: 'Välj hur ofta gruppen möts, eller lämna fältet tomt.',
    minutes: (least: number, most: number) =>
      `Skriv hur många minuter ett möte är, ${least}–${most}, eller lämna fältet tomt.`,
    minutesOfNothing: 'Gruppen har inga bestämda möten. Ta bort minuterna, eller välj hur ofta den möts.',
    yesNo: 'Välj ja eller nej, eller lämna fältet tomt.',
    evidence: 'Välj bland det som står i listan.',
  },
  none: 'Enheten har svarat att den inte har några strukturer för detta.',
  noneSince: (date: string) => `Svaret gäller från den ${date}. Det upphör när en grupp skrivs in.`,
  nothing: 'Inget angivet. Det betyder inte nej: ingen har svarat för enheten än.',
  nothingForPrincipal: 'Skriv in enhetens grupper, eller svara att det inte finns några.',
  other: (count: number) => `Visa ${formatCount(count, 'rad', 'rader')} från andra tider`,
  otherCaption: 'Det som inte gäller den valda dagen',
  saidNone: 'Svarade: inga strukturer',
  caption: 'Ämnesgrupper',
  add: 'Skriv in en ämnesgrupp',
  sayNone: 'Svara att enheten inte har några',
  change: 'Ändra eller avsluta ämnesgruppen',
  save: 'Spara',
  choose: 'Inget angivet',
  unstated: 'inget angivet',
  allUnits: 'Alla enheter',
  yes: 'ja',
  no: 'nej',
  heads: {
    group: 'Grupp',
    ledBy: 'Leds av',
    meets: 'Möten',
    inPost: 'Tid i tjänsten',
    questions: 'Frågor',
    evidence: 'Underlag',
    period: 'Gäller',
  },
  meeting: (meets: string | null, minutes: number | null) =>
    [meets, minutes === null ? null : `${minutes} minuter`].filter(part => part !== null).join(', '),
  /** A group in one line, for the page of a follow-up. */
  line: (group: string, meeting: string | null, inPost: boolean | null) =>
    `${group}: ${meeting ?? 'möten inte angivna'}, ${inPost === null ? 'tid i tjänsten inte angiven' : inPost ? 'tid finns i tjänsten' : 'utan tid i tjänsten'}`,
  form: {
    purpose: 'Bara ämnet måste fyllas i. Det som lämnas tomt räknas som inget angivet, aldrig som nej.',
    subjectsHelp: 'Skilj ämnena åt med kommatecken.',
    orCross: 'Hör gruppen inte till något ämne?',
    ledBy: 'Leds av',
    ledByHelp: 'Tjänsten, inte personen: gruppen står kvar när någon slutar.',
    meets: 'Hur ofta möts gruppen?',
    minutes: 'Hur långt är ett möte?',
    minutesSuffix: 'minuter',
    inPost: 'Finns tid för mötena i schemat eller tjänsten?',
    questions: 'Vilka frågor arbetar gruppen med?',
    questionsHelp: 'En eller två meningar. Skriv inga namn på elever eller kollegor.',
    evidence: 'Vad tittar gruppen på?',
    startsOnHelp: 'Förslaget är läsårets första dag.',
    endsOnHelp: 'Lämna tomt om gruppen fortsätter tills vidare. Fyll i för att avsluta den.',
  },
  /** Who reads each field of the form, and what for. */
  fields: [
    [
      'Ämne, och tjänsten som leder',
      'Lärarna på enheten och utvecklingsledaren',
      'se vilka ämnen som har en grupp',
    ],
    [
      'Möten, minuter och tid i tjänsten',
      'Rektor och verksamhetschef',
      'väga villkoren mot vad grupperna ska hinna',
    ],
    [
      'Frågor och underlag',
      'Rektor och innehavare i uppföljningen',
      'veta vad som finns när parameter P7 bedöms',
    ],
  ],
  fieldsSummary: 'Vem läser uppgifterna, och till vad?',
  fieldHeads: ['Uppgift', 'Läses av', 'För att'],
  differences: {
    subjects: 'Ämnen',
    crossSubject: 'Ämnesövergripande',
    ledBy: 'Leds av',
    meets: 'Hur ofta',
    minutes: 'Minuter',
    inPost: 'Tid i tjänsten',
    questions: 'Frågor',
    evidence: 'Underlag',
    startsOn: 'Första dag',
    endsOn: 'Sista dag',
  } as Readonly<Record<string, string>>,
  done: {
    added: 'Ämnesgruppen är sparad.',
    changed: 'Ändringen är sparad.',
    none: 'Svaret är sparat: enheten har inga strukturer för detta.',
  },
  list: (items: readonly string[]) => formatList(items),
} as const;
