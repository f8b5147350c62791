/** The shipped rubric in Swedish: what each criterion is called and what its four levels look like to somebody who sees the work. */
export const sv = {
  levels: {
    1: 'Påbörjat',
    2: 'På väg',
    3: 'Etablerat (förväntad nivå)',
    4: 'Spridande',
  },
  cannotJudge: 'Kan inte bedömas',
  core: {
    P1: {
      name: 'Övergripande pedagogiskt ansvar för ämnet',
      levels: [
        'Ansvaret är utpekat men innehåll, gräns mot rektor och tid är oklara.',
        'Det finns en beskrivning av ämnets läge och några prioriteringar, ännu inte kända av alla som undervisar i ämnet.',
        'Ämnets styrkor och behov är kartlagda, prioriteringarna är gemensamma och syns i planeringen i hela ämnet.',
        'Ämnets riktning prövas mot forskning och resultat varje läsår och andra enheter använder underlaget.',
      ],
    },
    P2: {
      name: 'Systematiskt kvalitetsarbete',
      levels: [
        'Uppdraget följer inte enhetens årshjul; data används tillfälligt.',
        'Resultat tas fram och beskrivs men orsaker prövas sällan.',
        'Nuläge, mål, insats och uppföljning hänger ihop; orsaker analyseras tillsammans och leder till beslut.',
        'Analysen ändrar enhetens prioriteringar och används i huvudmannens uppföljning; även insatser som inte fungerade redovisas.',
      ],
    },
    P3: {
      name: 'Leder ämnesgrupper',
      levels: [
        'Möten hålls utan fast tid eller frågeställning.',
        'Återkommande möten med dagordning; några driver arbetet.',
        'Möten utgår från elevers lärande, har gemensamma frågor och dokumenteras; alla bidrar.',
        'Gruppen driver arbetet även utan försteläraren och delar arbetssätt med andra grupper eller skolor.',
      ],
    },
    P4: {
      name: 'Utvecklar undervisningen tillsammans med lärarna',
      levels: [
        'Idéer förmedlas, få prövar dem.',
        'Enstaka lärare prövar och berättar.',
        'Lärare planerar, prövar, besöker varandra och jämför underlag från klassrummet; förändringen går att beskriva.',
        'Förändringen är vanlig praxis, eleverna märker den i egna ord och den har prövats på annan enhet.',
      ],
    },
    P5: {
      name: 'Likvärdig bedömning',
      levels: [
        'Bedömning diskuteras vid behov.',
        'Gemensamma uppgifter eller exempel finns i delar av ämnet.',
        'Sambedömning sker enligt plan även i ämnen utan nationella prov; skillnader mellan grupper diskuteras och följs.',
        'Sambedömning över skolgränser; orsaker till avvikelser är kända och minskar eller kan förklaras.',
      ],
    },
    P6: {
      name: 'Rättssäker betygssättning',
      levels: [
        'Rutiner är muntliga eller okända för nya lärare.',
        'Skriftlig rutin finns; tillämpas olika.',
        'Rutinen är känd, underlag är spårbara, avvikelser mellan prov och betyg gås igenom och nya eller obehöriga lärare får stöd.',
        'Rutinen granskas av någon utanför enheten, brister leder till dokumenterade åtgärder och resultatet återkopplas till elever och huvudman.',
      ],
    },
    P7: {
      name: 'Strukturer för analys av egen undervisning',
      levels: [
        'Saknas eller personbundna.',
        'Finns i delar av enheten.',
        'Fasta, med tid i tjänsten, och överlever personalbyten.',
        'Utvärderas och justeras av lärarna själva.',
      ],
    },
    P8: {
      name: 'Likvärdig riktning utifrån enhetens behov',
      levels: [
        'Uppdraget bygger på personens intresse.',
        'Behovet nämns i uppdraget.',
        'Behovet är hämtat ur kvalitetsarbetet, uppdraget omprövas när behovet ändras.',
        'Uppdraget vägs mot andra enheters behov och kan omfördelas.',
      ],
    },
    P9: {
      name: 'Lärande mellan skolor',
      levels: [
        'Inga kontakter.',
        'Deltar i nätverk och besök.',
        'Tar med frågor till triad/nätverk och återför svar till egen enhet.',
        'Andra enheter har ändrat sitt arbetssätt; det är dokumenterat.',
      ],
    },
    F1: {
      name: 'Tid',
      levels: [
        'Tiden för uppdraget är inte avsatt i tjänsten och varierar från vecka till vecka.',
        'Tid är avsatt i tjänsten men används ofta till annat.',
        'Tiden ligger fast i schemat och den faktiska tiden motsvarar den planerade.',
        'Tiden stäms av vid varje uppföljning, ändras när uppdraget ändras och hålls även när vikarier saknas.',
      ],
    },
    F2: {
      name: 'Mandat och uppdragsbeskrivning',
      levels: [
        'Uppdraget är muntligt och det är oklart vad det ger rätt att besluta om.',
        'En skriftlig beskrivning finns men är okänd för dem som berörs.',
        'Beskrivningen har datum, säger vad uppdraget omfattar och får besluta om, och är känd av kollegorna.',
        'Beskrivningen omprövas varje läsår tillsammans med kollegorna och ändringar meddelas alla som berörs.',
      ],
    },
    F3: {
      name: 'Rektors medverkan',
      levels: [
        'Rektor har inte tagit del av arbetet sedan förra uppföljningen.',
        'Rektor tar del av arbetet när någon ber om det.',
        'Rektor tar del av underlag på återkommande möten och undanröjer hinder som har tagits upp där.',
        'Rektor deltar i analysen, för in den i enhetens kvalitetsarbete och berättar för kollegorna vad den har lett till.',
      ],
    },
    F4: {
      name: 'Stöd och fortbildning',
      levels: [
        'Inget stöd och ingen fortbildning är planerad för uppdraget.',
        'Enstaka fortbildningar erbjuds utan koppling till uppdraget.',
        'Stöd och fortbildning är planerade efter vad uppdraget kräver och genomförs under läsåret.',
        'Stödet ändras efter vad uppföljningarna visar och lärdomarna delas med andra enheter.',
      ],
    },
    F5: {
      name: 'Stabilitet',
      levels: [
        'Rektor eller uppdrag har bytts under läsåret utan överlämning.',
        'Byten under läsåret har skett med muntlig överlämning.',
        'Rektor och uppdrag ligger fast under läsåret, eller har bytts med skriftlig överlämning.',
        'Uppdraget är planerat för flera läsår och arbetet fortsätter även när någon byts ut.',
      ],
    },
  },
  recorded: {
    F1: 'planerad och faktisk tid',
    F2: 'version och datum, och vilka som känner till den',
    F3: 'vad rektor har gjort sedan sist',
    F4: 'vad, och hur många timmar',
    F5: 'byten av rektor eller uppdrag',
  },
  wrong: {
    codeTwice: (code: string) => `Koden ${code} finns två gånger. Ge den ena en egen kod.`,
    codeShape: (code: string) => `Koden ${code} duger inte. Egna parametrar heter P10, P11 och så vidare.`,
    coreMissing: (code: string) => `${code} saknas. Kärnan är densamma för alla och kan bara byggas ut.`,
    coreChanged: (code: string) => `${code} hör till kärnan och kan inte vara ett lokalt tillägg.`,
    name: (code: string) => `${code} saknar namn.`,
    levels: (code: string) => `${code} behöver fyra nivåer med var sin text.`,
    sentence: (code: string, level: number) =>
      `${code}, nivå ${level}: skriv en enda mening som slutar med punkt.`,
    alike: (code: string) => `${code} har samma text på två nivåer.`,
  },
} as const;
