import { afterEach, expect, test, vi } from 'vitest';
import { sampleManuscript } from './document.fixture.ts';

afterEach(() => {
  vi.doUnmock('@myriaddreamin/typst-ts-node-compiler');
  vi.resetModules();
});

test('says in words what to do when the typesetting program is missing on the machine', async () => {
  vi.resetModules();
  vi.doMock('@myriaddreamin/typst-ts-node-compiler', () => {
    throw new Error('Cannot find native binding');
  });
  const { renderPdf } = await import('./pdf.ts');
  await expect(renderPdf(sampleManuscript)).rejects.toThrow(/Hämta dokumentet som Word eller webbsida/u);
});
