import type { WriteTable } from '#app/shared/table.ts';
import type { Route } from '#app/web/index.ts';
import type { KeptNumbers } from './burden-reading.ts';
import { followUpRoutes } from './follow-up-routes.tsx';
import type { ToldResults } from './profile-reading.ts';
import { profileRoutes } from './profile-routes.tsx';
import { pulseRoutes } from './pulse/pulse-routes.tsx';
import { roundRoutes } from './round-routes.tsx';
import { type DecidedClauses, routineRoutes } from './routine-routes.tsx';
import { unionRoutes } from './union/union-routes.tsx';

/**
 * The pages of the follow-up. `decidedClauses` tells what the board has decided, `writeTable` writes files,
 * `toldResults` what has left the authority about pupils' results, `keptNumbers` which numbers have been kept. Fixed addresses come before those with a year.
 */
export const routes = (ports: {
  readonly decidedClauses: DecidedClauses;
  readonly writeTable: WriteTable;
  readonly toldResults: ToldResults;
  readonly keptNumbers: KeptNumbers;
}): Route[] => {
  const [own, ...followUps] = followUpRoutes(ports);
  return [
    ...pulseRoutes(),
    ...routineRoutes(ports),
    ...unionRoutes(),
    ...(own ? [own] : []),
    ...profileRoutes(ports),
    ...roundRoutes(ports),
    ...followUps,
  ];
};
