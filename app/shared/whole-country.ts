/** Riket: what stands in the place of a school unit's code where a published value is of the whole country. */
export const WHOLE_COUNTRY = 'Riket';
