/** The Swedish texts of the demo page. */
export const sv = {
  title: 'Demokommunen Ekdala',
  fiction:
    'Ekdala är en påhittad kommun. Inga personer, skolor, siffror eller beslut här finns i verkligheten. Allt går att ändra utan att något händer någon annanstans.',
  lists:
    'Det som syns är inläst ur filer av samma slag som en riktig kommun har: en organisationslista, en personlista, ett utdrag ur personalsystemet och Skolverkets statistik i publicerad form. Ladda gärna ner dem och prova att läsa in dem.',
  filesHead: 'Filerna',
  files: {
    'organisation.csv': 'Organisationen, med en skola som har bytt namn och kod',
    'personer.csv': 'Personer och roller',
    'tjanster.csv': 'Tjänster, innehav och uppdrag ur personalsystemet',
    'skolverket.ndjson': 'Statistik i samma form som Skolverket publicerar, med påhittade värden',
    'arenden.json': 'Nämndens ärenden, från mars 2017 och framåt',
    'uppfoljning.json': 'Rutinen för uppföljning, årets omgångar och vad som har sagts i dem',
  },
  day: {
    head: 'Dagen i demokommunen',
    now: (day: string) => `I Ekdala är det den ${day}.`,
    about: 'När dagen flyttas loggas alla ut. Det som redan har sparats ligger kvar.',
    field: 'Gå till en annan dag',
    help: 'Skriv dagen som 2026-12-16.',
    button: 'Gå till dagen',
    goTo: (day: string) => `Gå till ${day}`,
    moved: (day: string) => `I Ekdala är det nu den ${day}.`,
    wrong: 'Dagen finns inte. Skriv den som 2026-12-16.',
    outside: 'Välj en dag mellan 2010-01-01 och 2039-12-31.',
    fixed: 'Här följer demokommunen den riktiga kalendern.',
  },
  days: {
    writing: 'Skrivelsen till nämnden är ett utkast.',
    meeting: 'Bildningsnämnden sammanträder.',
    due: 'Den dag nämnden väntar på en rutin har passerat.',
  },
  wayHead: 'Följ ett ärende till nämnden',
  wayIntro: 'Ta skrivelsen från utkast till beslut, som fyra personer i tur och ordning.',
  otherHead: 'Prova också',
  become: (name: string) => `Bli ${name}`,
  asWhom: (name: string, role: string) => (role === '' ? name : `${name}, ${role}`),
  release: {
    compulsory: 'Provbetyg i matematik, årskurs 9, läsåret 2025/26',
    upperSecondary: 'Ämnesbetyg i matematik i gymnasieskolan, läsåret 2025/26',
    recipient: 'bildningsnämnden',
  },
  situations: {
    write: {
      title: 'Lämna skrivelsen för godkännande',
      look: 'Öppna skrivelsen i ärendet BIN 2026/118. Läs vad som saknas och hur nämndens frågor besvaras, och lämna den sedan för godkännande.',
    },
    approve: {
      title: 'Godkänn skrivelsen, eller lämna tillbaka den',
      look: 'Läs skrivelsen som PDF. Varje tal har en kod som går att slå upp.',
    },
    send: {
      title: 'Lämna skrivelsen till nämnden',
      look: 'Texten och siffrorna fryses. Gå sedan till dagen för sammanträdet och för in besluten, punkt för punkt.',
    },
    decide: {
      title: 'Läs det nämnden får',
      look: 'En sida: vad beställde vi, vad är svaret, hur säkert är det och vad händer sedan. Innan skrivelsen är utskickad syns bara ärendets tråd.',
    },
    spread: {
      title: 'Se hur tjänsterna är fördelade',
      look: 'En skola står utan tjänst. Jämför med dagen för den förra utvärderingen, den 20 december 2017.',
    },
    subjects: {
      title: 'Se vilka ämnen som saknar tjänst',
      look: 'De praktiska och estetiska ämnena saknar tjänst i hela grundskolan.',
    },
    vacancy: {
      title: 'Bestäm om en vakant tjänst',
      look: 'Tjänsten FL-007 på Almlundsskolan är vakant sedan i somras. Behovet som den svarade mot finns kvar.',
    },
    rate: {
      title: 'Bedöm ett uppdrag, utan att se den andras bedömning',
      look: 'Lektorn i matematik har redan lämnat sin. Rektor ser den först när båda har lämnat in.',
    },
    coverage: {
      title: 'Se hur långt uppföljningen har kommit',
      look: 'Ett område är sent i höstens första omgång. Rutinen har en ny version som väntar på fackligt steg och beslut.',
    },
    said: {
      title: 'Läs allt som har sagts om ditt uppdrag',
      look: 'Innehavaren ser bedömningarna, den gemensamma bilden och vem mer som har läst.',
    },
    importing: {
      title: 'Läs in personalsystemets lista en gång till',
      look: 'Ladda ner tjanster.csv här nedanför och läs in den: inget ändras. Ändra sedan något i filen och se vad som skulle hända.',
    },
    renamed: {
      title: 'Se en skola som har bytt namn och kod',
      look: 'Nybroskolan blev Norrevångsskolan den 1 juli 2023. Gå till en tidigare dag, så heter den som förr.',
    },
    self: {
      title: 'Se vad Samsyn vet om dig',
      look: 'En förstelärare ser sina egna uppgifter och vad rollen ger rätt till.',
    },
    trace: {
      title: 'Följ ett tal till raderna bakom det',
      look: 'Klicka på ett tal. En revisor ser frågan, dagen och de rader som har räknats.',
    },
    log: {
      title: 'Se vad som har gjorts, och av vem',
      look: 'Varje händelse är kedjad till den föregående, så att ingen kan tas bort utan att det märks.',
    },
  },
} as const;
