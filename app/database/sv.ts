/** The Swedish texts of this room: all are for the one who runs the program. */
export const sv = {
  inUse: (processId: number, file: string) =>
    `Databasen är redan öppen i en annan körning av Samsyn (process ${processId}). ` +
    `Stäng den först, eller välj en annan katalog med --data. Låsfil: ${file}`,
  newer: (steps: string) =>
    `Databasen kommer från en nyare version av Samsyn (${steps}). ` +
    'Starta den versionen, eller läs tillbaka en säkerhetskopia med samsyn restore.',
  powerfulRole:
    'Databasrollen samsyn_app får varken äga tabeller eller kringgå radskyddet. ' +
    'Be databasansvarig köra: alter role samsyn_app nosuperuser nobypassrls nocreaterole',
  backup: {
    notPacked: (file: string, error: string) =>
      `Filen ${file} går inte att packa upp. Den är skadad eller ingen säkerhetskopia. (${error})`,
    noFile: (file: string) => `Filen ${file} finns inte. Kontrollera sökvägen.`,
    damaged: (file: string) => `Filen ${file} är skadad. Ta en annan kopia.`,
    notOurs: (file: string) => `Filen ${file} är ingen säkerhetskopia från Samsyn.`,
    cutOff: (file: string) => `Filen ${file} är inte hel: slutet saknas. Ta en annan kopia.`,
    changed: (file: string) =>
      `Filen ${file} har ändrats eller skadats: kontrollsumman stämmer inte. Ta en annan kopia.`,
    newer: (steps: string) => `Kopian kommer från en nyare version av Samsyn (${steps}). Uppdatera först.`,
    notEmpty: (authorities: string) =>
      `Databasen är inte tom: där finns ${authorities}. ` +
      'Läs tillbaka till en ny katalog med --data, eller till en tom databas.',
    unfit: (file: string, error: string) =>
      `Innehållet i ${file} passar inte ihop. Inget har lästs in. Ta en annan kopia. (${error})`,
    unknownTable: (table: string) => `Kopian har en okänd tabell: ${table}.`,
    brokenChain: (sequence: number | undefined) =>
      `Kopian är inläst, men loggens kedja är bruten vid händelse ${sequence}.`,
  },
} as const;
