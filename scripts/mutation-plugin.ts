/** What Stryker asks and tells while it runs: only the changes asked for are made, and every answer is written down at once. */
import * as fs from 'node:fs';
import type { CheckResult } from '@stryker-mutator/api/check';
import type { Mutant, MutantResult } from '@stryker-mutator/api/core';
import type { MutationTestingPlanReadyEvent } from '@stryker-mutator/api/report';
import { nameOf, placeOf } from './mutants.ts';
import { answersOf } from './mutation-sources.ts';

const env = (name: string): string => process.env[name] ?? '';

const NOT_ASKED = 'not asked for';

const namesAsked = (): string[] => JSON.parse(fs.readFileSync(env('MUTATION_ASKED'), 'utf8')) as string[];

type Place = { readonly line: number; readonly column: number };
type Node = { readonly loc?: { readonly start: Place; readonly end: Place } | null };

const isBefore = (one: Place, other: Place): boolean =>
  one.line < other.line || (one.line === other.line && one.column <= other.column);

let places: ReturnType<typeof placeOf>[] | undefined;

/** Nothing is changed in what holds no change asked for: every change that could be made costs time in the innermost loops. */
const besides = {
  shouldIgnore: ({ node: { loc } }: { readonly node: Node }): string | undefined => {
    places ??= namesAsked().map(placeOf);
    if (!loc) return undefined;
    // The parser counts columns from 0.
    const [start, end] = [loc.start, loc.end].map(({ line, column }) => ({ line, column: column + 1 })) as [
      Place,
      Place,
    ];
    return places.some(place => isBefore(start, place.start) && isBefore(place.end, end))
      ? undefined
      : NOT_ASKED;
  },
};

const asked = {
  init: async (): Promise<void> => {},
  check: async (mutants: readonly Mutant[]): Promise<Record<string, CheckResult>> => {
    const wanted = new Set(namesAsked());
    const answer = (mutant: Mutant) =>
      wanted.has(nameOf(mutant)) ? { status: 'passed' } : { status: 'compileError', reason: NOT_ASKED };
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
  { kind: 'Ignore', name: 'besides', value: besides },
  { kind: 'Checker', name: 'asked', value: asked },
  { kind: 'Reporter', name: 'answers', value: answers },
];
