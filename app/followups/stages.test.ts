import { describe, expect, it } from 'vitest';
import { finalisedStates } from '#app/access/index.ts';
import {
  documentState,
  finalisedStages,
  isMoveName,
  type MoveName,
  makeMove,
  moves,
  movesFrom,
  type Stage,
  stages,
} from './stages.ts';

const allowed: Readonly<Record<Stage, Partial<Record<MoveName, Stage>>>> = {
  pågår: { callOff: 'inställd' },
  öppnad: { markReady: 'klarmarkerad' },
  klarmarkerad: { returnToTalk: 'öppnad', approve: 'godkänd av rektor' },
  'godkänd av rektor': { receive: 'mottagen av huvudman', reopen: 'öppnad' },
  'mottagen av huvudman': { reopen: 'öppnad' },
  inställd: { resume: 'pågår' },
};
const names = Object.keys(moves).filter(isMoveName);

describe('the stages of a follow-up', () => {
  it.each(stages)('%s: every move, made or refused', stage => {
    for (const name of names) {
      const result = makeMove(stage, name, { missing: [], reason: 'Därför' });
      expect([name, result.ok ? result.value : null]).toEqual([name, allowed[stage][name] ?? null]);
    }
    expect(
      movesFrom(stage)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(allowed[stage]).sort());
  });

  it.each(names.filter(name => moves[name].reasonNeeded))('%s needs a reason', name => {
    const [from] = moves[name].from;
    expect(makeMove(from, name, { missing: [], reason: ' ' }).ok).toBe(false);
  });

  it.each(names.filter(name => moves[name].mustBeAgreed))('%s needs the whole agreed rating', name => {
    const [from] = moves[name].from;
    const missing = [{ field: 'nextStep', text: 'Saknas' }];
    expect(makeMove(from, name, { missing, reason: '' })).toEqual({ ok: false, problems: missing });
  });

  it('finalises once, when the principal approves', () => {
    expect(names.filter(name => moves[name].finalises)).toEqual(['approve']);
    expect(stages.map(documentState)).toEqual([
      'utkast',
      'delad',
      'delad',
      'upprättad',
      'upprättad',
      'utkast',
    ]);
  });

  it('lets those over the principal read the same stages as the table of rights says', () => {
    expect([...finalisedStages]).toEqual([...finalisedStates]);
  });
});
