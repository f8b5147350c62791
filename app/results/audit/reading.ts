import type { Scoped } from '#app/database/index.ts';
import { loadReleasedEntries } from '../release-store.ts';
import { eitherOr, isLanguage, measuredBehind, valueBoundsOf } from '../suppression/block-of-cells.ts';
import { meanRounding } from '../suppression/rounding.ts';
import { thresholds } from '../suppression/thresholds.ts';
import { auditDisclosure, type Finding } from './disclosure.ts';

/** Audits all that the ledger says has left the authority. `groups` is how many were told of. */
export const auditReleased = async (
  tx: Scoped,
): Promise<{ readonly groups: number; readonly findings: readonly Finding[] }> => {
  const entries = await loadReleasedEntries(tx);
  const findings = await auditDisclosure(
    entries.map(({ releaseId, ...entry }) => ({ ...entry, release: releaseId })),
    {
      boundsOf: valueBoundsOf,
      isLanguage,
      behind: measuredBehind,
      roundingOf: facts => meanRounding(facts) ?? [0, 0],
      eitherOr,
      fewest: thresholds.pupils['utanför huvudmannen'],
      tail: thresholds.tail,
      fewestTeachers: thresholds.teachers,
      largestClassShare: thresholds.largestClassShare,
      meanWidth: thresholds.meanWidth,
      unpairedWidth: thresholds.unpairedWidth,
    },
  );
  return { groups: entries.filter(({ told }) => Object.keys(told).length > 0).length, findings };
};
