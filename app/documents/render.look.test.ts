import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { longManuscript, sampleManuscript } from './document.fixture.ts';
import { renderHtmlDocument } from './html-document.tsx';
import { renderPdf } from './pdf.ts';
import { renderWord } from './word.ts';

test('write', async () => {
  writeFileSync('/tmp/docwork/item.html', renderHtmlDocument(sampleManuscript));
  writeFileSync('/tmp/docwork/item.pdf', await renderPdf(sampleManuscript));
  writeFileSync('/tmp/docwork/item.docx', await renderWord(sampleManuscript));
  const long = longManuscript(48);
  for (const [n, f] of [
    ['html', async () => renderHtmlDocument(long)],
    ['pdf', () => renderPdf(long)],
    ['word', () => renderWord(long)],
  ] as const) {
    const t = performance.now();
    const out = await f();
    console.log(n, Math.round(performance.now() - t), 'ms', out.length);
    if (n === 'pdf') writeFileSync('/tmp/docwork/long.pdf', out);
  }
});
