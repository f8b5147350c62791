import type { Migration } from './index.ts';

/** What people were called before an import is forgotten when the import may no longer be undone; the rest stands as it was written. */
export const earlierNames: Migration = {
  id: '0014-earlier-names',
  statements: 'grant update (before, after) on import_change to samsyn_app;',
};
