export type {
  Author,
  Block,
  Cell,
  Clauses,
  Column,
  ColumnGroup,
  DocumentFacts,
  Drawing,
  EmphasisRun,
  Facts,
  FigureRun,
  Heading,
  LinkRun,
  List,
  Manuscript,
  Note,
  PageBreak,
  Paragraph,
  Picture,
  Prose,
  Quote,
  Row,
  Run,
  Signatures,
  StrongRun,
  Table,
} from './block.ts';
export { cellProse, emphasis, figureRun, heading, link, paragraph, picture, prose, strong } from './block.ts';
export { figureHref, figureText } from './figure-text.ts';
export { Blocks, documentCss, renderHtmlDocument } from './html.tsx';
export { renderPdf } from './pdf.ts';
export { figuresIn } from './typeset.ts';
export { renderWord } from './word.ts';
