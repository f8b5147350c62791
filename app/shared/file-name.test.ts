import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentDisposition, safeFileName } from './file-name.ts';

describe('the name of a file that is downloaded', () => {
  it.each([
    [
      'Karriärtjänster 2026.csv',
      'attachment; filename="Karriartjanster 2026.csv"; filename*=UTF-8\'\'Karri%C3%A4rtj%C3%A4nster%202026.csv',
    ],
    [
      'a"b\r\nSet-Cookie: x.csv',
      'attachment; filename="a-bSet-Cookie- x.csv"; filename*=UTF-8\'\'a-bSet-Cookie-%20x.csv',
    ],
    [
      "O'Neill (1).xlsx",
      "attachment; filename=\"O'Neill (1).xlsx\"; filename*=UTF-8''O%27Neill%20%281%29.xlsx",
    ],
  ])('%j is sent as %j', (name, sent) => {
    expect(contentDisposition(name)).toBe(sent);
  });

  it.each([
    ['../../etc/passwd', 'etc-passwd'],
    ['läsår 2026/27.csv', 'läsår 2026-27.csv'],
    ['CON.csv', '_CON.csv'],
    ['', 'samsyn'],
    ['.csv', 'csv'],
    [`${'å'.repeat(300)}.xlsx`, `${'å'.repeat(120)}.xlsx`],
    ['a\u0308r.csv', 'är.csv'],
    ['\u202egnp.csv', 'gnp.csv'],
  ])('%j is made safe as %j', (name, safe) => {
    expect(safeFileName(name)).toBe(safe);
  });

  it('can never break the header it stands in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), name => {
        expect(contentDisposition(name)).toMatch(
          /^attachment; filename="[ !#-[\]-~]+"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]+$/,
        );
      }),
      { numRuns: 2000 },
    );
  });
});
