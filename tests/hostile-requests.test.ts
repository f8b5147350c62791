import { it } from 'vitest';
import { sendHostileRequests } from './fuzz/requests.ts';

it('answers whatever is sent to it with a page of its own', () => sendHostileRequests(600, 20_000), 120_000);
