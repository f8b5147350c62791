/** What Stryker asks and tells while it runs: only the changes asked for are tried, and every answer is written down at once. */
import * as fs from 'node:fs';
import type { CheckResult } from '@stryker-mutator/api/check';
import type { Mutant, MutantResult } from '@stryker-mutator/api/core';
import type { MutationTestingPlanReadyEvent } from '@stryker-mutator/api/report';
import { nameOf } from './mutants.ts';
import { answersOf } from './mutation-sources.ts';

const env = (name: string): string => process.env[name] ?? '';

const NOT_ASKED = 'not asked for';

const asked = {
  init: async (): Promise<void> => {},
  check: async (mutants: readonly Mutant[]): Promise<Record<string, CheckResult>> => {
    const names = new Set(JSON.parse(fs.readFileSync(env('MUTATION_ASKED'), 'utf8')) as string[]);
    const answer = (mutant: Mutant) =>
      names.has(nameOf(mutant)) ? { status: 'passed' } : { status: 'compileError', reason: NOT_ASKED };
    return Object.fromEntries(mutants.map(mutant => [mutant.id, answer(mutant) as CheckResult]));
  },
};

const names = new Map<string, string>();

const answers = {
  /** The files have been copied by now: what changed meanwhile would be answered under a wrong name. */
  onMutationTestingPlanReady: ({ mutantPlans }: MutationTestingPlanReadyEvent): void => {
    for (const { mutant } of mutantPlans) names.set(mutant.id, nameOf(mutant));
    if (answersOf(env('MUTATION_SOURCE')) === env('MUTATION_ANSWERS')) return;
    console.error('A file changed while Stryker began: begin again.');
    process.exit(1);
  },
  onMutantTested: (mutant: Readonly<MutantResult>): void => {
    const { id, status, statusReason: reason } = mutant;
    if (reason === NOT_ASKED) return;
    const line = { mutant: names.get(id), status, ...(status === 'Killed' ? {} : { reason }) };
    fs.appendFileSync(env('MUTATION_ANSWERS'), `${JSON.stringify(line)}\n`);
  },
};

export const strykerPlugins = [
  { kind: 'Checker', name: 'asked', value: asked },
  { kind: 'Reporter', name: 'answers', value: answers },
];
