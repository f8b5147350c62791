import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Evidence, evidenceKinds } from './evidence.ts';
import {
  askedOf,
  emptyContent,
  evidenceForAll,
  handingInProblems,
  keepAsked,
  lineField,
  type RatingContent,
  type RatingLine,
  restOn,
  savingProblems,
} from './rating.ts';
import { coreCodes, type Judgement, judgements } from './rubric/rubric.ts';

const today = '2026-10-01';
const piece = (id: string, kind: Evidence['kind'], datedOn = '2026-09-20'): [string, Evidence] => [
  id,
  { id, assignmentId: 'a', followUpId: null, kind, datedOn, what: 'Möte', addedBy: 'p' },
];
const known = new Map([
  piece('note', 'minnesanteckning'),
  piece('note2', 'minnesanteckning'),
  piece('visit', 'besök eller observation'),
  piece('future', 'enkät', '2026-12-24'),
]);
const rating = (judgement: Judgement | null, evidenceIds: readonly string[]): RatingContent => ({
  nextStep: 'Prova',
  actualShare: 10,
  lines: [{ code: 'P3', judgement, scope: 'ämne', wording: '', evidenceIds }],
});
const fields = (content: RatingContent) =>
  handingInProblems(content, ['P3'], known, today).map(problem => problem.field);
const [judgementField, evidenceField] = [lineField('P3', 'judgement'), lineField('P3', 'evidence')];

describe('a rating that is handed in', () => {
  it.each<[string, Judgement | null, string[], string[]]>([
    ['says nothing', null, [], [judgementField]],
    ['cannot be judged, and needs nothing', 'kan inte bedömas', [], []],
    ['level 1 without evidence', 1, [], [evidenceField]],
    ['level 1 on one note', 1, ['note'], []],
    ['level 3 on one note', 3, ['note'], []],
    ['level 3 on something that has not happened', 3, ['future'], [evidenceField]],
    ['level 3 on something nobody knows', 3, ['gone'], [evidenceField]],
    ['level 4 on one note', 4, ['note'], [evidenceField]],
    ['level 4 on two notes', 4, ['note', 'note2'], [evidenceField]],
    ['level 4 on a note and a visit', 4, ['note', 'visit'], []],
    ['level 4 on a note and a visit to come', 4, ['note', 'future'], [evidenceField]],
  ])('%s', (_, judgement, evidence, expected) =>
    expect(fields(rating(judgement, evidence))).toEqual(expected),
  );

  it('needs the next step and the time; not knowing the time is an answer', () => {
    const whole = rating('kan inte bedömas', []);
    expect(fields({ ...whole, nextStep: ' ' })).toEqual(['nextStep']);
    expect(fields({ ...whole, actualShare: null })).toEqual(['actualShare']);
    expect(fields({ ...whole, actualShare: 'vet inte' })).toEqual([]);
    expect(fields({ ...whole, actualShare: 120 })).toEqual(['actualShare']);
  });

  it('says everything that is missing at once', () => {
    const content = emptyContent(['P1', 'F1'], 'ämne');
    const found = handingInProblems(content, ['P1', 'F1'], known, today);
    expect(found.map(one => one.field)).toEqual([
      ...['nextStep', 'actualShare', lineField('P1', 'judgement'), lineField('F1', 'judgement')],
    ]);
  });

  it('holds no personnummer, not even as a draft', () => {
    const content = { ...rating(null, []), nextStep: 'Ring 19810724-9289' };
    expect(savingProblems(content).map(one => one.field)).toEqual(['nextStep']);
    expect(savingProblems(rating(null, []))).toEqual([]);
  });

  it('stands exactly when every level carries, whatever the evidence', () => {
    const anyEvidence = fc.array(fc.record({ kind: fc.constantFrom(...evidenceKinds), past: fc.boolean() }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(anyEvidence, fc.constantFrom(...judgements), (pieces, judgement) => {
        const all = new Map(
          pieces.map(({ kind, past }, at) => piece(`e${at}`, kind, past ? '2026-09-01' : '2026-11-01')),
        );
        const used = pieces.filter(one => one.past);
        const needed = judgement === 'kan inte bedömas' ? 0 : judgement === 4 ? 2 : 1;
        const stands =
          used.length >= needed && (judgement !== 4 || new Set(used.map(one => one.kind)).size >= 2);
        const content = rating(judgement, [...all.keys()]);
        expect(handingInProblems(content, ['P3'], all, today).length === 0).toBe(stands);
      }),
    );
  });
});

describe('evidence that is ticked once', () => {
  const line = (code: string, judgement: Judgement | null, ...evidenceIds: string[]): RatingLine => ({
    ...{ code, judgement, scope: 'ämne', wording: '', evidenceIds },
  });
  const ids = (lines: readonly RatingLine[]) => lines.map(one => one.evidenceIds);

  it('carries each level, beside what a level has of its own', () => {
    const lines = restOn([line('P1', 3), line('P2', 4, 'visit'), line('P3', 2, 'note')], ['note']);
    expect(ids(lines)).toEqual([['note'], ['note', 'visit'], ['note']]);
    expect(evidenceForAll(lines)).toEqual(['note']);
  });

  it('is nothing that what cannot be judged rests on', () => {
    const lines = restOn([line('P1', 'kan inte bedömas'), line('P2', 3)], ['note']);
    expect(ids(lines)).toEqual([[], ['note']]);
    expect(evidenceForAll(lines)).toEqual(['note']);
  });

  it('is ticked again in a draft where nothing is judged yet', () => {
    expect(evidenceForAll(restOn([line('P1', null), line('P2', null)], ['note', 'visit']))).toEqual([
      ...['note', 'visit'],
    ]);
  });

  it('comes back as it was ticked, whatever each level has of its own', () => {
    const anyIds = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
    const anyLines = fc.array(fc.tuple(fc.constantFrom(...judgements, null), anyIds), { minLength: 1 });
    fc.assert(
      fc.property(anyLines, anyIds, (said, forAll) => {
        const lines = restOn(
          said.map(([judgement, own], at) => line(`P${at}`, judgement, ...own)),
          forAll,
        );
        const again = restOn(lines, evidenceForAll(lines));
        expect(again.map(one => one.evidenceIds.toSorted())).toEqual(
          lines.map(one => one.evidenceIds.toSorted()),
        );
        if (lines.some(one => one.judgement !== 'kan inte bedömas'))
          expect(evidenceForAll(lines)).toEqual(expect.arrayContaining(forAll));
      }),
    );
  });

  it('is told of once where several levels rest on nothing, and at the level where only one does', () => {
    const asked = ['P1', 'P2', 'P3'];
    const told = (...lines: RatingLine[]) =>
      handingInProblems({ ...rating(3, []), lines }, asked, known, today).map(one => one.field);
    expect(told(line('P1', 3), line('P2', 4), line('P3', 2, 'note'))).toEqual(['evidence']);
    expect(told(line('P1', 3, 'note'), line('P2', 1), line('P3', 'kan inte bedömas'))).toEqual([
      lineField('P2', 'evidence'),
    ]);
    expect(told(line('P1', 3), line('P2', 2), line('P3', 4, 'note', 'note2'))).toEqual([
      ...['evidence', lineField('P3', 'evidence')],
    ]);
  });
});

describe('while the union step is not done', () => {
  it('only conditions are asked, and nothing else is kept', () => {
    expect(askedOf(coreCodes, true)).toEqual(coreCodes);
    expect(askedOf(coreCodes, false)).toEqual(['F1', 'F2', 'F3', 'F4', 'F5']);
    const kept = keepAsked(emptyContent(coreCodes, 'ämne'), askedOf(coreCodes, false));
    expect(kept.lines.map(line => line.code)).toEqual(['F1', 'F2', 'F3', 'F4', 'F5']);
  });
});
