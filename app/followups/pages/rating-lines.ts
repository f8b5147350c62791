import type { FormLines } from '#app/web/index.ts';
import type { AgreedContent } from '../agreement.ts';
import type { RatingContent } from '../rating.ts';
import { judgementText } from '../rubric/rubric.ts';
import { sv } from './sv.ts';

/** What a rating says, line by line, for one who must choose between two. `share` is the time as it is written, `whatOf` names evidence. */
export const ratingLines = (
  { nextStep, lines }: RatingContent,
  { share, whatOf }: { readonly share: string; readonly whatOf: (evidenceId: string) => string },
): FormLines => [
  [sv.form.nextStep, nextStep],
  [sv.form.time, share],
  ...lines.flatMap(
    ({ code, judgement, evidenceIds, scope, wording }): FormLines => [
      [`${sv.form.level} ${code}`, judgement === null ? '' : judgementText(judgement)],
      [`${sv.followUp.evidence} ${code}`, evidenceIds.map(whatOf).filter(Boolean).sort().join('; ')],
      [`${sv.form.scope} ${code}`, sv.form.scopes[scope]],
      [`${sv.form.wording} ${code}`, wording],
    ],
  ),
];

/** The same of what they agree on. */
export const agreedLines = (
  { nextStep, nextStepAbout, lines }: AgreedContent,
  { share }: { readonly share: string },
): FormLines => [
  [sv.form.nextStep, nextStep],
  [sv.agree.about, nextStepAbout ?? ''],
  [sv.form.time, share],
  ...lines.flatMap(
    ({ code, judgement, reason }): FormLines => [
      [`${sv.form.level} ${code}`, judgement === null ? '' : judgementText(judgement)],
      [`${sv.agree.reason} ${code}`, reason],
    ],
  ),
];
