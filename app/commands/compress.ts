import * as fs from 'node:fs';
import { z } from 'zod';
import { Compression, StatisticsProblem } from '#statistics/tables.ts';
import { columnName, fileProblem, readSpec, required, writeFile, writeResult } from './analyst.ts';
import { type Command, CommandProblem, readArguments } from './command.ts';

const compressionSpec = z.strictObject({
  keys: z.array(columnName).min(1),
  outcome: columnName,
  covariates: z.array(columnName).default([]),
});

const PIECE = 2 ** 21;

const readPiece = (file: string, opened: number, bytes: Uint8Array, at: number): number => {
  try {
    return fs.readSync(opened, bytes, at, PIECE, null);
  } catch (error) {
    throw new CommandProblem(`${file}: Filen går inte att läsa (${(error as Error).message}).`);
  }
};

/** Reads the file a piece at a time; what is left of a row is kept until the rest of it is there. */
const takeFile = (file: string, compression: Compression): void => {
  let opened: number;
  try {
    opened = fs.openSync(file, 'r');
  } catch {
    throw new CommandProblem(`${file}: Filen går inte att läsa. Kontrollera sökvägen.`);
  }
  try {
    const bytes = new Uint8Array(2 * PIECE + 1);
    let kept = 0;
    for (;;) {
      const read = readPiece(file, opened, bytes, kept);
      const length = kept + read;
      const taken = compression.take(bytes, length, read === 0);
      if (read === 0) return;
      bytes.copyWithin(0, taken, length);
      kept = length - taken;
    }
  } finally {
    fs.closeSync(opened);
  }
};

export const compressCommand: Command = {
  name: 'compress',
  usage: 'samsyn compress --data ELEVER.csv --spec SPEC.json --out CELLER.csv',
  about:
    'Gör celler av elevers resultat på den egna datorn: antal, summor och kvadratsummor för varje kombination av nycklar. Inga elever följer med.',
  run: async args => {
    const { values } = readArguments(args, {
      data: { type: 'string' },
      spec: { type: 'string' },
      out: { type: 'string' },
    });
    const [data, specFile] = [required(values.data, '--data'), required(values.spec, '--spec')];
    const out = required(values.out, '--out');
    const spec = readSpec(specFile, compressionSpec);
    try {
      const compression = new Compression(spec);
      takeFile(data, compression);
      writeFile(out, compression.lines());
      writeResult({ rows: compression.rows, cells: compression.cells, out }, undefined);
    } catch (error) {
      if (error instanceof StatisticsProblem) throw fileProblem(data, error.message, error.place);
      throw error;
    }
    return 0;
  },
};
