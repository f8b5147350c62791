import type { Route } from '#app/web/index.ts';
import { type ReadFilling, readFilling } from './filling.ts';
import { itemRoutes } from './item-routes.tsx';
import { matterRoutes } from './matter-routes.tsx';

/** Every address of the room. What items are filled with can be put in place of the register's own, for tests. */
export const routes = (filling: ReadFilling = readFilling): Route[] => [
  ...matterRoutes(),
  ...itemRoutes(filling),
];
