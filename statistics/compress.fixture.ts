import { expect } from 'vitest';
import { Compression, type CompressionSpec } from './compress.ts';
import { StatisticsProblem } from './problem.ts';

export const spec: CompressionSpec = { keys: ['skola', 'lasar'], outcome: 'z', covariates: ['prior'] };
export const plain: CompressionSpec = { keys: ['k'], outcome: 'z', covariates: [] };

/** Compresses bytes that arrive `piece` at a time, in a place where something else stood before: lines that are none of theirs. */
export const compressBytes = (bytes: Uint8Array, given: CompressionSpec, piece = 1 << 16): string => {
  const compression = new Compression(given);
  let kept = new Uint8Array(0);
  for (let at = 0; ; at += piece) {
    const last = at >= bytes.length;
    const more = bytes.subarray(at, at + piece);
    const buffer = new Uint8Array(kept.length + more.length + 8).fill(0x0a);
    buffer.set(kept);
    buffer.set(more, kept.length);
    const length = kept.length + more.length;
    const taken = compression.take(buffer, length, last);
    if (last) return [...compression.lines()].join('');
    kept = buffer.slice(taken, length);
  }
};

export const compress = (text: string, given: CompressionSpec = spec, piece?: number): string =>
  compressBytes(new TextEncoder().encode(text), given, piece);

export const problemOf = (text: string, given: CompressionSpec = spec): StatisticsProblem => {
  try {
    compress(text, given);
  } catch (error) {
    if (error instanceof StatisticsProblem) return error;
    throw error;
  }
  return expect.unreachable(`”${text}” was taken`);
};
