import { ExternalHyperlink, type IRunOptions, type ParagraphChild, TextRun } from 'docx';
import type { SetProse, SetRun } from './typeset.ts';

/** The code that follows a figure on paper. A thin space keeps it apart without letting the line break there. */
const codeRun = (code: string, onNewLine: boolean): TextRun =>
  new TextRun({
    text: `${onNewLine ? '' : '\u202f'}⟨${code}⟩`,
    style: 'FigureCode',
    bold: false,
    italics: false,
    ...(onNewLine ? { break: 1 } : {}),
  });

const wordRun = (run: SetRun, look: IRunOptions, stacked: boolean): readonly ParagraphChild[] => {
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
      return [new TextRun({ ...look, text: run.text }), codeRun(run.code, stacked)];
  }
};

/** Running text for Word. `stacked` puts each code on a line of its own, as in columns of numbers. */
export const wordProse = (
  runs: SetProse,
  look: IRunOptions = {},
  stacked = false,
): readonly ParagraphChild[] => runs.flatMap(run => wordRun(run, look, stacked));
