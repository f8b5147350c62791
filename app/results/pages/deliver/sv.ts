/** The Swedish texts of the page where results are delivered, before its program has started. */
export const sv = {
  title: 'Lämna in resultat',
  intro:
    'Filerna läses i den här webbläsaren. Det som skickas är celler: antal och summor för varje skolenhet och ämne. Namn, personnummer och rader lämnar aldrig din dator.',
  withoutScript:
    'Den här sidan behöver JavaScript, som inte är igång i din webbläsare. Filerna innehåller elevers personnummer och får därför bara läsas på din egen dator. Slå på JavaScript, eller lämna in med kommandot:',
  command: 'samsyn results deliver FIL.csv --kind np_ak9 --year 2025/26',
  commandHelp: 'Kommandot läser filen på samma sätt och lämnar bara celler till Samsyn.',
  kind: 'Slag av resultat',
  year: 'Läsår',
  semester: 'Termin',
  semesters: { HT: 'Höstterminen', VT: 'Vårterminen' },
  files: 'Filer med resultat',
  filesHelp:
    'CSV eller Excel (.xlsx), en eller flera skolenheter. Filen ska vara komplett: den ersätter hela den förra inlämningen för samma skolenhet och läsår.',
  tests: 'Filer med provbetyg',
  testsHelp: 'Nationella prov för samma elever, så att betyg och provbetyg kan jämföras.',
  prior: 'Filer med tidigare resultat',
  priorHelp:
    'Nationella prov åk 6 tre år tidigare för samma elever. Eleverna kopplas ihop här och glöms sedan.',
  read: 'Läs filerna',
} as const;
