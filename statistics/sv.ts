/** Texts about tables that are compressed to cells. */
export const compressText = {
  noHeader: 'Rubrikraden saknas eller tar inte slut. Lägg kolumnernas namn på första raden.',
  notText: 'Filen är inte en vanlig textfil. Spara den som CSV (UTF-8).',
  noRows: 'Filen har inga rader under rubrikraden. Kontrollera att rätt fil angavs.',
  noColumn: (columns: readonly string[]) =>
    `Kolumnen finns inte. Filen har ${columns.slice(0, 20).join(', ')}. Rätta namnet i specifikationen.`,
  columnTwice: 'Kolumnen finns två gånger. Byt namn på den ena.',
  namedTwice: (name: string) =>
    `Namnet ”${name}” förekommer två gånger bland de nya kolumnerna. Byt namn på den ena.`,
  emptyKey: 'Värdet saknas. Fyll i det eller ta bort raden.',
  emptyNumber: 'Talet saknas. Fyll i det eller ta bort raden.',
  brokenKey: 'Värdet är delat på två rader. Skriv det på en rad.',
  notNumber: (text: string) => `”${text.slice(0, 40)}” är inte ett tal. Rätta det eller ta bort raden.`,
  tooLarge: 'Talet är för stort. Rätta det eller ta bort raden.',
  afterQuote: 'Efter ett citattecken måste kolumnen ta slut. Skriv citattecken inne i en text dubbelt.',
  width: (found: number, wanted: number) =>
    `Raden har ${found} värden men rubrikraden har ${wanted}. Rätta raden.`,
  endlessRow: 'Raden tar inte slut. Kontrollera att varje citattecken har ett till som stänger.',
} as const;

/** Texts about cells that are to be estimated on. */
export const estimateText = {
  missing: 'Värdet saknas. Fyll i det eller ta bort raden.',
  notNumber: (text: string) =>
    `”${text.slice(0, 40)}” är inte ett ändligt tal. Rätta det eller ta bort raden.`,
  tooFewPupils: 'Antalet elever är mindre än 1. Ta bort raden eller rätta antalet.',
  squaresTooSmall:
    'Kvadratsumman är mindre än summan i kvadrat delad med antalet. Kontrollera att antal, summa och kvadratsumma hör ihop.',
  duplicate: (unit: string, time: string, first: number) =>
    `Enheten ${unit} har redan en rad för ${time} (rad ${first}). Slå ihop raderna eller ta bort den ena.`,
  moves: (unit: string, before: string, now: string) =>
    `Enheten ${unit} har både ${before} och ${now}. Ge enheten samma värde på alla rader, eller dela den i två enheter.`,
  notZeroOne: (text: string) => `”${text.slice(0, 40)}” är varken 0 eller 1. Rätta värdet.`,
  noCells: 'Det finns inga rader. Kontrollera att rätt fil angavs.',
  noTreatment: 'Varken start eller treated är angiven. Ange kolumnen med startår, eller den med 0 och 1.',
  noOutcome: 'Varken sum eller mean är angiven. Ange kolumnen med utfallet.',
  noCount: 'Vikterna är n, men ingen kolumn med antal är angiven. Ange columns.n eller välj weights none.',
  covariateSums: (name: string) =>
    `Kovariaten ${name} behöver value, eller sum, sumSquares och sumProduct. Lägg till det som saknas.`,
  covariateProduct: (name: string, other: string) =>
    `Kovariaten ${name} behöver korsprodukten med ${other}. Ange den i products.`,
  covariateTwice: (name: string) => `Kovariaten ${name} finns två gånger. Ta bort den ena.`,
  markAgainstStart: (mark: number) =>
    `Raden har ${mark} men startåret säger något annat. Rätta det ena, eller ange bara det ena i columns.`,
  sumWithoutCount: 'En summa behöver ett antal. Ange columns.n, eller ange mean i stället för sum.',
  noTreated: 'Ingen enhet har fått tjänsten under de år som finns. Då finns ingen effekt att skatta.',
  noComparison:
    'Det finns inga enheter att jämföra med. Lägg till enheter utan tjänst, eller som får den senare.',
  missingYears:
    'Bland enheter som har en rad för varje år finns ingen effekt att skatta. Komplettera raderna, eller välj estimator imputation, som klarar luckor.',
  notIdentified:
    'Effekten kan inte skiljas från skillnader mellan enheter och år. Välj en annan jämförelse (design) eller lägg till enheter att jämföra med.',
  notAbsorbing: (unit: string) =>
    `Enheten ${unit} går från 1 tillbaka till 0. Den här skattningen kräver att tjänsten finns kvar från första året; ange startår i stället.`,
} as const;

/** Texts about posts that are to be pooled. */
export const poolText = {
  tooFew: 'Det behövs minst två tjänster för att väga samman. Lägg till fler rader.',
  notFinite: 'Värdet är inte ett ändligt tal. Rätta det eller ta bort raden.',
  notPositive: 'Medelfelet måste vara större än 0. Rätta det eller ta bort raden.',
} as const;

/** Texts about ratings of the same items by several raters. */
export const agreementText = {
  notFinite: 'Nivån är inte ett ändligt tal. Rätta den eller ta bort raden.',
  twice: (first: number) =>
    `Samma bedömare har redan bedömt samma underlag på rad ${first}. Ta bort den ena raden.`,
  noPairs: 'Inget underlag har fått två bedömningar. Överensstämmelse kräver minst två på samma underlag.',
} as const;

/** Texts about how sensitive an effect is to trends that part. */
export const sensitivityText = {
  notFinite: 'Alla skattningar och varianser måste vara ändliga tal.',
  noYearsBefore: 'Det finns inga skattade år före starten. Känsligheten kan inte bedömas.',
  tooFewYears: (years: number) =>
    `Det finns ${years} skattade år efter starten. Fråga om medelvärdet av högst så många.`,
} as const;

const plain = (value: number): string => String(value).replace('.', ',');

/** Texts about what a planned follow-up could find. */
export const mdeText = {
  outside: (whole: boolean, least: number, most: number) => {
    const kind = whole ? 'ett heltal' : 'ett tal';
    if (least === Number.MIN_VALUE) return 'Ange ett tal större än 0 och mindre än 1.';
    return most === Number.MAX_VALUE
      ? `Ange ${kind} som är minst ${plain(least)}.`
      : `Ange ${kind} från ${plain(least)} till ${plain(most)}.`;
  },
  moreTreated: 'Skolorna med tjänst är fler än skolorna. Rätta det ena talet.',
  fewPosts: 'Tjänsterna är färre än skolorna med tjänst. Rätta det ena talet.',
  fewCells: 'Det finns för få resultat utan tjänst för att skatta hur mycket de varierar. Lägg till fler år.',
  noSquares:
    'Hur mycket elever skiljer sig åt kan inte skattas utan antal, summa och kvadratsumma. Ange columns.n, sum och sumSquares.',
  fewSchools: (schools: number) =>
    `Det finns ${schools} skolor i data. Ange högst så många skolor med tjänst, minst en utan.`,
  fewYears: 'Det finns för få år utan tjänst för att pröva påhittade starter. Lägg till fler år.',
  placeboFailed: 'Ingen påhittad start gick att skatta. Lägg till fler skolor eller år utan tjänst.',
} as const;
