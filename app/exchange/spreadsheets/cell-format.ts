import { cleanText } from './text.ts';

/** How a workbook shows a number. Only what changes the meaning of a cell is told apart. */
export type CellFormat =
  | { readonly kind: 'number' | 'percent' | 'date' | 'datetime' | 'time' | 'duration' }
  /** A code shown with leading zeros: the format `0000` shows 126 as 0126. */
  | { readonly kind: 'padded'; readonly digits: number };

const number: CellFormat = { kind: 'number' };

/** Formats that every spreadsheet program knows by number (ECMA-376 part 1, 18.8.30), East Asian dates included. */
const builtIn = (id: number): CellFormat => {
  if (id === 9 || id === 10) return { kind: 'percent' };
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58))
    return { kind: 'date' };
  if (id === 22) return { kind: 'datetime' };
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return { kind: 'time' };
  return id === 46 ? { kind: 'duration' } : number;
};

/** What a spreadsheet program allows. */
const LONGEST_CODE = 255;

/** The format of a number format id, with its own code when the workbook defines one. */
export const cellFormat = (id: number, code: string | undefined): CellFormat => {
  if (code === undefined) return builtIn(id);
  const bare = (code.slice(0, LONGEST_CODE).split(';')[0] ?? '')
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .toLowerCase();
  if (/^(general|standard)/.test(bare)) return number;
  if (/\[(h+|m+|s+)\]/.test(bare)) return { kind: 'duration' };
  const clock = /[hs]/.test(bare);
  const calendar = /[yd]/.test(bare) || (/m/.test(bare) && !clock);
  if (calendar) return { kind: clock ? 'datetime' : 'date' };
  if (clock) return { kind: 'time' };
  if (bare.includes('%')) return { kind: 'percent' };
  return /^0{2,15}$/.test(bare) ? { kind: 'padded', digits: bare.length } : number;
};

/** 0.30000000000000004 → '0,3', 1.5E-7 → '0,00000015', -3.2 → '-3,2': the number a person typed, with decimal comma. */
export const decimalText = (value: number): string => {
  // A spreadsheet program keeps fifteen digits; anything beyond is noise from binary arithmetic.
  const text = String(Number(value.toPrecision(15)));
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text === '-0' ? '0' : text.replace('.', ',');
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  if (point <= 0) return `${sign}0,${'0'.repeat(-point)}${digits}`;
  return point >= digits.length
    ? `${sign}${digits.padEnd(point, '0')}`
    : `${sign}${digits.slice(0, point)},${digits.slice(point)}`;
};

const wholeNumber = /^(?:0|-?[1-9]\d{0,14})$/;
/** Few enough digits to hold no noise: these, nearly all numbers, need no arithmetic. */
const shortDecimal = /^-?(?:0|[1-9]\d{0,8})\.\d{0,5}[1-9]$/;

/** The text of a number cell: what the person sees, but with every digit that is stored. */
export const shownNumber = (stored: string, format: CellFormat, from1904: boolean): string => {
  if (format.kind === 'number') {
    if (wholeNumber.test(stored)) return stored;
    if (shortDecimal.test(stored)) return stored.replace('.', ',');
  }
  const value = Number(stored);
  if (stored.trim() === '' || !Number.isFinite(value) || Math.abs(value) > 1e100) return cleanText(stored);
  switch (format.kind) {
    case 'number':
      return decimalText(value);
    case 'percent':
      return `${decimalText(value * 100)} %`;
    case 'padded':
      return Number.isInteger(value) && value >= 0
        ? decimalText(value).padStart(format.digits, '0')
        : decimalText(value);
    default:
      return shownTime(value, format.kind, from1904) ?? decimalText(value);
  }
};

const LAST_SERIAL = 2_958_465; // 9999-12-31
const DAY_SECONDS = 86_400;
const two = (value: number): string => String(value).padStart(2, '0');

const shownTime = (
  value: number,
  kind: 'date' | 'datetime' | 'time' | 'duration',
  from1904: boolean,
): string | null => {
  if (value < 0 || value > LAST_SERIAL) return null;
  const total = Math.round(value * DAY_SECONDS);
  const day = Math.floor(total / DAY_SECONDS);
  const seconds = total % DAY_SECONDS;
  const hours = kind === 'duration' ? Math.floor(total / 3600) : Math.floor(seconds / 3600);
  const clock = `${two(hours)}:${two(Math.floor((seconds % 3600) / 60))}${seconds % 60 ? `:${two(seconds % 60)}` : ''}`;
  if (kind === 'duration' || (kind === 'time' && day === 0)) return clock;
  const date = dateOfSerial(day, from1904);
  return seconds === 0 ? date : `${date} ${clock}`;
};

/**
 * Day numbers count from 1904-01-01 in workbooks from old Macs and otherwise from 1900-01-01, where the day
 * 1900-02-29, which never was, has number 60.
 */
const dateOfSerial = (day: number, from1904: boolean): string => {
  if (!from1904 && day === 60) return '1900-02-29';
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  return new Date(epoch + day * DAY_SECONDS * 1000).toISOString().slice(0, 10);
};
