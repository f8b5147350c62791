import { expect, it } from 'vitest';
import { ownAddress } from './own-address.ts';

it.each([
  ['/tjanster?enhet=1', '/tjanster?enhet=1'],
  ['/', '/'],
  ['', '/'],
  ['https://elsewhere.example/', '/'],
  ['//elsewhere.example', '/'],
  ['/\\elsewhere.example', '/'],
  ['/\t/elsewhere.example', '/'],
  ['/\n/elsewhere.example', '/'],
  ['/.//elsewhere.example', '/'],
  ['/sida\r\nSet-Cookie: x=y', '/sidaSet-Cookie:%20x=y'],
])('after signing in, %j leads to %j', (asked, led) => {
  expect(ownAddress(asked)).toBe(led);
});
