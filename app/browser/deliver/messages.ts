import type { Delivery, Surroundings } from '#app/results/index.ts';
import type {
  ColumnChoice,
  DeliveryDecision,
  Preview,
  Reading,
  ReadingInput,
  ReadingProgress,
  TextEncoding,
  WeighingGrounds,
} from '#app/results/reading/index.ts';

/** What the page asks the worker to read. Files go as they were chosen: the worker opens them. */
export type ReadingOrder = Pick<ReadingInput, 'kind' | 'academicYear' | 'semester' | 'choices'> & {
  readonly surroundings: Surroundings;
  readonly grounds: WeighingGrounds;
  readonly files: readonly File[];
  readonly prior: readonly File[];
  readonly tests: readonly File[];
  readonly encoding: TextEncoding | null;
};

/** A question about columns, with the words that the page shows. */
export type ColumnQuestion = Extract<Reading, { kind: 'asks' }> & {
  readonly questions: readonly {
    readonly role: keyof ColumnChoice['columns'];
    readonly text: string;
    readonly label: string;
  }[];
};

/** What the worker tells the page. No number or name of a pupil is in any of it, but in a remark a masked number. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly progress: ReadingProgress }
  | { readonly type: 'asks'; readonly question: ColumnQuestion }
  | { readonly type: 'refused'; readonly remarks: Remarks }
  | {
      readonly type: 'read';
      readonly deliveries: readonly Delivery[];
      readonly choices: readonly ColumnChoice[];
      readonly preview: readonly WeighedPreview[];
      readonly remarks: Remarks;
      readonly said: readonly string[];
    }
  | { readonly type: 'failed' };

/** What is about to be sent of a unit, what stands there now, and what is asked before it is sent. */
export type WeighedPreview = Preview & {
  readonly current: Extract<DeliveryDecision, { kind: 'unchanged' }>['current'] | null;
  readonly questions: readonly string[];
};

export type Remarks = {
  readonly listed: Extract<Reading, { kind: 'refused' }>['remarks'];
  readonly unlisted: number;
  /** The list as a CSV file. */
  readonly file: Uint8Array<ArrayBuffer>;
};

/** What the server says of the authority, for a kind of delivery. */
export type Background = {
  readonly surroundings: Surroundings;
  readonly choices: readonly ColumnChoice[];
} & Omit<WeighingGrounds, 'units'>;

/** The server's answer when cells have been sent. */
export type Receipt = {
  readonly kind: 'received' | 'asks' | 'refused';
  readonly texts: readonly string[];
  readonly hrefs?: readonly string[];
};
