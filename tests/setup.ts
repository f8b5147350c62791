import type { TestProject } from 'vitest/node';
import { buildTemplate } from '../scripts/template.ts';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    template: string;
    postgres: string | null;
  }
}

/** Once per run: the template of the embedded database, and a real PostgreSQL server when its binaries are there. */
export const setup = async (project: TestProject) => {
  project.provide('template', await buildTemplate());
  const server = await startPostgres();
  if (!server)
    console.log('SKIPPED: PostgreSQL 15 is not installed, so the database tests run embedded only.');
  project.provide('postgres', server?.url ?? null);
  return () => server?.stop();
};
