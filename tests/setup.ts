import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildTemplate } from '../scripts/template.ts';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    template: string;
    postgres: string | null;
    /** Where the demo lies once it has been read in: see `house.ts`. */
    demo: string;
  }
}

/**
 * Once per run: the template of the embedded database, a real PostgreSQL server when its binaries are there, and a place for the demo
 * as it is after its first start.
 */
export const setup = async (project: TestProject) => {
  project.provide('template', await buildTemplate());
  const shared = fs.mkdtempSync(path.join(os.tmpdir(), 'samsyn-shared-'));
  project.provide('demo', path.join(shared, 'demo'));
  const server = await startPostgres();
  if (!server)
    console.log('SKIPPED: PostgreSQL 15 is not installed, so the database tests run embedded only.');
  project.provide('postgres', server?.url ?? null);
  return async () => {
    fs.rmSync(shared, { recursive: true, force: true });
    await server?.stop();
  };
};
