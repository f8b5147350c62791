import { formatCount } from '#app/shared/swedish.ts';

/** The Swedish texts of this room. */
export const sv = {
  letter: {
    places: {
      '/': 'Annat',
      '/arenden': 'Ärenden',
      '/tjanster': 'Tjänster',
      '/uppfoljning': 'Uppföljning',
    },
    greeting: 'Hej!',
    subject: (count: number) => `Samsyn: ${formatCount(count, 'sak väntar', 'saker väntar')} på dig`,
    lateSubject: 'Samsyn: uppföljningar är försenade',
    waiting: (count: number) => `Du har ${formatCount(count, 'sak', 'saker')} att göra i Samsyn.`,
    line: (place: string, count: number, late: number) => {
      if (late === 0) return `${place}: ${count}`;
      return `${place}: ${count}, varav ${late} skulle ha varit ${late === 1 ? 'klar' : 'klara'}`;
    },
    lateIntro: 'Det här är försenat med mer än två veckor i det du ansvarar för:',
    lateLine: (unit: string, count: number) =>
      `- ${unit}: ${formatCount(count, 'uppföljning', 'uppföljningar')}`,
    all: (origin: string) => `Allt som väntar på dig står på startsidan:\n${origin}/`,
    foot: (address: string) =>
      `Du får högst ett brev om dagen, aldrig på lov eller helger. Här stänger du av breven:\n${address}`,
  },
  answers: {
    address: 'Adressen går inte att använda. Rätta den i personregistret.',
    tooOld: 'E-postservern tog inte emot brevet innan dygnet var slut.',
    broken: 'Samsyn avbröts när brevet lämnades över. Det kan ha kommit fram.',
  },
} as const;
