import { capitalise, formatCount, inWords } from '#app/shared/swedish.ts';
import type { PulseAnswer, PulseQuestion, PulseState } from './pulse.ts';

const questions: Readonly<Record<PulseQuestion, string>> = {
  'känner till uppdraget': 'Jag vet vad uppdraget går ut på.',
  'har ändrat undervisningen': 'Arbetet har ändrat något i min undervisning.',
};
const answers: Readonly<Record<PulseAnswer, string>> = {
  'helt och hållet': 'Stämmer helt och hållet',
  'ganska bra': 'Stämmer ganska bra',
  'ganska dåligt': 'Stämmer ganska dåligt',
  'inte alls': 'Stämmer inte alls',
  'vet ej': 'Vet ej',
};
const states: Readonly<Record<PulseState, string>> = {
  öppen: 'Öppen',
  'kan stängas': 'Kan stängas',
  stängd: 'Stängd',
};

/** Every Swedish text of the colleague pulse. */
export const sv = {
  title: 'Kollegapuls',
  questions,
  answers,
  states,
  intro:
    'Tre frågor till kollegorna om ett uppdrag, en eller två gånger per läsår. De svarar med en kod på en lapp och utan att logga in. Svaren sparas bara som summor, så ingen kan se vem som har svarat vad.',
  seeQuestions: 'Så ser frågorna ut',
  countWrong: (least: number, most: number) =>
    `Skriv hur många kollegor som får frågorna, ${least}–${most}. Med färre än ${inWords(least)} svar visas ingenting.`,
  daysWrong: (least: number, most: number) =>
    `Välj en sista dag som ligger ${least}–${most} dagar fram, till exempel om två veckor.`,
  answerMissing: 'Välj ett svar. ”Vet ej” är också ett svar.',
  exampleLong: (most: number) => `Skriv högst ${most} tecken.`,
  exampleNumber:
    'Det här ser ut som ett personnummer. Ta bort det: skriv inga namn på elever eller kollegor.',
  codeUnknown:
    'Koden finns inte, är redan använd eller hör till en puls som är stängd. Kontrollera lappen: koden har åtta tecken.',
  notYours: 'Uppdraget finns inte, eller hör inte till en enhet som du leder.',
  noHolder: 'Ingen innehar uppdraget i dag. Pulsen kan öppnas när tjänsten är tillsatt.',
  locked:
    'Det fackliga steget i rutinen är inte taget för enheten. Frågor om uppdrag som någon innehar kan ställas när det är gjort.',
  stillOpen: 'Uppdraget har en puls som inte är stängd. Stäng den först.',
  enough: 'Uppdraget har redan haft två pulser det här läsåret.',
  cannotClose: 'Pulsen kan stängas när sista dagen har gått, eller när alla har svarat.',
  hasAnswers: 'Någon har redan svarat, så lapparna kan inte göras om.',
  alreadyClosed: 'Pulsen är redan stängd.',
  list: {
    caption: 'Pulser',
    empty: 'Ingen puls har öppnats för de uppdrag som du får se.',
    what: 'Uppdrag',
    when: 'Sista dag',
    state: 'Läge',
    openTitle: 'Öppna en puls',
    assignment: 'Uppdrag',
    count: 'Hur många kollegor får frågorna?',
    countHelp: 'En lapp med en egen kod till var och en. Innehavaren svarar inte själv.',
    closes: 'Sista dag att svara',
    open: 'Öppna och gör lappar',
    nothingToOpen: 'Alla uppdrag som du leder har redan en öppen puls, eller har haft två i år.',
  },
  slips: {
    title: 'Lappar till kollegorna',
    once: 'Skriv ut sidan nu. Koderna visas bara en gång och sparas inte i läsbar form.',
    handOut:
      'Klipp isär lapparna, blanda dem och låt var och en ta en. Skriv inte upp vem som får vilken: då är svaren bara deras. Låt gärna det fackliga ombudet eller en kollega dela ut dem, så vet alla att ingen har behållit någon.',
    about: (subject: string, unit: string) => `Kollegapuls: ${subject}, ${unit}`,
    goTo: 'Gå till',
    code: 'Kod',
    last: (day: string) => `Svara senast ${day}. Tre frågor, två minuter, ingen inloggning.`,
    done: 'Till pulsen',
  },
  answer: {
    title: 'Svara på kollegapulsen',
    intro:
      'Tre frågor om ett karriäruppdrag på din skola. Du är anonym: koden hör inte till någon person, och svaret läggs ihop med de andras direkt. Det går inte att ändra eller ta tillbaka, för ingen vet vilket svar som är ditt.',
    code: 'Koden på lappen',
    codeHelp: 'Åtta tecken, till exempel ABCD-2345.',
    example: 'Ge ett exempel.',
    exampleHelp: 'Skriv inga namn på elever eller kollegor. Innehavaren och rektor läser exemplen.',
    send: 'Lämna svaret',
    thanks: 'Tack för svaret',
    thanksText:
      'Svaret är lagt till de andras. När pulsen är stängd får innehavaren och rektor se hur många som har svarat vad, om minst fem har svarat. Fråga dem vad det ledde till.',
  },
  result: {
    title: (subject: string, unit: string) => `Kollegapuls: ${subject}, ${unit}`,
    open: (handedOut: number) =>
      `${capitalise(formatCount(handedOut, 'lapp', 'lappar'))} har delats ut. Svaren visas när pulsen är stängd, om minst fem har svarat. Innan dess kan ingen se dem, inte heller hur många de är.`,
    tooFew: (handedOut: number) =>
      `Färre än fem av ${inWords(handedOut)} svarade, så ingenting visas. Svaren är borttagna. Prata med kollegorna i stället.`,
    answered: (answered: number, handedOut: number) =>
      answered === handedOut
        ? `Alla ${inWords(handedOut)} svarade.`
        : `${capitalise(inWords(answered))} av ${inWords(handedOut)} svarade. ${capitalise(inWords(handedOut - answered))} svarade inte, och vad de tycker går inte att veta.`,
    caption: 'Så svarade kollegorna, antal',
    answer: 'Svar',
    heads: {
      'känner till uppdraget': 'Vet vad det går ut på',
      'har ändrat undervisningen': 'Har ändrat något',
    },
    alike: 'Alla svarade likadant, så antalen visas inte.',
    examples: 'Exempel med kollegornas ord',
    noExamples: 'Ingen gav ett exempel.',
    examplesFor: 'Exemplen visas bara för innehavaren och rektor.',
    close: 'Stäng pulsen',
    closeNote: 'Att stänga går inte att ångra. Koderna tas bort, och med färre än fem svar tas svaren bort.',
    renew: 'Gör nya lappar',
    renewNote: 'Om lapparna har kommit bort, och ingen har svarat än. De gamla koderna slutar gälla.',
    meaning:
      'Svaren handlar om uppdraget och om vad kollegorna märker av det, aldrig om personen. Få svar säger lite om alla kollegor.',
    facts: { unit: 'Enhet', opened: 'Öppnades', closes: 'Sista dag', closed: 'Stängdes' },
  },
  done: { closed: 'Pulsen är stängd.' },
  task: {
    title: (subject: string, unit: string) => `Stäng kollegapulsen: ${subject}, ${unit}`,
    about: 'Sista dagen har gått. Svaren visas när pulsen är stängd.',
    button: 'Till pulsen',
  },
};
