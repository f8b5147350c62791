import { capitalise, formatCount, inWords } from '#app/shared/swedish.ts';
import type { ReminderState } from './reminder.ts';

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
      const which = late === count ? 'som' : `varav ${late}`;
      return `${place}: ${count}, ${which} skulle ha varit ${late === 1 ? 'klar' : 'klara'}`;
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
    left: (reason: string | null) =>
      `Den som administrerar har valt att låta brevet vara.${reason ? ` ${reason}` : ''}`,
    again: 'Den som administrerar har valt att skicka brevet igen.',
    broken: 'Samsyn avbröts när brevet lämnades över. Det kan ha kommit fram.',
  },
  calendar: {
    name: (authority: string) => `Samsyn, ${authority}`,
    due: (number: number, title: string) => `${title}: uppföljning ${number} ska vara klar`,
  },
  own: {
    title: 'Påminnelser',
    mail: 'Brev',
    mailIntro:
      'När något som väntar på dig börjar bli bråttom kan Samsyn skriva det i ett brev: högst ett om dagen, aldrig på lov eller helger. Där står hur mycket som väntar och var, aldrig något som någon har bedömt. Det som är mer än två veckor sent får också närmaste chef veta, men bara att det är sent.',
    noAddress:
      'Samsyn har ingen e-postadress till dig. Den som administrerar Samsyn hos er kan lägga in den.',
    on: (address: string | null) =>
      address === null
        ? 'Du har inte valt bort breven.'
        : `Breven går till ${address}, när er huvudman har kopplat in en e-postserver.`,
    off: 'Du har valt att inte få några brev. Det som väntar på dig står på startsidan.',
    turnOff: 'Stäng av breven',
    turnOn: 'Slå på breven',
    turnedOff: 'Du får inga brev från Samsyn.',
    turnedOn: 'Du får brev när något väntar på dig.',
    calendar: 'Kalender',
    calendarIntro:
      'Dagarna då uppföljningens omgångar ska vara klara, i din egen kalender. Prenumerera på länken i kalenderprogrammet. Den som har länken ser dagarna och inget annat.',
    linkMade: 'Din kalenderlänk. Den visas bara nu: kopiera den till kalenderprogrammet.',
    hasLink: (made: string) => `Du har en kalenderlänk som skapades ${made}.`,
    makeLink: 'Skapa kalenderlänk',
    newLink: 'Skapa en ny länk i stället',
    revoke: 'Ta tillbaka länken',
    revoked: 'Kalenderlänken gäller inte längre.',
    all: 'Alla brev',
    allLink: 'Se vad som hände med breven',
  },
  sent: {
    title: 'Skickade påminnelser',
    intro: 'Breven de senaste 90 dagarna och vad e-postservern svarade. Vad som står i dem visas inte.',
    most: 500,
    onlyLatest: 'Bara de 500 senaste visas.',
    failed: (count: number) =>
      count === 1
        ? 'Ett brev har misslyckats. Avgör om det ska skickas igen.'
        : `${capitalise(inWords(count))} brev har misslyckats. Avgör för vart och ett om det ska skickas igen.`,
    failedHelp:
      'Svaret i tabellen säger varför. Är adressen fel rättar du den i personregistret först. Vet vi inte om brevet kom fram skickas det aldrig igen av sig självt, för mottagaren kan ha fått det redan: fråga gärna. Det som väntar på mottagaren räknas också i nästa brev, så det går bra att låta det vara.',
    choose: 'Välj brev',
    everything: 'Alla',
    viewCount: (view: string, count: string) => `${view} (${count})`,
    views: {
      misslyckade: 'Misslyckade',
      väntar: 'Väntar',
      skickade: 'Skickade',
      lämnade: 'Låts vara',
    },
    empty: 'Inga brev här. De skrivs på vardagar utanför loven, när något väntar på någon.',
    person: 'Person',
    day: 'Dag',
    address: 'Adress',
    state: 'Läge',
    states: {
      väntar: 'Väntar',
      skickas: 'Skickas nu',
      skickad: 'Skickad',
      osäker: 'Misslyckad',
      misslyckad: 'Misslyckad',
      lämnad: 'Låts vara',
    },
    reasons: { osäker: 'Vi vet inte om brevet kom fram.' } as Readonly<
      Partial<Record<ReminderState, string>>
    >,
    attempts: 'Försök',
    answer: 'Svar',
    decide: 'Avgör',
    again: 'Skicka igen',
    leave: 'Låt vara',
    leaveAll: (count: number) => `Låt alla ${inWords(count)} vara`,
    superseded: 'Ett senare brev räknar samma saker.',
    decided: {
      again: 'Brevet skickas igen vid nästa utskick.',
      leave: 'Brevet skickas inte igen.',
    },
    decidedAll: (count: number) =>
      `${capitalise(formatCount(count, 'brev', 'brev', true))} skickas inte igen.`,
    refused: {
      settled: 'Brevet är redan avgjort. Ingenting har ändrats: se vad som hände med det i tabellen.',
      laterLetter: 'Personen har fått ett senare brev där samma saker räknas, så det här skickas inte igen.',
      noMail: 'Personen har stängt av breven, så det här skickas inte igen. Välj Låt vara.',
      address:
        'Personen har ingen adress som går att skicka till. Rätta den i personregistret, eller välj Låt vara.',
    },
    tasks: {
      title: (count: number) =>
        `${capitalise(formatCount(count, 'påminnelse', 'påminnelser'))} har misslyckats`,
      about: 'Avgör för varje brev om det ska skickas igen eller låtas vara.',
      button: 'Se breven',
    },
  },
} as const;
