import { formatDate } from '#app/shared/swedish.ts';
import type { DocumentFacts } from './block.ts';
import { cleanText } from './clean-text.ts';
import { sv } from './sv.ts';

/** What stands at the top of the first page and in the foot of every page, as texts. */
export type Letterhead = {
  readonly authority: string;
  readonly administration: string;
  readonly kind: string;
  readonly draft: boolean;
  readonly facts: readonly {
    readonly term: string;
    readonly lines: readonly string[];
    readonly email: string;
  }[];
  /** Whose document it is, and in which matter, in the foot of every page. */
  readonly issuer: string;
  readonly registryNumber: string;
  /** Both on one line. */
  readonly footer: string;
};

const fact = (term: string, lines: readonly (string | undefined)[], email = '') => ({
  term,
  lines: lines.flatMap(line => (line === undefined || line === '' ? [] : [cleanText(line)])),
  email: cleanText(email),
});

export const letterhead = (about: DocumentFacts): Letterhead => {
  const issuer = cleanText(about.footer ?? about.administration ?? about.authority);
  const registryNumber = cleanText(about.registryNumber ?? '');
  return {
    authority: cleanText(about.authority),
    administration: cleanText(about.administration ?? ''),
    kind: cleanText(about.kind),
    draft: about.draft,
    facts: [
      fact(sv.date, [formatDate(about.date)]),
      fact(sv.registryNumber, [about.registryNumber]),
      fact(sv.author, [about.author?.name, about.author?.role], about.author?.email),
      fact(sv.unit, [about.unit]),
      fact(sv.addressee, [about.board]),
      fact(sv.meeting, [about.meetingOn === undefined ? undefined : formatDate(about.meetingOn)]),
    ].filter(({ lines }) => lines.length > 0),
    issuer,
    registryNumber,
    footer: [issuer, registryNumber].filter(Boolean).join(' · '),
  };
};
