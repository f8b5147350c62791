import { readRows, writeCsv } from '#app/exchange/spreadsheets/index.ts';
import {
  columnTexts,
  errorList,
  hexOf,
  previewOf,
  questionText,
  type Reading,
  type ResultFile,
  readResults,
  weighDelivery,
} from '#app/results/reading/index.ts';
import type { ReadingOrder, Remarks, WeighedPreview, WorkerMessage } from './messages.ts';

/**
 * Reads files of results apart from the page, so that the page answers meanwhile. It lives for one reading: the page ends it when it has
 * said what came of it, and with it everything it knew of pupils is gone. Its own content policy lets it reach nothing and nobody.
 */

const tell = (message: WorkerMessage): void => postMessage(message);

const opened = (files: readonly File[], encoding: ReadingOrder['encoding']): Promise<ResultFile[]> =>
  Promise.all(
    files.map(async file => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()), encoding })),
  );

const remarksOf = ({ remarks, unlisted }: Extract<Reading, { kind: 'refused' | 'read' }>): Remarks => ({
  listed: remarks,
  unlisted,
  file: new Uint8Array(writeCsv(errorList(remarks, unlisted))),
});

/** The previews with what stands now and what is asked: the server asks the same, but only when the cells have been sent. */
const weighed = (
  { deliveries }: Extract<Reading, { kind: 'read' }>,
  { grounds, surroundings }: ReadingOrder,
): Promise<WeighedPreview[]> =>
  Promise.all(
    previewOf(deliveries, surroundings.units).map(async (preview, at): Promise<WeighedPreview> => {
      const delivery = deliveries[at];
      const asked =
        delivery &&
        (await weighDelivery(delivery, grounds, { hash: hexOf, isConfirmed: false, isYearProposed: true }));
      const standing =
        delivery && (await weighDelivery(delivery, grounds, { hash: hexOf, isConfirmed: true }));
      return {
        ...preview,
        current: standing && standing.kind !== 'ask' ? standing.current : null,
        questions:
          asked?.kind === 'ask' ? asked.questions.map(one => questionText(preview.unitName, one)) : [],
      };
    }),
  );

const answerTo = async (reading: Reading, order: ReadingOrder): Promise<WorkerMessage> => {
  switch (reading.kind) {
    case 'asks':
      return {
        type: 'asks',
        question: {
          ...reading,
          questions: reading.missing.map(role => ({ role, ...columnTexts(role) })),
        },
      };
    case 'refused':
      return { type: 'refused', remarks: remarksOf(reading) };
    case 'read':
      return {
        ...{ type: 'read', deliveries: reading.deliveries, choices: reading.choices, said: reading.said },
        preview: await weighed(reading, order),
        remarks: remarksOf(reading),
      };
  }
};

/** Often enough to be seen to move. */
const BETWEEN = 100;

const read = async (order: ReadingOrder): Promise<WorkerMessage> => {
  let told = 0;
  const { kind, academicYear, semester, surroundings, choices, encoding } = order;
  const reading = await readResults(
    {
      ...{ kind, academicYear, semester, surroundings, choices },
      files: await opened(order.files, encoding),
      prior: await opened(order.prior, null),
      tests: await opened(order.tests, null),
    },
    {
      readRows,
      onProgress: progress => {
        if (performance.now() - told < BETWEEN) return;
        told = performance.now();
        tell({ type: 'progress', progress });
      },
    },
  );
  return answerTo(reading, order);
};

addEventListener('message', event => {
  read((event as MessageEvent<ReadingOrder>).data).then(tell, () => tell({ type: 'failed' }));
});
