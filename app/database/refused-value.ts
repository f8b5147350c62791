/**
 * Whether the database refused a value as one that cannot be: an id that is no id, a day that is no day, a number out of range
 * (SQLSTATE class 22, data exception). What came from outside and means nothing then names nothing; it is no fault of ours.
 */
export const isRefusedValue = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^22.{3}$/.test(error.code);
