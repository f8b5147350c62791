/** The Swedish texts of mail. */
export const texts = {
  sender: 'Samsyn',
  silent: 'E-postservern svarade inte i tid.',
} as const;
