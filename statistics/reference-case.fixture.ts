import * as fs from 'node:fs';
import * as path from 'node:path';

/** A reference case's file: of our own cases, which lie beside, or of the published ones, which are only read where they are. */
const folders = {
  cases: path.join(import.meta.dirname, 'reference/cases'),
  published: path.join(import.meta.dirname, '../../shared/reference/published'),
};

export type CaseKind = keyof typeof folders;

/** Whether the case can be read here; prints a line when it cannot. */
export const hasCase = (kind: CaseKind, name: string): boolean => {
  const found = fs.existsSync(path.join(folders[kind], name));
  if (!found) process.stdout.write(`Skipped: the ${kind} case ${name} is not here.\n`);
  return found;
};

export const caseText = (kind: CaseKind, file: string): string =>
  fs.readFileSync(path.join(folders[kind], file), 'utf8');

export const caseJson = <Shape>(kind: CaseKind, file: string): Shape => JSON.parse(caseText(kind, file));

/** Rows of a comma-separated file without quotation marks, by column name. */
export const caseRows = (kind: CaseKind, file: string): Record<string, string>[] => {
  const [header = '', ...lines] = caseText(kind, file).trim().split(/\r?\n/);
  const names = header.split(',').map(name => name.replaceAll('"', ''));
  return lines.map(line => {
    const values = line.split(',');
    return Object.fromEntries(names.map((name, at) => [name, values[at] ?? '']));
  });
};

/** |found − wanted| relative to |wanted|, or to 1 where nothing is wanted. */
export const relativeError = (found: number, wanted: number): number =>
  Math.abs(found - wanted) / (Math.abs(wanted) || 1);
