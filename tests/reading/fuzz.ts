import fc from 'fast-check';
import { expect } from 'vitest';
import { deliveryFaults } from '#app/results/delivery.ts';
import { kindDescriptions } from '#app/results/kind.ts';
import { errorList, previewOf } from '#app/results/reading/index.ts';
import { plain } from './corpus.ts';
import { anyFile } from './made-at-random.ts';
import { readFiles, resultFile, surroundings } from './world.ts';

/** Ten or twelve digits that may be a pupil's number, with nothing hidden. */
const wholeNumber = /(?<![\d.])(?:19|20)?\d{6}[-+]?(?:\d{4}|TF\d{2})(?!\d)/;

/** How many files came to what: a fuzz in which nothing is ever read tests nothing. */
export type Tried = { files: number; read: number; refused: number; asked: number };

/**
 * Reads files made at random. Each gives whole deliveries that could be pupils' (every check of the receiver holds, and each row of the
 * unit is in them), or remarks, or a question; and never a number of a pupil.
 */
export const tryFiles = async (files: number, seed?: number): Promise<Tried> => {
  const tried: Tried = { files: 0, read: 0, refused: 0, asked: 0 };
  await fc.assert(
    fc.asyncProperty(anyFile, async ({ file: { bytes, kind }, semester, encoding, isLinked }) => {
      tried.files++;
      const { perSemester, linked } = kindDescriptions[kind];
      const beside = (as: 'prior' | 'test') =>
        isLinked && linked.some(one => one.as === as) ? [resultFile(plain.bytes)] : [];
      const reading = await readFiles({
        ...{ kind, semester: perSemester ? semester : null, prior: beside('prior'), tests: beside('test') },
        files: [{ name: 'fil', bytes, encoding }],
      });
      if (reading.kind === 'asks') {
        tried.asked++;
        expect(reading.missing.length).toBeGreaterThan(0);
        return;
      }
      expect(reading.remarks.some(remark => remark.isRefusal)).toBe(reading.kind === 'refused');
      const told = reading.remarks.map(({ text, written }) => `${text} ${written}`).join('\n');
      expect(told).not.toMatch(wholeNumber);
      expect(errorList(reading.remarks, reading.unlisted).rows).toHaveLength(reading.remarks.length);
      if (reading.kind === 'refused') {
        tried.refused++;
        return;
      }
      tried.read++;
      expect(reading.deliveries.length).toBeGreaterThan(0);
      expect(JSON.stringify(reading.deliveries)).not.toMatch(wholeNumber);
      for (const delivery of reading.deliveries) {
        expect(deliveryFaults(delivery, surroundings.subjects)).toEqual([]);
        expect(delivery.rows).toBeGreaterThanOrEqual(delivery.pupils);
      }
      expect(previewOf(reading.deliveries, surroundings.units)).toHaveLength(reading.deliveries.length);
    }),
    { numRuns: files, ...(seed === undefined ? {} : { seed }) },
  );
  return tried;
};
