/**
 * The plan of the house: which rooms there are and who may know whom. The rules in `rules.ts` read it; a change here is a
 * change of architecture and belongs in a decision record.
 */

/** The rooms, innermost first. A room may know those before it; those on one floor do not know each other. */
export const floors: readonly (readonly string[])[] = [
  ['shared'],
  ['database'],
  ['organisation'],
  ['access'],
  ['positions'],
  ['participation', 'followups', 'triads', 'networks'],
  ['results'],
  ['studies'],
  ['reports'],
  ['boards'],
  ['reminders'],
];

/** Rooms that serve every room from `organisation` on and know none of them; with what they may know themselves. */
export const servants: Readonly<Record<string, readonly string[]>> = {
  web: ['shared', 'database'],
  charts: ['shared'],
  documents: ['shared', 'charts'],
  jobs: ['shared', 'database'],
};

/**
 * Outermost: where files come in and out, where all rooms meet, what is run (here and in the browser), and the words that belong to no room (`app/sv.ts`).
 * They may know all rooms; no room may know them.
 */
export const outermost: readonly string[] = ['exchange', 'main', 'sv', 'commands', 'browser', 'cli', 'demo'];

/** Places without a door, where every file may be imported by its own name. */
export const openPlaces: readonly string[] = ['shared', 'commands', 'browser', 'demo', 'main', 'sv', 'cli'];

/**
 * What a file that may meet the database is called, and what it does there; `item-store.ts` is a store as well. Any other `.ts`
 * file in a room is about a noun: types and rules, without database and web.
 */
export const actingFiles: Readonly<Record<string, string>> = {
  store: "the room's only SQL",
  actions: 'load, decide, save and record, in one transaction',
  reading: 'puts together what a page or a document needs',
  import: 'plans and takes in a file, in one transaction',
  run: 'takes in a file, in one transaction',
  undo: 'takes back what was taken in, in one transaction',
  viewer: 'who is behind a session',
  filling: 'fills a document from what other rooms know',
  'figure-question': 'the form in which a room offers a number to be explained',
  'question-texts': 'the numbers that a room offers to be explained',
};

/** Names that say nothing about what is inside. */
export const emptyNames = /(^|[-.])(utils?|helpers?|managers?|misc|common)([-.]|$)/;

export const MAX_LINES = 700;

/**
 * Files that hold Swedish texts outside `sv.ts`, and why. Keep it short: a text that a person reads belongs in `sv.ts`, a value
 * that the law or the authority uses belongs in a list in the file of its noun.
 */
export const swedishPlaces: Readonly<Record<string, string>> = {
  'app/shared/swedish.ts': 'how numbers, dates and lists are written in Swedish',
  'app/database/migrate.ts': 'the order of Swedish letters, in SQL',
  'app/database/migrations/': 'domain values that the database itself checks, in SQL',
  'app/commands/': 'a command is read with what it says beside it',
  'app/cli.ts': 'a command is read with what it says beside it',
};
