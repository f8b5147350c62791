import { it } from 'vitest';
import { withScope } from '#app/database/index.ts';
import { newId } from '#app/shared/id.ts';
import { openEmbeddedForTest } from '#tests/database.ts';
import { importPositionsFile } from './import/run.ts';
import { undoImport } from './import/undo.ts';
import { bytesOf, enterAuthority, readPlainTable, tableOf, today } from './register.fixture.ts';

it('big', async () => {
  const database = await openEmbeddedForTest();
  const scope = { authorityId: newId(), personId: null };
  await withScope(database, scope, enterAuthority);
  const n = Number(process.env.ROWS ?? 200000);
  const rows = Array.from({ length: n }, (_, i) => ({
    tjanst_id: `F-${i}`,
    anstallningsnr: `N${i}`,
    behov: `Behov ${i % 500}`,
  }));
  const tb = (rs: typeof rows) => ({
    ...tableOf(),
    rows: Array.from(
      { length: Math.ceil(rs.length / 1000) },
      (_, k) => tableOf(...rs.slice(k * 1000, k * 1000 + 1000)).rows,
    ).flat(),
  });
  const bytes = bytesOf(tb(rows));
  const run = async (what: string, b: Uint8Array, dryRun = false) => {
    const t = performance.now();
    const r = await importPositionsFile({
      bytes: b,
      fileName: 'x.csv',
      readTable: readPlainTable,
      transact: w => withScope(database, scope, w),
      today,
      dryRun,
    });
    console.log(
      what,
      Math.round(performance.now() - t),
      'ms',
      r.created,
      r.changed,
      r.unchanged,
      r.errors.length,
      Math.round(process.memoryUsage().rss / 1e6),
      'MB',
    );
    return r;
  };
  await run('dry', bytes, true);
  const r = await run('real', bytes);
  await run('same bytes', bytes);
  await run('same content', bytesOf(tb(rows.toReversed())));
  const t = performance.now();
  const u = await withScope(database, scope, tx => undoImport(tx, today, r.importId ?? ''));
  console.log('undo', u?.ok, Math.round(performance.now() - t));
  await database.close();
}, 900000);
