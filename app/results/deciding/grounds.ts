import { unitsIn } from '../suppression/identity.ts';
import type { Reader } from '../suppression/primary.ts';
import {
  type AskedGroup,
  type Block,
  type DecidedBlock,
  decideBlock,
  type LedgerBlock,
} from '../suppression/release.ts';
import type { Audience } from '../suppression/thresholds.ts';

/** Everything that a decision on a block rests on: plain data, which another thread can be given. */
export type DecisionGrounds = {
  readonly block: Block;
  readonly asked: readonly AskedGroup[];
  readonly earlier: readonly LedgerBlock[];
  readonly audience: Audience;
  /** Units whose principal the reader is. */
  readonly own: ReadonlySet<string>;
};

/** The decision, made here and now, which takes anything up to a minute. The solver has been loaded. */
export const decideOn = ({ block, asked, earlier, audience, own }: DecisionGrounds): DecidedBlock => {
  const seesTeachers: Reader['seesTeachers'] = ({ identity }) => {
    const units = unitsIn(identity);
    return units.length === 1 && own.has(units[0] ?? '');
  };
  return decideBlock(block, asked, earlier, { audience, seesTeachers });
};
