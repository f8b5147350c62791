/**
 * Uppdragstyp: what the task mainly consists of. A coded field with one main type and any number of others; it explains
 * more than the kind of position does (staff turnover fell mainly where lead teachers led development projects).
 */
export const assignmentTypes = {
  amnesansvar: 'Huvudansvar för ämne',
  amnesgrupp: 'Leder ämnesgrupp',
  undervisningsutveckling: 'Utvecklar undervisningen tillsammans med lärarna',
  utvecklingsprojekt: 'Utvecklingsprojekt',
  kvalitetsarbete: 'Systematiskt kvalitetsarbete',
  likvardigBedomning: 'Likvärdig bedömning, betyg och bedömning',
  rattssakerBetygssattning: 'Rättssäker betygssättning',
  introduktion: 'Introduktion av nya lärare',
  coachning: 'Coachning',
  pedagogiskaSamtal: 'Pedagogiska samtal',
  examensansvar: 'Examensansvar',
  vfu: 'Verksamhetsförlagd utbildning (VFU)',
  forskningsbevakning: 'Forskningsbevakning',
  arbetslagsledning: 'Arbetslagsledning',
  amnesovergripandeProjekt: 'Ämnesövergripande projekt',
  egenForskning: 'Egen forskning',
  handledning: 'Handledning',
  hogskolekontakt: 'Högskolekontakt',
  annat: 'Annat',
} as const;

export type AssignmentType = keyof typeof assignmentTypes;
export const isAssignmentType = (text: string): text is AssignmentType =>
  Object.hasOwn(assignmentTypes, text);

const comparable = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '');

const byText = new Map<string, AssignmentType>(
  Object.entries(assignmentTypes).flatMap(([code, label]) => [
    [comparable(code), code as AssignmentType],
    [comparable(label), code as AssignmentType],
    [comparable(label.replace(/\s*\(.*\)$/, '')), code as AssignmentType],
  ]),
);

/** The type with this code or label, whatever the case, spaces and dots over letters. */
export const findAssignmentType = (text: string): AssignmentType | null =>
  byText.get(comparable(text)) ?? null;
