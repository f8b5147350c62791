import { expect, it } from 'vitest';
import { nearestName } from './nearest-name.ts';

const names = ['Björkhagens skola', 'Ekdalagymnasiet yrke', 'Norra skolan', 'Åskolan', 'Öskolan'];

it.each([
  ['Björkhagen skola', 'Björkhagens skola'],
  ['björkhagens skolan', 'Björkhagens skola'],
  ['Bjorkhagens skola', 'Björkhagens skola'],
  ['Ekdalagymnasiet, yrke', 'Ekdalagymnasiet yrke'],
  ['Norrra skolan', 'Norra skolan'],
])('%s was meant as %s', (written, meant) => expect(nearestName(written, names)).toBe(meant));

it.each([
  ['a name far from all', 'Tallbackens förskola'],
  ['as near to two of them', 'Äskolan'],
  ['nothing', ''],
  ['more than a name', 'Norra skolan '.repeat(50)],
])('says nothing of %s', (_, written) => expect(nearestName(written, names)).toBeNull());
