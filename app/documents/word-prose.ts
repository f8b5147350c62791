import { ExternalHyperlink, type IRunOptions, type ParagraphChild, Tab, TextRun } from 'docx';
import type { PaperCell } from './paper-table.ts';
import type { SetProse, SetRun } from './typeset.ts';

/** The code that follows a figure on paper. A thin space keeps it apart without letting the line break there. */
const codeRun = (code: string): TextRun =>
  new TextRun({ text: `\u202f⟨${code}⟩`, style: 'FigureCode', bold: false, italics: false });

const wordRun = (run: SetRun, look: IRunOptions): readonly ParagraphChild[] => {
  switch (run.kind) {
    case 'text':
      return [new TextRun({ ...look, text: run.text })];
    case 'strong':
      return [new TextRun({ ...look, text: run.text, bold: true })];
    case 'emphasis':
      return [new TextRun({ ...look, text: run.text, italics: true })];
    case 'link':
      // An address within the site leads nowhere from a file.
      return /^(https?:|mailto:)/iu.test(run.href)
        ? [
            new ExternalHyperlink({
              link: run.href,
              children: [new TextRun({ ...look, text: run.text, style: 'Hyperlink' })],
            }),
          ]
        : [new TextRun({ ...look, text: run.text })];
    case 'figure':
      return [new TextRun({ ...look, text: run.text }), codeRun(run.code)];
  }
};

/** Running text for Word. */
export const wordProse = (runs: SetProse, look: IRunOptions = {}): readonly ParagraphChild[] =>
  runs.flatMap(run => wordRun(run, look));

const CELL_CODE = { style: 'CellCode', bold: false, italics: false } as const;

/** A cell of a table. Beside a number its code stands after a tab, so that the numbers stand under each other. */
export const wordCell = (cell: PaperCell, look: IRunOptions = {}): readonly ParagraphChild[] => {
  if (cell.codes === 'inline') return wordProse(cell.runs, look);
  return cell.runs.flatMap((run): readonly ParagraphChild[] => {
    if (run.kind !== 'figure') return wordRun(run, look);
    const code = `⟨${run.code}⟩`;
    return cell.codes === 'beside'
      ? [
          new TextRun({ ...look, children: [new Tab(), run.text] }),
          new TextRun({ ...CELL_CODE, children: [new Tab(), code] }),
        ]
      : [new TextRun({ ...look, text: run.text }), new TextRun({ ...CELL_CODE, text: code, break: 1 })];
  });
};
