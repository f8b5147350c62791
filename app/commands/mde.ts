import { z } from 'zod';
import {
  estimateVariation,
  imputedEffect,
  multiplier,
  type Plan,
  placeboError,
  plannedGains,
  plannedMde,
  StatisticsProblem,
} from '#statistics/index.ts';
import { onFile, readSpec, readTable, required, seedNumber, writeResult } from './analyst.ts';
import { type Command, CommandProblem, readArguments } from './command.ts';
import { panelColumns, panelOf } from './panel-file.ts';

const number = z.number();

const follow = {
  schools: number,
  treatedSchools: number,
  posts: number,
  preYears: number,
  postYears: number,
  r2: number,
  comparisonSubjects: number,
  alpha: number,
  power: number,
};

const variation = { pupilsPerCell: number, shockSd: number, pupilSd: number, residualCorrelation: number };

const planSpec = z.strictObject({ ...follow, ...variation });

/** With cells, the variation is estimated and need not be told; `columns` says which column is what. */
const dataSpec = z.strictObject({
  ...follow,
  pupilsPerCell: number.optional(),
  shockSd: number.optional(),
  pupilSd: number.optional(),
  residualCorrelation: number.optional(),
  columns: panelColumns,
  design: z.enum(['otherSchools', 'sameSchool', 'unitTime']).default('otherSchools'),
  draws: z.int().min(2).default(500),
  seed: seedNumber.default(20180117),
});

/** What would make smaller effects visible, with one thing of the plan changed at a time. */
const gainsOf = (plan: Plan) => {
  const { planned: _, ...gains } = plannedGains(plan);
  return { gains };
};

/** Computes on the plan; a problem with it names the specification and the key. */
const planned = (file: string, plan: Plan, withGains: boolean) => {
  try {
    return { ...plannedMde(plan), ...(withGains ? gainsOf(plan) : {}) };
  } catch (error) {
    if (!(error instanceof StatisticsProblem)) throw error;
    throw new CommandProblem(`${file}, nyckeln ${error.place.column ?? ''}: ${error.message}`);
  }
};

export const mdeCommand: Command = {
  name: 'mde',
  usage: 'samsyn mde --spec SPEC.json [--data CELLER.csv] [--gains] [--out FIL]',
  about:
    'Räknar den minsta effekt som en planerad uppföljning kan upptäcka. Med --data skattas hur mycket resultaten varierar, och påhittade starter prövas på egna celler. Med --gains svaras även på vad mer skulle ge: tidigare resultat, ett år till, en huvudman till.',
  run: async args => {
    const { values } = readArguments(args, {
      spec: { type: 'string' },
      data: { type: 'string' },
      gains: { type: 'boolean', default: false },
      out: { type: 'string' },
    });
    const specFile = required(values.spec, '--spec');
    if (values.data === undefined) {
      writeResult(planned(specFile, readSpec(specFile, planSpec), values.gains), values.out);
      return 0;
    }
    const { columns, design, draws, seed, ...told } = readSpec(specFile, dataSpec);
    const table = readTable(values.data);
    const panel = panelOf(table, columns);
    const estimated = onFile(table.file, () => estimateVariation(panel));
    const plan = { ...told, ...estimated };
    const formula = planned(specFile, plan, values.gains);
    const placebo = onFile(table.file, () =>
      placeboError(panel, plan, imputedEffect(design), { draws, seed }),
    );
    const mde = multiplier(plan.schools - 1, plan.alpha, plan.power) * placebo.se;
    writeResult({ ...formula, estimated, placebo: { ...placebo, mde, seed } }, values.out);
    return 0;
  },
};
