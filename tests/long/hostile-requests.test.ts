import { it } from 'vitest';
import { sendHostileRequests } from '#tests/fuzz/requests.ts';

it(
  'answers a hundred thousand hostile requests with pages of its own, each within two seconds',
  () => sendHostileRequests(100_000, 2000),
  3_600_000,
);
