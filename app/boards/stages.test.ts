import { describe, expect, it } from 'vitest';
import { sentStates } from '#app/access/index.ts';
import type { Action } from '#app/shared/permission.ts';
import { type MoveName, makeMove, moves, movesFrom, type Stage, sentStages, stages } from './stages.ts';

const actions = ['editBoardItem', 'approveBoardItem', 'sendBoardItem', 'recordDecision'] as const;

/** Every action × stage: where it leads. What is not named leads nowhere. */
const grid: Readonly<Record<Stage, Partial<Record<(typeof actions)[number], readonly Stage[]>>>> = {
  utkast: { editBoardItem: ['för godkännande'] },
  'för godkännande': { approveBoardItem: ['utkast', 'godkänd'] },
  godkänd: { sendBoardItem: ['utkast', 'utskickad'] },
  utskickad: { recordDecision: ['beslutad', 'återremitterad'] },
  beslutad: {},
  återremitterad: { editBoardItem: ['utkast'] },
};
const cells = stages.flatMap(stage =>
  actions.map(action => [action, stage, grid[stage][action] ?? []] as const),
);

const ready = { isReady: true, comment: 'Tabellen saknas.' };

describe('the stages of a board item', () => {
  it.each(cells)('%s in "%s" leads to %j', (action: Action, stage, expected) => {
    const found = Object.values(moves)
      .filter(move => move.from === stage && move.action === action)
      .map(move => move.to);
    expect(found).toEqual(expected);
  });

  const everyMove = (Object.keys(moves) as MoveName[]).flatMap(name =>
    stages.map(stage => [name, stage] as const),
  );
  it.each(everyMove)('%s from "%s" is made only where the table has it', (name, stage) => {
    const result = makeMove(stage, name, ready);
    expect(result.ok).toBe(moves[name].from === stage);
    if (result.ok) expect(result.value).toBe(moves[name].to);
  });

  it.each(['approve', 'send'] as const)('does not %s an item that lacks something', name => {
    const result = makeMove(moves[name].from, name, { isReady: false, comment: '' });
    expect(result).toMatchObject({ ok: false, problems: [{ field: '' }] });
  });

  it.each(['returnToWriter', 'sendBack'] as const)('asks why when it is returned by %s', name => {
    const result = makeMove(moves[name].from, name, { isReady: true, comment: '  ' });
    expect(result).toMatchObject({ ok: false, problems: [{ field: 'comment' }] });
  });

  it('offers no button for what only the decision of the board does', () => {
    expect(movesFrom('utskickad')).toEqual([]);
  });

  it('seals just when the item is sent', () => {
    expect((Object.keys(moves) as MoveName[]).filter(name => moves[name].seals)).toEqual(['send']);
  });

  it('means the same by sent as the table of rights does', () => {
    expect(sentStages).toEqual(sentStates);
  });
});
