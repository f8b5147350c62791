import { loadPeople } from '#app/access/index.ts';
import { latestEvent, type Scoped } from '#app/database/index.ts';
import { loadOrganisation, loadUnits } from '#app/organisation/index.ts';
import { type Figure, parameterText, readFigureQuery } from '#app/shared/figure.ts';
import type { FieldError } from '#app/shared/outcome.ts';
import { get, type Route, type Visit } from '#app/web/index.ts';
import type { FigureQuestion } from './figure-question.ts';
import { FigurePage, type FigurePageParts } from './pages/figure.tsx';
import { LookUpPage } from './pages/look-up.tsx';
import { findFigure } from './store.ts';
import { sv } from './sv.ts';
import { visibleSource } from './visible-source.ts';

const home = { text: sv.title, href: '/siffra' };

/** Takes the code as people write it off a paper: with the brackets around it, in small letters, with blanks. */
export const readCode = (text: string): string => {
  const written = text.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return written.startsWith('S') && written.length === 8 ? `S-${written.slice(1)}` : written;
};

/** The name of the unit that a figure is about: as it was called on the figure's day, else as it was last called. */
const unitName = async (tx: Scoped, unitId: string | undefined, on: string): Promise<string | null> => {
  const organisation = await loadOrganisation(tx, on);
  if (unitId === undefined) return organisation.root?.name ?? sv.wholeAuthority;
  const known = organisation.find(unitId);
  if (known) return known.name;
  return (await loadUnits(tx)).find(unit => unit.id === unitId)?.versions.at(-1)?.name ?? null;
};

const aboutOf = (question: FigureQuestion, figure: Figure, unit: string | null): FigurePageParts['about'] => [
  [sv.facts.about, unit ?? sv.unknownUnit],
  ...Object.entries(figure.parameters)
    .filter(([name]) => name !== 'unit')
    .map(([name, value]) => [parameterText(name), question.words?.(name, value) ?? value] as const),
];

/** The pages behind the numbers. `questions` are the numbers that all rooms can explain. */
export const routes = ({ questions }: { readonly questions: readonly FigureQuestion[] }): Route[] => {
  const byKey = new Map(questions.map(question => [question.key, question]));

  const show = async (visit: Visit, parts: FigurePageParts) =>
    visit.page({
      title: parts.question.title,
      crumbs: [home, { text: parts.figure.code }],
      body: <FigurePage {...parts} />,
    });

  const mayAsk = ({ viewer }: Visit, { action }: FigureQuestion): boolean =>
    action === undefined || viewer.may(action, { unitId: null }).allowed;

  /** A figure that is asked for anew, or null when the question or its unit does not exist. */
  const liveParts = async (visit: Visit, notFrozen: boolean): Promise<FigurePageParts | null> => {
    const asked = readFigureQuery(visit.query);
    const question = asked ? byKey.get(asked.question) : undefined;
    const { ask, source: readSource } = question ?? {};
    if (!asked || !question || !ask || !readSource || !mayAsk(visit, question)) return null;
    const { parameters } = asked;
    return visit.transact(async tx => {
      const unit = await unitName(tx, parameters.unit, visit.on);
      if (unit === null) return null;
      const event = await latestEvent(tx);
      const figure = await ask(tx, { parameters, cut: { on: visit.on, event } }, visit.today);
      const source = await readSource(tx, figure);
      const people = new Map((await loadPeople(tx)).map(person => [person.id, person]));
      return {
        figure,
        question,
        source,
        visible: visibleSource(source, people, visit.viewer),
        frozenAt: null,
        about: aboutOf(question, figure, unit),
        sameDay: null,
        today: await ask(tx, { parameters, cut: { on: visit.today, event } }, visit.today),
        notFrozen,
      };
    });
  };

  const frozenParts = async (visit: Visit, code: string): Promise<FigurePageParts | null> =>
    visit.transact(async tx => {
      const frozen = await findFigure(tx, code);
      const question = frozen ? byKey.get(frozen.figure.question) : undefined;
      if (!frozen || !question) return null;
      const { figure, source, frozenAt } = frozen;
      const { parameters } = figure;
      const ask = mayAsk(visit, question) ? question.ask : undefined;
      const event = await latestEvent(tx);
      const people = new Map((await loadPeople(tx)).map(person => [person.id, person]));
      return {
        figure,
        question,
        source,
        visible: visibleSource(source, people, visit.viewer),
        frozenAt,
        about: aboutOf(question, figure, await unitName(tx, parameters.unit, figure.cut.on)),
        sameDay: (await ask?.(tx, { parameters, cut: { on: figure.cut.on, event } }, visit.today)) ?? null,
        today: (await ask?.(tx, { parameters, cut: { on: visit.today, event } }, visit.today)) ?? null,
        notFrozen: false,
      };
    });

  const lookUp = (visit: Visit, code: string, problems: readonly FieldError[]) =>
    visit.page({
      title: sv.title,
      crumbs: [{ text: sv.title }],
      problems,
      body: <LookUpPage code={code} problems={problems} />,
    });

  return [
    get(
      '/siffra',
      'seeDistribution',
      async visit => {
        const written = visit.query.get('kod');
        if (written !== null) {
          const code = readCode(written);
          if (code === '') return lookUp(visit, '', [{ field: 'kod', text: sv.lookUp.empty }]);
          const frozen = await visit.transact(tx => findFigure(tx, code));
          return frozen
            ? visit.redirect(`/siffra/${encodeURIComponent(code)}`)
            : lookUp(visit, written, [{ field: 'kod', text: sv.lookUp.unknown(code) }]);
        }
        if (!visit.query.has('fraga')) return lookUp(visit, '', []);
        const parts = await liveParts(visit, false);
        return parts ? show(visit, parts) : visit.notFound();
      },
      async visit => ({ unitId: readFigureQuery(visit.query)?.parameters.unit ?? null }),
    ),

    get('/siffra/:kod', 'seeDistribution', async visit => {
      const code = readCode(visit.parameters.kod ?? '');
      const parts = (await frozenParts(visit, code)) ?? (await liveParts(visit, true));
      return parts ? show(visit, parts) : visit.notFound();
    }),
  ];
};
