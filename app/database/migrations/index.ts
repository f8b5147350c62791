import { house } from './0001-house.ts';
import { positions } from './0002-positions.ts';
import { boards } from './0003-boards.ts';
import { results } from './0004-results.ts';
import { releasedResults } from './0005-released-results.ts';
import { followups } from './0006-followups.ts';
import { earlierNames } from './0014-earlier-names.ts';
import { reminders } from './0015-reminders.ts';
import { colleaguePulse } from './0016-colleague-pulse.ts';
import { structures } from './0017-structures.ts';
import { withdrawnResults } from './0018-withdrawn-results.ts';
import { earlierUnits } from './0019-earlier-units.ts';
import { withdrawnRounds } from './0020-withdrawn-rounds.ts';
import { unionViews } from './0021-union-views.ts';
import { lettersLetBe } from './0023-letters-let-be.ts';

/** One step forward. Steps are only ever added; a step that has run somewhere is never changed. */
export type Migration = { readonly id: string; readonly statements: string };

export const migrations: readonly Migration[] = [
  house,
  positions,
  boards,
  results,
  releasedResults,
  followups,
  earlierNames,
  reminders,
  colleaguePulse,
  structures,
  withdrawnResults,
  earlierUnits,
  withdrawnRounds,
  unionViews,
  lettersLetBe,
];
