import * as fs from 'node:fs';
import { expect } from 'vitest';
import { startHouse, temporaryFolder, Visitor } from '#tests/house.ts';

const header =
  'tjanst_id;slag;enhet;amnen;uppdragstyp;uppdrag;behov;omfattning_procent;finansiering;tjanst_start;tjanst_slut;anstallningsnr;fornamn;efternamn;epost;innehav_start;innehav_slut';

const list = (round: number, size: number): string =>
  [
    header,
    ...Array.from(
      { length: size },
      (_, number) =>
        `K${round}-${number};Förstelärare;Modersmålsenheten;Modersmål;handledning;Uppdrag ${number};;10;egna medel;2026-01-01;;;;;;;`,
    ),
  ].join('\r\n');

/**
 * Ends the program as a power cut would, `rounds` times, while people edit and import; after each, what they had been told
 * was saved must be there, imports whole or not at all, and the next start must work.
 */
export const killWhileWorking = async (
  rounds: number,
): Promise<{ acknowledged: number; imports: number }> => {
  const data = temporaryFolder();
  const edits: string[] = [];
  const imports: number[] = [];
  let acknowledged = 0;
  for (let round = 0; round < rounds; round += 1) {
    const house = await startHouse(data);
    const admin = new Visitor(house.base);
    await admin.signInAs('Administratör');
    const people = await (await admin.get('/personer')).text();
    for (const name of edits)
      expect(people, `the person ${name} was acknowledged and is gone`).toContain(name);
    for (const [kind, size] of imports.map((size, at) => [at, size] as const)) {
      const found = (await (await admin.get(`/tjanster?format=csv&sok=K${kind}-`)).text()).match(
        new RegExp(`K${kind}-\\d+`, 'g'),
      );
      const count = new Set(found).size;
      if (size > 0) expect(count, `import ${kind} was acknowledged with ${size} positions`).toBe(size);
      else expect([0, 40], `import ${kind} is there in part`).toContain(count);
    }

    let alive = true;
    const killed = new Promise<void>(resolve => setTimeout(resolve, 200 + Math.random() * 1_000)).then(
      async () => {
        alive = false;
        await house.kill();
      },
    );
    const form = new FormData();
    form.set('file', new File([list(round, 40)], `lista-${round}.csv`));
    imports[round] = 0;
    const importing = admin
      .post('/tjanster/import', form)
      .then(async answer => {
        const token = /name="token" value="([^"]+)"/.exec(await answer.text())?.[1];
        if (!token) return;
        const done = await admin.post('/tjanster/import/bekrafta', { token });
        if (done.status === 303) imports[round] = 40;
      })
      .catch(() => undefined);
    while (alive) {
      const name = `Prov${round}x${edits.length}`;
      const answer = await admin
        .post('/personer', { givenName: 'Kraft', familyName: name, employeeNumber: `KP${name}`, email: '' })
        .catch(() => null);
      if (answer?.status === 303) {
        edits.push(name);
        acknowledged += 1;
      }
    }
    await Promise.all([killed, importing]);
  }
  const last = await startHouse(data);
  await last.stop();
  fs.rmSync(data, { recursive: true, force: true });
  return { acknowledged, imports: imports.filter(size => size > 0).length };
};
