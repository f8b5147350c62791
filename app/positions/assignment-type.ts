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
