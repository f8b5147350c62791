import type { ReadTable, WriteTable } from '#app/shared/table.ts';
import type { Route } from '#app/web/index.ts';
import { importRoutes } from './import-routes.tsx';
import { needRoutes } from './need-routes.tsx';
import { positionRoutes } from './position-routes.tsx';
import { structureRoutes } from './structures/structure-routes.tsx';

/** The pages of the register of positions. The ports read and write files. Fixed addresses come before those with an id. */
export const routes = (ports: {
  readonly readTable: ReadTable;
  readonly writeTable: WriteTable;
}): Route[] => [...importRoutes(ports), ...needRoutes(), ...structureRoutes(), ...positionRoutes(ports)];
