import { z } from 'zod';
import { ADJUSTMENTS, ESTIMATORS, type EstimateSpec, estimate, INFERENCES } from '#statistics/index.ts';
import { onFile, readSpec, readTable, required, seedNumber, writeResult } from './analyst.ts';
import { type Command, readArguments } from './command.ts';
import { covariateColumns, panelColumns, panelOf } from './panel-file.ts';

const draws = z.int().min(1).max(10_000_000);

const estimateSpec = z.strictObject({
  columns: panelColumns,
  covariates: covariateColumns.optional(),
  adjustment: z.enum(ADJUSTMENTS).optional(),
  estimator: z.enum(ESTIMATORS).optional(),
  design: z.enum(['otherSchools', 'sameSchool', 'unitTime']).optional(),
  weights: z.enum(['n', 'none']).optional(),
  controls: z.enum(['notYetTreated', 'neverTreated']).optional(),
  leastBefore: z.int().min(1).max(1000).optional(),
  inference: z.array(z.enum(INFERENCES)).optional(),
  bootstrap: z
    .strictObject({
      weights: z.enum(['rademacher', 'webb']).optional(),
      null: z.enum(['restricted', 'unrestricted']).optional(),
      draws: draws.optional(),
    })
    .optional(),
  randomization: z
    .strictObject({
      unit: z.enum(['cluster', 'unit']).optional(),
      statistic: z.enum(['studentised', 'coefficient']).optional(),
      draws: draws.optional(),
    })
    .optional(),
  seed: seedNumber.optional(),
});

/** What was told, without what was left out: there the engine's own choice stands. */
const told = <Spec extends object>(spec: Spec) =>
  Object.fromEntries(Object.entries(spec).filter(([, value]) => value !== undefined));

export const estimateCommand: Command = {
  name: 'estimate',
  usage: 'samsyn estimate --data CELLER.csv --spec SPEC.json [--out FIL]',
  about:
    'Skattar tjänsternas effekt på celler, med osäkerhet, per händelseår och per enhet. Specifikationen säger vilka kolumner filen har och hur det ska räknas.',
  run: async args => {
    const { values } = readArguments(args, {
      data: { type: 'string' },
      spec: { type: 'string' },
      out: { type: 'string' },
    });
    const data = required(values.data, '--data');
    const { columns, covariates, ...spec } = readSpec(required(values.spec, '--spec'), estimateSpec);
    const table = readTable(data);
    const panel = panelOf(table, columns, covariates);
    writeResult(
      onFile(table.file, () => estimate(panel, told(spec) as EstimateSpec)),
      values.out,
    );
    return 0;
  },
};
