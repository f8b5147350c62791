import { agreement } from '#statistics/index.ts';
import { codes, numbers, onFile, readSeed, readTable, required, writeResult } from './analyst.ts';
import { type Command, readArguments } from './command.ts';

export const agreementCommand: Command = {
  name: 'agreement',
  usage: 'samsyn agreement --data BEDÖMNINGAR.csv [--seed TAL] [--out FIL]',
  about:
    'Räknar hur väl bedömare stämmer överens (item, rater, level; en rad per bedömning) och hur många underlag som behövs.',
  run: async args => {
    const { values } = readArguments(args, {
      data: { type: 'string' },
      seed: { type: 'string' },
      out: { type: 'string' },
    });
    const seed = readSeed(values.seed);
    const table = readTable(required(values.data, '--data'));
    const item = codes(table, 'item');
    const rater = codes(table, 'rater');
    // Levels that no one has written as numbers are names, without an order.
    const ordered = table.numerals('level').some(text => text.trim() !== '' && Number.isFinite(Number(text)));
    const level = ordered ? numbers(table, 'level') : Float64Array.from(codes(table, 'level'));
    writeResult(
      onFile(table.file, () => agreement({ item, rater, level, ordered }, seed)),
      values.out,
    );
    return 0;
  },
};
