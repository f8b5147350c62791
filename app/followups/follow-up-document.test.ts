import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#app/database/index.ts';
import { type Manuscript, renderHtmlDocument, renderPdf, renderWord } from '#app/documents/index.ts';
import { loadAuthority } from '#app/organisation/index.ts';
import { openEmbeddedForTest } from '#tests/database.ts';
import { viewerWith } from '#tests/served.ts';
import type { FollowUp, Party } from './follow-up.ts';
import { saveAgreed, saveRating } from './follow-up-actions.ts';
import { followUpDocument } from './follow-up-document.ts';
import {
  type FollowUpWorld,
  firstCriteria,
  got,
  newFollowUpWorld,
  openFirstRound,
  ratingContent,
  ratingInput,
  today,
} from './followups.fixture.ts';
import { historyOf } from './history.ts';
import { insertReading, loadReadings } from './reader-store.ts';
import { readFollowUp } from './reading.ts';

const secret = { rektor: 'Rektorns egna ord om uppdraget', innehavare: 'Innehavarens egna ord om uppdraget' };

describe('a follow-up as a document', () => {
  let database: Database;
  let world: FollowUpWorld;
  let followUp: FollowUp;
  beforeAll(async () => {
    database = await openEmbeddedForTest();
  });
  afterAll(() => database.close());
  beforeEach(async () => {
    world = await newFollowUpWorld(database);
    followUp = await openFirstRound(world);
  });

  const rate = async (party: Party) => {
    const content = ratingContent(3, { nextStep: `${party} vill gå vidare` });
    const lines = content.lines.map(line => ({ ...line, wording: secret[party] }));
    got(
      await world.act(
        tx => saveRating(tx, today, ratingInput(followUp, party, { content: { ...content, lines } })),
        world.people[party === 'rektor' ? 'principal' : 'holder'],
      ),
    );
  };

  const manuscriptFor = async (party: Party) => {
    const personId = world.people[party === 'rektor' ? 'principal' : 'holder'];
    const viewer = await viewerWith(world.act, {
      ...{ authorityId: world.authorityId, personId, on: today },
      ...(party === 'rektor'
        ? { role: 'rektor' as const, unitId: world.units.area }
        : { role: 'förstelärare' as const, unitId: world.units.school }),
    });
    return world.act(async tx => {
      const view = await readFollowUp(tx, followUp.id, viewer, today);
      if (!view) throw new Error('There is nothing to see');
      return followUpDocument(view, {
        authority: await loadAuthority(tx),
        holder: 'Frida Först',
        readings: party === 'innehavare' ? await loadReadings(tx, [followUp.id]) : null,
        history: historyOf(view, []),
        today,
      });
    });
  };
  const read = async (party: Party): Promise<string> =>
    renderHtmlDocument(await manuscriptFor(party), { siteAddress: 'https://samsyn.example.se' }).replaceAll(
      '\u00a0',
      ' ',
    );

  it('has nothing of what the other has said before both have handed in', async () => {
    await rate('rektor');
    const early = await read('innehavare');
    for (const said of [secret.rektor, 'rektor vill gå vidare', 'Lektion i årskurs 1'])
      expect(early).not.toContain(said);
    expect(await read('rektor')).toContain(secret.rektor);
  });

  it('has everything said when both have, what it rests on, and for the holder who has read it', async () => {
    await rate('rektor');
    await rate('innehavare');
    got(
      await world.act(
        tx =>
          saveAgreed(tx, today, {
            ...{ followUpId: followUp.id, seen: 0 },
            content: {
              ...{ nextStep: 'Tillsammans', nextStepAbout: null, actualShare: 12 },
              lines: firstCriteria.map(code => ({ code, judgement: 2 as const, reason: 'Vi såg det olika' })),
            },
          }),
        world.people.principal,
      ),
    );
    for (const who of ['chief', 'principal'] as const)
      await world.act(tx => insertReading(tx, followUp.id, world.people[who], '2026-10-03'));
    const whole = await read('innehavare');
    for (const said of [
      ...[...Object.values(secret), 'rektor vill gå vidare', 'innehavare vill gå vidare', 'Tillsammans'],
      ...['Vi såg det olika', 'Lektion i årskurs 1', 'Vem har läst', 'Leila Chef', '3 oktober 2026'],
    ])
      expect(whole).toContain(said);
    expect(await read('rektor')).not.toContain('Leila Chef');
    // Whoever judges is no reader: of the principal the history alone tells.
    const readers = (manuscript: Manuscript) =>
      manuscript.blocks.find(one => one.kind === 'table' && one.caption === 'Vem har läst');
    expect(readers(await manuscriptFor('innehavare'))).toMatchObject({
      rows: [{ cells: ['Leila Chef', expect.any(String)] }],
    });
  });

  it('says each piece of evidence once, and speaks of it by its number', async () => {
    await rate('innehavare');
    const { blocks } = await manuscriptFor('innehavare');
    const list = blocks.find(one => one.kind === 'list');
    expect(list).toMatchObject({ ordered: true });
    expect(list?.kind === 'list' && list.items.flat()).toHaveLength(2);
    const levels = blocks.find(one => one.kind === 'table' && one.caption === 'Det du har skrivit');
    expect(levels?.kind === 'table' && levels.rows.map(row => row.cells[1])).toEqual(
      firstCriteria.map(() => '3 Etablerat (förväntad nivå), underlag 1 och 2'),
    );
    expect((await read('innehavare')).match(/Lektion i årskurs 1/g)).toHaveLength(1);
  });

  it('names the unit until somebody answers for it', async () => {
    await rate('innehavare');
    const { about } = await manuscriptFor('innehavare');
    expect(about).toMatchObject({ unit: expect.any(String) });
    expect(about.author).toBeUndefined();
  });

  it('says that it is a draft until it is finalised, and becomes PDF and Word', async () => {
    await rate('innehavare');
    const manuscript = await manuscriptFor('innehavare');
    expect(manuscript.about.draft).toBe(true);
    expect(new TextDecoder('latin1').decode((await renderPdf(manuscript)).slice(0, 5))).toBe('%PDF-');
    expect([...(await renderWord(manuscript)).slice(0, 2)]).toEqual([0x50, 0x4b]);
  }, 60_000);
});
