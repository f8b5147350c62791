import * as fs from 'node:fs';
import * as path from 'node:path';
import { expect, it } from 'vitest';
import { type Database, listAuthorities } from '#app/database/index.ts';
import { databasePlace } from '#app/main.ts';
import { temporaryFolder } from '#tests/house.ts';
import { createAuthority } from './authority.ts';
import { openWithDemo } from './first-start.ts';

const ekdala = {
  ...{ name: 'Ekdala kommun', organisationNumber: '2120000001', municipalityCode: '9999' },
  ...{ boardName: 'bildningsnämnden', administrationName: 'bildningsförvaltningen' },
  clauseStyle: 'attSatser',
} as const;

/** Milliseconds for a test that makes a database three times, on a machine that does other things as well. */
const MAKING_IT_THRICE = 120_000;

it(
  'begins anew after a first start that was interrupted, and reads the demo in once',
  async () => {
    const directory = path.join(temporaryFolder(), 'data');
    const place = databasePlace(directory);
    let begun = 0;
    const enter = async (database: Database): Promise<void> => {
      begun += 1;
      await createAuthority(database, ekdala, '2010-01-01', true);
      if (begun === 1) throw new Error('interrupted');
    };
    await expect(openWithDemo(place, enter)).rejects.toThrow('interrupted');
    expect(fs.existsSync(path.join(directory, 'database'))).toBe(false);
    for (const started of [2, 2]) {
      const database = await openWithDemo(place, enter);
      expect(await listAuthorities(database)).toHaveLength(1);
      await database.close();
      expect(begun).toBe(started);
    }
    expect(fs.readdirSync(directory)).toEqual(['database']);
  },
  MAKING_IT_THRICE,
);
