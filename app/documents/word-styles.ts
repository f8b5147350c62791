import { AlignmentType, type INumberingOptions, type IStylesOptions, LevelFormat } from 'docx';

/** Sizes in half points, distances in twentieths of a point: Word's own units. */
const FACE = 'Times New Roman';
const INK = '000000';
export const MUTED = '555555';

export const BULLET_LIST = 'punktlista';
export const ORDERED_LIST = 'numrerad-lista';
export const CLAUSE_LIST = 'beslutspunkter';

/**
 * Word's own styles by their own ids, so that a Swedish Word shows Rubrik 1, Brödtext and Citat, and so that a municipality
 * which pastes the text into its own template gets its own look.
 */
export const wordStyles: IStylesOptions = {
  default: {
    document: {
      run: {
        font: FACE,
        size: 23,
        color: INK,
        language: { value: 'sv-SE', eastAsia: 'sv-SE', bidirectional: 'ar-SA' },
      },
      paragraph: { spacing: { line: 276, lineRule: 'auto' } },
    },
    title: {
      run: { font: FACE, size: 40, bold: true, color: INK },
      paragraph: { spacing: { before: 480, after: 240, line: 250, lineRule: 'auto' }, keepNext: true },
    },
    heading1: {
      run: { font: FACE, size: 29, bold: true, color: INK },
      paragraph: {
        spacing: { before: 440, after: 120, line: 250, lineRule: 'auto' },
        keepNext: true,
        keepLines: true,
      },
    },
    heading2: {
      run: { font: FACE, size: 24, bold: true, color: INK },
      paragraph: {
        spacing: { before: 300, after: 80, line: 250, lineRule: 'auto' },
        keepNext: true,
        keepLines: true,
      },
    },
    heading3: {
      run: { font: FACE, size: 23, bold: true, italics: true, color: INK },
      paragraph: {
        spacing: { before: 240, after: 60, line: 250, lineRule: 'auto' },
        keepNext: true,
        keepLines: true,
      },
    },
    caption: {
      run: { font: FACE, size: 21, color: INK },
      paragraph: {
        spacing: { before: 280, after: 100, line: 250, lineRule: 'auto' },
        keepNext: true,
        keepLines: true,
      },
    },
    hyperlink: { run: { color: INK, underline: { type: 'single', color: '888888' } } },
  },
  paragraphStyles: [
    {
      id: 'BodyText',
      name: 'Body Text',
      basedOn: 'Normal',
      quickFormat: true,
      paragraph: { spacing: { after: 150 } },
    },
    {
      id: 'ListText',
      name: 'Listtext',
      basedOn: 'BodyText',
      quickFormat: true,
      paragraph: { spacing: { after: 80 } },
    },
    {
      id: 'Clause',
      name: 'Beslutspunkt',
      basedOn: 'BodyText',
      quickFormat: true,
      paragraph: { spacing: { after: 110 } },
    },
    {
      id: 'TableText',
      name: 'Tabelltext',
      basedOn: 'Normal',
      quickFormat: true,
      run: { size: 18 },
      paragraph: { spacing: { line: 228, lineRule: 'auto' } },
    },
    {
      id: 'Source',
      name: 'Källrad',
      basedOn: 'Normal',
      quickFormat: true,
      run: { size: 17, color: MUTED },
      paragraph: { spacing: { before: 80, after: 60, line: 228, lineRule: 'auto' } },
    },
    { id: 'Picture', name: 'Bild', basedOn: 'Normal', quickFormat: true, paragraph: { keepNext: true } },
    {
      id: 'Quote',
      name: 'Quote',
      basedOn: 'BodyText',
      quickFormat: true,
      run: { italics: true },
      paragraph: { indent: { left: 560, right: 280 } },
    },
    {
      id: 'Note',
      name: 'Anmärkning',
      basedOn: 'BodyText',
      quickFormat: true,
      paragraph: { indent: { left: 240 }, spacing: { before: 160, after: 220 } },
    },
    {
      id: 'Letterhead',
      name: 'Brevhuvud',
      basedOn: 'Normal',
      run: { size: 19 },
      paragraph: { spacing: { line: 240, lineRule: 'auto' } },
    },
    {
      id: 'FigureGroup',
      name: 'Sifferrubrik',
      basedOn: 'Heading2',
      quickFormat: true,
      run: { size: 17 },
      paragraph: {
        spacing: { before: 130, after: 40, line: 228, lineRule: 'auto' },
        keepNext: true,
        outlineLevel: 1,
      },
    },
    {
      id: 'FigureEntry',
      name: 'Sifferrad',
      basedOn: 'Normal',
      quickFormat: true,
      run: { size: 15 },
      paragraph: { spacing: { after: 20, line: 216, lineRule: 'auto' }, keepLines: true },
    },
    { id: 'Foot', name: 'Sidfot Samsyn', basedOn: 'Normal', run: { size: 17, color: MUTED } },
  ],
  characterStyles: [
    {
      id: 'FigureCode',
      name: 'Sifferkod',
      run: { size: 13, color: MUTED, bold: false, italics: false, noProof: true },
    },
    {
      id: 'CellCode',
      name: 'Sifferkod i tabell',
      run: { size: 9, color: MUTED, bold: false, italics: false, noProof: true },
    },
  ],
};

const decimal = (reference: string, left: number) => ({
  reference,
  levels: [
    {
      level: 0,
      format: LevelFormat.DECIMAL,
      text: '%1.',
      alignment: AlignmentType.START,
      style: { paragraph: { indent: { left, hanging: left } } },
    },
  ],
});

export const numbering: INumberingOptions = {
  config: [
    {
      reference: BULLET_LIST,
      levels: [
        {
          level: 0,
          format: LevelFormat.BULLET,
          text: '–',
          alignment: AlignmentType.START,
          style: { paragraph: { indent: { left: 340, hanging: 260 } } },
        },
      ],
    },
    decimal(ORDERED_LIST, 380),
    decimal(CLAUSE_LIST, 380),
  ],
};
