/** Regel för en anmärkning som hindrar: a row with one is not read, so the delivery is not either. */
export const refusalRules = [
  'kolumn saknas',
  'skolenhetskod har fel längd',
  'skolenhet okänd',
  'skolenhet hos annan huvudman',
  'skolenhet inte aktiv under läsåret',
  'årskurs finns inte vid skolenheten',
  'personnummer har fel form',
  'personnummer har fel kontrollsiffra',
  'personnummer förstört av kalkylprogram',
  'ämne okänt',
  'kurskod okänd',
  'betyg finns inte i skalan',
  'två olika betyg',
  'provbetyg i årskurs 3',
  'delprov saknar resultat',
  'läsår stämmer inte',
  'tecken har blivit fel',
  'raden går inte att läsa',
] as const;
export type RefusalRule = (typeof refusalRules)[number];

/** Regel för en anmärkning som inte hindrar: the row is read, and the registrar should know. */
export const noticeRules = [
  'dubbel rad',
  'svenska och svenska som andraspråk',
  'provbetyg utan delprov',
  'ovanligt många F eller frånvarande',
  'orienteringskurs räknas inte',
  'skyddade personuppgifter',
  'ogiltig kolumn hoppas över',
  'tidigare resultat saknas för många',
] as const;
export type NoticeRule = (typeof noticeRules)[number];

/** Anmärkning på en rad: by its rule. Which row it was about, and what stood there, is told only where the file lies. */
export type RemarkRule = RefusalRule | NoticeRule;
