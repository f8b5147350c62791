import * as fs from 'node:fs';
import * as path from 'node:path';

/** The raw files of Ekdala: what the municipality's own systems would give, and its case files, with their types. */
export const demoFiles = {
  'organisation.csv': 'text/csv; charset=utf-8',
  'skolverket.ndjson': 'application/x-ndjson; charset=utf-8',
  'personer.csv': 'text/csv; charset=utf-8',
  'tjanster.csv': 'text/csv; charset=windows-1252',
  'arenden.json': 'application/json; charset=utf-8',
  'strukturer.json': 'application/json; charset=utf-8',
  'uppfoljning.json': 'application/json; charset=utf-8',
} as const;
export type DemoFile = keyof typeof demoFiles;

export const isDemoFile = (name: string): name is DemoFile => Object.hasOwn(demoFiles, name);

/** `root`: the folder that holds package.json. */
export const readDemoFile = (root: string, name: DemoFile): Uint8Array =>
  new Uint8Array(fs.readFileSync(path.join(root, 'demo/ekdala', name)));
