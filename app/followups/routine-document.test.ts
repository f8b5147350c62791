import { describe, expect, it } from 'vitest';
import { renderHtmlDocument, renderPdf, renderWord } from '#app/documents/index.ts';
import { routineInput } from './followups.fixture.ts';
import type { Routine } from './routine.ts';
import { routineDocument } from './routine-document.ts';
import { readRoutine } from './routine-input.ts';
import { coreCriteria } from './rubric/rubric.ts';

const facts = readRoutine(routineInput(), []);
if (!facts.ok) throw new Error('not a routine');
const routine: Routine = {
  ...facts.value,
  ...{ routineId: 'r', number: 2, state: 'beslutad', rubricVersion: 1, version: 1 },
  union: { on: '2026-05-20', form: 'samverkan', parties: 'Sveriges Lärare', view: 'Prövas ett läsår' },
  decision: { decidedOn: '2026-06-10', decidedBy: 'bildningsnämnden', paragraph: '96', clauseId: null },
};
const authority = {
  ...{
    name: 'Provkommun',
    organisationNumber: null,
    municipalityCode: null,
    clauseStyle: 'attSatser' as const,
  },
  ...{ boardName: 'bildningsnämnden', administrationName: 'bildningsförvaltningen' },
};
const clause = { value: 'k', text: '10 juni 2026 § 96: fastställa', clause: 'fastställa rutinen', href: '/' };
const fields = [
  { key: 'P1', field: 'P1 Ansvar', reader: 'Rektor', purpose: 'att utveckla uppdraget' },
  { key: 'P2', field: 'P2 Kvalitet', reader: 'Rektor', purpose: 'att utveckla uppdraget' },
  { key: 'F1', field: 'F1 Tid', reader: 'Förvaltningen', purpose: 'att åtgärda' },
];
const beside = { authority, unitName: (id: string) => id, clause, date: '2026-10-01', fields };
const manuscript = routineDocument(routine, coreCriteria, beside);

describe('a routine as a document', () => {
  it('says who decided it, what the union thought, what is asked when, and every level', () => {
    // What belongs together is bound by blanks that do not break.
    const html = renderHtmlDocument(manuscript, { siteAddress: 'https://samsyn.example.se' }).replaceAll(
      '\u00a0',
      ' ',
    );
    for (const said of [
      'bildningsnämnden, § 96: fastställa rutinen',
      'Prövas ett läsår',
      'den 15 oktober',
      'P9 Lärande mellan skolor',
    ])
      expect(html).toContain(said);
    for (const criterion of coreCriteria) for (const level of criterion.levels) expect(html).toContain(level);
  });

  it('tells its holders who reads which field and what for, those alike together', () => {
    const table = manuscript.blocks.find(one => one.kind === 'table' && one.caption === 'Vem som läser vad');
    expect(table?.kind === 'table' && table.rows.map(row => row.cells)).toEqual([
      ['P1, P2', 'Rektor', 'att utveckla uppdraget'],
      ['F1 Tid', 'Förvaltningen', 'att åtgärda'],
    ]);
  });

  it("tells what is the routine's own apart from the core", () => {
    const own = { code: 'P10', name: 'Biblioteket', levels: ['A.', 'B.', 'C.', 'D.'] } as const;
    const { blocks } = routineDocument({ ...routine, additions: [own] }, [...coreCriteria, own], beside);
    const tables = blocks.flatMap(block => (block.kind === 'table' ? [block] : []));
    const named = (table: (typeof tables)[number] | undefined) => table?.rows.map(row => row.cells[0]);
    expect(tables.at(-1)?.caption).toBe('Lokala tillägg');
    expect(named(tables.at(-1))).toEqual(['P10 Biblioteket']);
    expect(tables.slice(0, -1).flatMap(named)).not.toContain('P10 Biblioteket');
  });

  it('says so when it is a draft', () => {
    const draft = routineDocument({ ...routine, state: 'utkast' }, coreCriteria, beside);
    expect([draft.about.draft, manuscript.about.draft]).toEqual([true, false]);
  });

  it('becomes PDF and Word', async () => {
    const pdf = new TextDecoder('latin1').decode((await renderPdf(manuscript)).slice(0, 5));
    expect(pdf).toBe('%PDF-');
    const word = await renderWord(manuscript);
    expect([word[0], word[1]]).toEqual([0x50, 0x4b]);
  }, 60_000);
});
