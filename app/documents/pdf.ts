import type { Manuscript } from './block.ts';
import { letterhead } from './letterhead.ts';
import { CODE_MM, paperTable, TEXT_MM } from './paper-table.ts';
import { sv } from './sv.ts';
import { template } from './template.ts';
import { type SetBlock, type SetPicture, type SetRun, type SetTable, setDocument } from './typeset.ts';

type Typst = typeof import('@myriaddreamin/typst-ts-node-compiler');
type Compiler = InstanceType<Typst['NodeCompiler']>;

/** The compiler keeps fonts and the parsed template between documents; making it is the slow part. */
let prepared: Promise<Compiler> | undefined;

const prepare = async (): Promise<Compiler> => {
  try {
    const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
    return NodeCompiler.create();
  } catch (cause) {
    throw new Error(sv.pdfUnavailable, { cause });
  }
};

const isOutside = (href: string): boolean => /^(https?:|mailto:)/iu.test(href);

/** A text longer than this may be divided after its number, before its code. */
const SHORT = 12;

const runForPaper = (run: SetRun): object => {
  if (run.kind === 'link') return { ...run, outside: isOutside(run.href) };
  if (run.kind === 'figure') return { ...run, short: run.text.length <= SHORT };
  return run;
};

/** A table that takes more of the page than this may be divided; a lower one never is. */
const KEPT_LINES = 60;

const tableForPaper = (table: SetTable): object => {
  const { widths, rows, lines, ...rest } = paperTable(table);
  return { ...rest, kind: 'table', widths, rows, long: lines > KEPT_LINES };
};

const pictureForPaper = (picture: SetPicture): object => {
  const { label, title, description, source, paper, tableStands } = picture;
  const parts = paper.map(({ svg }, index) => ({ svg, name: sv.part(index + 1, paper.length) }));
  const stands = tableStands === '' ? '' : sv.numbersStand(tableStands);
  return { kind: 'picture', label, title, description, source, stands, parts };
};

const blockForPaper = (block: SetBlock): object => {
  if (block.kind === 'table') return tableForPaper(block);
  return block.kind === 'picture' ? pictureForPaper(block) : block;
};

const [page = '', of = ''] = sv
  .pageOf('|', '|')
  .split('|')
  .map(word => word.trim());

/** Everything the template reads, as JSON. */
const templateInput = (manuscript: Manuscript, replaced: ReadonlySet<string>): string => {
  const document = setDocument(manuscript);
  const input = JSON.stringify(
    {
      title: document.title,
      date: manuscript.about.date.split('-').map(Number),
      letterhead: letterhead(manuscript.about),
      draftRemark: sv.draftRemark,
      words: {
        page,
        of,
        draft: sv.draft,
        emptyTable: sv.emptyTable,
        behindPictures: sv.behindPictures,
        contentsOfFigures: sv.contentsOfFigures,
      },
      blocks: document.blocks.map(blockForPaper),
      behindPictures: document.behindPictures.map(tableForPaper),
      behindRemark: document.behindRemark,
      figures: document.figures,
      sizes: { text: TEXT_MM, code: CODE_MM },
      remark: replaced.size === 0 ? '' : sv.replaced(replaced.size),
    },
    (_key, value: unknown) => {
      if (value === null || typeof value !== 'object' || !('kind' in value) || !('text' in value))
        return value;
      return runForPaper(value as SetRun);
    },
  );
  return replaced.size === 0
    ? input
    : [...input].map(letter => (replaced.has(letter) ? '□' : letter)).join('');
};

const UNSHOWN = /the text `\\*"(.*?)\\*"` could not be displayed|codepoint U\+([0-9a-f]+)/giu;
const escaped = /\\+u\{([0-9a-f]+)\}/giu;

const letterOf = (hex: string): string => String.fromCodePoint(Number.parseInt(hex, 16));

/** The letters that no font at hand can show, read from the compiler's complaint. */
const missingLetters = (message: string): readonly string[] =>
  [...message.matchAll(UNSHOWN)].flatMap(([, quoted = '', hex]) =>
    hex === undefined ? [...quoted.replace(escaped, (_, code: string) => letterOf(code))] : [letterOf(hex)],
  );

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** Each round replaces the letters that the last one could not show; a text in many scripts needs a few. */
const ROUNDS = 6;

/**
 * The document as tagged PDF (PDF/UA-1), A4. The same manuscript gives the same bytes on the same machine: the time in the
 * file is the document's own date. Letters that no font has are shown as □, and the document then says so last.
 *
 * @throws Error, in Swedish, when the typesetting program is missing on this machine or refuses the document.
 */
export const renderPdf = async (manuscript: Manuscript): Promise<Uint8Array> => {
  prepared ??= prepare();
  const compiler = await prepared;
  const replaced = new Set<string>();
  let reason = '';
  for (let round = 0; round < ROUNDS; round += 1) {
    try {
      const result = compiler.compile({
        mainFileContent: template,
        inputs: { document: templateInput(manuscript, replaced) },
      });
      if (result.result === null) {
        reason = JSON.stringify(result.takeError()?.shortDiagnostics ?? '');
        break;
      }
      const pdf = compiler.pdf(result.result, {
        pdfStandard: 'ua-1',
        creationTimestamp: Date.parse(`${manuscript.about.date}T00:00:00Z`) / 1000,
      });
      return new Uint8Array(pdf);
    } catch (thrown) {
      reason = messageOf(thrown);
      const missing = missingLetters(reason);
      if (missing.length === 0) break;
      for (const letter of missing) replaced.add(letter);
    } finally {
      compiler.evictCache(10);
    }
  }
  throw new Error(sv.pdfRefused(reason));
};
