/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const LONGEST = 120;

/** A name that every file system takes: no path, no control characters, none of the characters Windows refuses. */
export const safeFileName = (name: string): string => {
  const cleaned = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, '')
    .replace(/["*/:<>?\\|;%]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.-]+|[\s.]+$/g, '');
  const extension = /\.[A-Za-z0-9]{1,8}$/.exec(cleaned)?.[0] ?? '';
  const stem = cleaned
    .slice(0, cleaned.length - extension.length)
    .slice(0, LONGEST)
    .toWellFormed()
    .trimEnd();
  const whole = stem === '' ? `samsyn${extension}` : stem + extension;
  return reserved.test(whole) ? `_${whole}` : whole;
};

const swedishLetters: Readonly<Record<string, string>> = {
  å: 'a',
  ä: 'a',
  ö: 'o',
  Å: 'A',
  Ä: 'A',
  Ö: 'O',
  é: 'e',
  É: 'E',
};

const asciiName = (name: string): string =>
  name.replace(/[åäöÅÄÖéÉ]/g, letter => swedishLetters[letter] ?? letter).replace(/[^\x20-\x7e]/g, '_');

const percentEncoded = (name: string): string =>
  encodeURIComponent(name).replace(
    /['()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * The header that makes a browser save a file under this name (RFC 6266): å, ä and ö in the form that all current
 * browsers read, and without them for those that do not.
 */
export const contentDisposition = (fileName: string): string => {
  const name = safeFileName(fileName);
  return `attachment; filename="${asciiName(name)}"; filename*=UTF-8''${percentEncoded(name)}`;
};
