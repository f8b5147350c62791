import { coreCriteria } from '#app/followups/rubric/rubric.ts';
import { Visitor } from '#tests/house.ts';

/** The criteria with the longest texts first. */
const longestFirst = coreCriteria
  .toSorted((a, b) => b.levels.join(' ').length - a.levels.join(' ').length)
  .map(one => one.code);

/** A follow-up has room for so many criteria: with the next step and the time they are seven fields. */
const MOST_CRITERIA = 5;

/** The address that a page's form or link leads to. */
const found = (page: string, pattern: RegExp): string => {
  const address = pattern.exec(page)?.[1];
  if (address === undefined) throw new Error(`${pattern} is not there`);
  return address;
};

const choicesOf = (page: string, label: string): string =>
  found(page, new RegExp(`<option value="([^"]+)"[^>]*>\\s*${label}\\s*<`));

/**
 * The development leader makes a routine whose rounds ask for as much as they may, for an area that has none, and opens the first: it has
 * the criteria with the longest texts. Everything goes through the program's own pages.
 */
export const openFullestRound = async (base: string, area: string): Promise<readonly string[]> => {
  const karin = new Visitor(base);
  await karin.signInAs('Karin Sjövall');
  const read = async (address: string) => (await karin.get(address)).text();
  const send = async (address: string, fields: readonly (readonly [string, string])[]): Promise<string> => {
    const form = new FormData();
    for (const [name, value] of fields) form.append(name, value);
    const answer = await karin.post(address, form);
    if (answer.status !== 303) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
    return answer.headers.get('location') ?? '';
  };

  const fields: (readonly [string, string])[] = [
    ...[['title', 'Uppföljning i grundskolan'] as const, ['schoolForms', 'GR'] as const],
    ['unitId', choicesOf(await read('/uppfoljning/rutiner/ny'), area)],
    ...[['fewest', '3'] as const, ['most', '3'] as const, ['startsOn', '2026-07-01'] as const],
    ...[['endsOn', ''] as const, ['helpText', 'Följ upp lika.'] as const, ['guide', 'Nästa steg?'] as const],
  ];
  for (const [at, day] of ['12-11', '03-19', '06-04'].entries()) {
    fields.push([`dueDay-${at + 1}`, day]);
    for (const code of longestFirst.slice(at * MOST_CRITERIA, (at + 1) * MOST_CRITERIA))
      fields.push([`criteria-${at + 1}`, code]);
  }
  const routine = (await send('/uppfoljning/rutiner', fields)).split('?')[0] ?? '';
  const version = async (step: string) =>
    ['version', found(await read(`${routine}/${step}`), /name="version" value="(\d+)"/)] as const;
  await send(`${routine}/fackligt`, [
    ...[await version('fackligt'), ['on', '2026-11-16'] as const, ['form', 'samverkan'] as const],
    ...[['parties', 'Sveriges Lärare'] as const, ['view', 'Inga synpunkter'] as const],
  ]);
  await send(`${routine}/beslut`, [
    ...[await version('beslut'), ['decidedOn', '2026-11-17'] as const],
    ...[['decidedBy', 'verksamhetschefen'] as const, ['paragraph', ''] as const, ['clauseId', ''] as const],
  ]);
  const routineId = routine.split('/').at(-2) ?? '';
  await send('/uppfoljning/2026-27/oppna', [
    ['routine', routineId],
    ['number', '1'],
  ]);
  return longestFirst.slice(0, MOST_CRITERIA);
};
