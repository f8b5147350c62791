/** The one level of navigation, in the order of the year. */
export const navigationTexts = {
  '/': 'Mitt att göra',
  '/tjanster': 'Tjänster',
  '/fordelning': 'Fördelning',
  '/resultat/inlamningar': 'Resultat',
  '/arenden': 'Ärenden',
  '/organisation': 'Organisation',
  '/personer': 'Personer',
  '/logg': 'Logg',
} as const;
