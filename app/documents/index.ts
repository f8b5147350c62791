export type {
  Author,
  Block,
  Cell,
  Clauses,
  Column,
  ColumnGroup,
  DocumentFacts,
  EmphasisRun,
  Facts,
  FigureName,
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
export { documentCss } from './document-css.ts';
export { figuresIn } from './figure-list.ts';
export { figureCell, figureHref, figureText } from './figure-text.ts';
export { Blocks, type FigureAddress } from './html.tsx';
export { type HtmlOptions, renderHtmlDocument } from './html-document.tsx';
export { renderPdf } from './pdf.ts';
export { renderWord } from './word.ts';
