import * as fs from 'node:fs';
import * as path from 'node:path';
import {
  isReady,
  itemDocument,
  itemFigures,
  readDraft,
  readFilling,
  readinessOf,
} from '#app/boards/index.ts';
import { openDatabase, withScope } from '#app/database/index.ts';
import { renderHtmlDocument, renderPdf, renderWord } from '#app/documents/index.ts';
import { databasePlace } from '#app/main.ts';
import { type IsoDate, isIsoDate } from '#app/shared/date.ts';
import { withRepeatableIds } from '#app/shared/id.ts';
import { formatCount, formatNumber } from '#app/shared/swedish.ts';
import { loadDemo } from '#demo/load.ts';
import { ekdalaResultFiles } from '#demo/results.ts';
import { demoDay } from '#demo/story.ts';
import { type Command, CommandProblem, readArguments, say } from './command.ts';

const footer = 'Ekdala är en påhittad kommun. Inget här gäller verkliga personer eller skolor.';

/** The day that the item compares with: Ekdala's story has nothing to tell the board before it. */
const comparedDay: IsoDate = '2017-12-20';

/** A database of its own in memory, whatever DATABASE_URL says: the demo never touches anybody's data. */
const openInMemory = () => {
  const place = databasePlace(null);
  return openDatabase(place.kind === 'embedded' ? place : { kind: 'embedded', directory: null });
};

const inSeconds = (from: number): string => `${formatNumber((performance.now() - from) / 1000, 1)} s`;

export const demo: Command = {
  name: 'demo',
  usage: 'samsyn demo --out MAPP [--results MAPP] [--at 2026-11-23]',
  about:
    'Bygger demokommunen Ekdala i minnet och skriver dess tjänsteskrivelse (docx, pdf, html) och varje tal i den (figures.json). --results skriver också dess filer med påhittade elevers resultat, att prova att lämna in.',
  run: async args => {
    const { values } = readArguments(args, {
      out: { type: 'string' },
      results: { type: 'string' },
      at: { type: 'string', default: demoDay },
    });
    const { out, at } = values;
    if (!out) throw new CommandProblem('Ange vart filerna ska skrivas med --out, till exempel --out ut.');
    if (!isIsoDate(at)) throw new CommandProblem('--at ska vara en dag som 2026-11-23.');
    if (at <= comparedDay)
      throw new CommandProblem(`Skrivelsen jämför med ${comparedDay}. Välj en senare dag med --at.`);
    const start = performance.now();
    const database = await openInMemory();
    try {
      const { authorityId, itemId } = await withRepeatableIds('Ekdala', () => loadDemo(database, at));
      say(`Ekdala är inläst på ${inSeconds(start)}.`);
      const draft = await withScope(
        database,
        { authorityId, personId: null },
        tx => readDraft(tx, itemId, at, readFilling),
        { readOnly: true },
      );
      if (!draft) throw new Error('The item of the demo has vanished');
      const readiness = readinessOf(draft);
      for (const { text } of readiness.errors) say(`Saknas i skrivelsen: ${text}`);
      const written = performance.now();
      const manuscript = itemDocument(draft, draft.filling.chapters(), {
        date: at,
        draft: !isReady(readiness),
      });
      const document = { ...manuscript, about: { ...manuscript.about, footer } };
      const figures = itemFigures(document);
      const files: readonly (readonly [string, string | Uint8Array])[] = [
        ['tjansteskrivelse.docx', await renderWord(document)],
        ['tjansteskrivelse.pdf', await renderPdf(document)],
        ['tjansteskrivelse.html', renderHtmlDocument(document)],
        ['figures.json', `${JSON.stringify(figures, null, 2)}\n`],
      ];
      if (values.results !== undefined) {
        const raw = await withScope(database, { authorityId, personId: null }, ekdalaResultFiles, {
          readOnly: true,
        });
        fs.mkdirSync(values.results, { recursive: true });
        for (const { name, bytes } of raw) fs.writeFileSync(path.join(values.results, name), bytes);
        say(`${values.results}  ${formatNumber(raw.length)} filer med påhittade elevers resultat`);
      }
      fs.mkdirSync(out, { recursive: true });
      for (const [name, content] of files) {
        fs.writeFileSync(path.join(out, name), content);
        say(`${path.join(out, name)}  ${formatNumber(Math.ceil(Buffer.byteLength(content) / 1024))} kB`);
      }
      say(
        `Skrivelsen har ${formatCount(figures.length, 'tal', 'tal')} med källa. Skriven på ${inSeconds(written)}.`,
      );
      return isReady(readiness) ? 0 : 1;
    } finally {
      await database.close();
    }
  },
};
