import { type ColumnRole, columnRoles, type DeliveryKind, kindDescriptions } from '../kind.ts';
import type { ColumnChoice } from '../reading.ts';
import { isColumnName, rankOf } from './column-names.ts';
import type { SubjectWords } from './subject-words.ts';

/** A column that holds the result in one subject, or of one part of a test: it stands for several columns at once. */
export type WideColumn = {
  readonly index: number;
  readonly subject: string | null;
  readonly part: string | null;
};

/** Where everything stands in a file. */
export type Columns = {
  readonly at: Readonly<Partial<Record<ColumnRole, number>>>;
  readonly wide: readonly WideColumn[];
  /** Roles that the kind requires and that no column, or more than one, could have. */
  readonly missing: readonly ColumnRole[];
};

const partWords: readonly string[] = [
  'läsa',
  'tala',
  'skriva',
  'lyssna',
  'läsförståelse',
  'muntligt',
  'hörförståelse',
];
const partPattern = /^(?:delprov|del|dp)?\s*([A-H]\d?(?:[A-C])?)$/i;
const aroundSubject =
  /^(?:betyg|slutbetyg|provbetyg|np|np betyg|resultat)\s+|\s+(?:betyg|slutbetyg|provbetyg|np|resultat)$/gi;
/** Points of a part say nothing of the level of requirements, so such columns are left. */
const points = /po[äa]ng|\bp\b/i;

const partOf = (text: string): string | null => {
  const bare = text.trim();
  if (partWords.includes(bare.toLocaleLowerCase('sv'))) return bare.toLocaleUpperCase('sv');
  return partPattern.exec(bare)?.[1]?.toLocaleUpperCase('sv') ?? null;
};

const spaced = (name: string): string =>
  name
    .replace(/[_\-–—:/]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** What a wide column holds by its header: 'MA', 'Betyg Matematik', 'Delprov A', 'MA delprov A'; null for any other. */
const wideColumn = (
  name: string,
  index: number,
  words: SubjectWords,
  hasParts: boolean,
): WideColumn | null => {
  const text = spaced(name);
  if (points.test(text)) return null;
  if (hasParts) {
    const part = partOf(text);
    if (part !== null) return { index, subject: null, part };
    const parts = text.split(' ');
    for (let end = parts.length - 1; end > 0; end--) {
      const subject = words.find(parts.slice(0, end).join(' '));
      const rest = subject === null ? null : partOf(parts.slice(end).join(' '));
      if (rest !== null) return { index, subject, part: rest };
    }
    return null;
  }
  const subject = words.find(text.replace(aroundSubject, '').trim()) ?? words.find(name);
  return subject === null ? null : { index, subject, part: null };
};

/** The column that most surely has a role; null when none has, 'several' when two are as sure. */
const believedColumn = (
  header: readonly string[],
  role: ColumnRole,
  kind: DeliveryKind,
): number | 'several' | null => {
  const ranks = header.flatMap((name, index) => {
    const rank = rankOf(name, role, kind);
    return rank === null ? [] : [{ index, rank }];
  });
  const best = Math.min(...ranks.map(({ rank }) => rank));
  const [first, second] = ranks.filter(({ rank }) => rank === best);
  return first === undefined ? null : second === undefined ? first.index : 'several';
};

const believedRoles = (header: readonly string[], kind: DeliveryKind) => {
  const { required, optional } = kindDescriptions[kind];
  const at: Partial<Record<ColumnRole, number>> = {};
  const doubtful = new Set<ColumnRole>();
  for (const role of columnRoles) {
    if (!required.includes(role) && !optional.includes(role)) continue;
    const found = believedColumn(header, role, kind);
    if (typeof found === 'number') at[role] = found;
    else if (found === 'several') doubtful.add(role);
  }
  // One column has one role: a required one goes first.
  const taken = new Map<number, ColumnRole>();
  for (const role of [...required, ...optional]) {
    const index = at[role];
    if (index === undefined) continue;
    if (taken.has(index)) delete at[role];
    else taken.set(index, role);
  }
  return { at, doubtful };
};

/** What wide columns stand for, in the kinds of delivery that can have them. */
const standsFor = (
  kind: DeliveryKind,
): { readonly roles: readonly ColumnRole[]; readonly hasParts: boolean } => {
  if (kindDescriptions[kind].scale === 'kravnivå') return { roles: ['testPartResult'], hasParts: true };
  if (kind === 'np_ak6' || kind === 'np_ak9') return { roles: ['subject', 'testGrade'], hasParts: false };
  if (kind === 'betyg_termin' || kind === 'slutbetyg')
    return { roles: ['subject', 'grade'], hasParts: false };
  return { roles: [], hasParts: false };
};

/**
 * Where everything stands by the names of a header, and by what the registrar has chosen before for a header like it. A choice goes
 * before a name.
 */
export const columnsOf = (
  header: readonly string[],
  kind: DeliveryKind,
  words: SubjectWords,
  choice: ColumnChoice['columns'] | null,
): Columns => {
  const { required } = kindDescriptions[kind];
  const { at: believed, doubtful } = believedRoles(header, kind);
  const chosen = Object.entries(choice ?? {}).filter(
    ([, index]) => index !== undefined && index < header.length,
  );
  const at: Partial<Record<ColumnRole, number>> = { ...believed };
  for (const [role, index] of chosen) {
    for (const [other, place] of Object.entries(at)) if (place === index) delete at[other as ColumnRole];
    at[role as ColumnRole] = index;
    doubtful.delete(role as ColumnRole);
  }
  const { roles, hasParts } = standsFor(kind);
  const used = new Set(Object.values(at));
  const candidates =
    roles.length === 0 || (at.subject !== undefined && !hasParts)
      ? []
      : header.flatMap((name, index) => {
          const found =
            name === '' || used.has(index) || isColumnName(name)
              ? null
              : wideColumn(name, index, words, hasParts);
          return found ? [found] : [];
        });
  const wide = hasParts && at.testPart !== undefined ? [] : candidates;
  const stood: readonly ColumnRole[] =
    wide.length === 0 ? [] : wide.every(column => column.subject !== null) ? [...roles, 'subject'] : roles;
  const missing = required.filter(
    role => (at[role] === undefined || doubtful.has(role)) && !stood.includes(role),
  );
  return { at, wide, missing };
};

/** How many cells of a row are names of columns, or of subjects in a file with a column for each. */
export const headerLikeness = (cells: readonly string[], kind: DeliveryKind, words: SubjectWords): number => {
  const { hasParts, roles } = standsFor(kind);
  let names = 0;
  let wide = 0;
  for (const cell of cells) {
    if (cell === '') continue;
    if (isColumnName(cell)) names++;
    else if (roles.length > 0 && wideColumn(cell, 0, words, hasParts)) wide++;
  }
  return names === 0 ? 0 : names + Math.min(wide, 20);
};
