import {
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  SectionType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  WidthType,
} from 'docx';
import type { Manuscript } from './block.ts';
import { type Letterhead, letterhead } from './letterhead.ts';
import { sv } from './sv.ts';
import { type SetBlock, type SetHeading, type SetProse, type SetTable, setDocument } from './typeset.ts';
import { wordFigureHead, wordFigures } from './word-figures.ts';
import { settlePackage } from './word-package.ts';
import { wordPicture } from './word-picture.ts';
import { wordProse } from './word-prose.ts';
import { BULLET_LIST, CLAUSE_LIST, MUTED, numbering, ORDERED_LIST, wordStyles } from './word-styles.ts';
import { noBorders, TEXT_WIDTH, wordCaption, wordTable } from './word-table.ts';

const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1_440);

const levels = { 1: HeadingLevel.HEADING_1, 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3 } as const;
const wordHeading = (heading: SetHeading): Paragraph =>
  new Paragraph({
    heading: levels[heading.level],
    children: [new TextRun(heading.number === '' ? heading.text : `${heading.number}\u2002${heading.text}`)],
  });

const wordItems = (items: readonly SetProse[], reference: string, instance: number, style: string) =>
  items.map(
    item =>
      new Paragraph({ style, numbering: { reference, level: 0, instance }, children: [...wordProse(item)] }),
  );

/** Word joins two tables that have nothing between them. */
const space = () =>
  new Paragraph({ style: 'Source', spacing: { before: 0, after: 0, line: 200, lineRule: 'exact' } });

const tabled = (table: SetTable): readonly (Paragraph | Table)[] => [
  wordCaption(table.label, table.caption),
  wordTable(table),
  ...table.notes.map(note => new Paragraph({ style: 'Source', children: [...wordProse(note)] })),
  space(),
];

/** Two columns without borders: terms and descriptions, letterhead, signatures. */
const columns = (rows: readonly (readonly (readonly Paragraph[])[])[], widths: readonly number[]): Table =>
  new Table({
    layout: TableLayoutType.FIXED,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: [...widths],
    borders: { ...noBorders, insideHorizontal: noBorders.top, insideVertical: noBorders.top },
    rows: rows.map(
      row =>
        new TableRow({
          cantSplit: true,
          children: row.map(
            (cell, index) =>
              new TableCell({
                width: { size: widths[index] ?? 0, type: WidthType.DXA },
                margins: { top: 60, bottom: 60, left: 0, right: 160, marginUnitType: WidthType.DXA },
                borders: noBorders,
                children: cell.length === 0 ? [new Paragraph({ style: 'Letterhead' })] : [...cell],
              }),
          ),
        }),
    ),
  });

const noteStroke = {
  remark: { style: BorderStyle.SINGLE, size: 8, color: 'AAAAAA' },
  unknown: { style: BorderStyle.DASHED, size: 8, color: '000000' },
  warning: { style: BorderStyle.SINGLE, size: 12, color: '000000' },
} as const;

const signature = (person: { readonly name: string; readonly role: string }): readonly Paragraph[] => [
  new Paragraph({
    style: 'Letterhead',
    spacing: { before: 800 },
    border: { top: { style: BorderStyle.SINGLE, size: 6, color: '000000', space: 4 } },
    children: [new TextRun({ text: person.name, size: 23 })],
  }),
  new Paragraph({ style: 'Letterhead', children: [new TextRun({ text: person.role, color: MUTED })] }),
];

const pairs = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  items.flatMap((_, index) => (index % 2 === 0 ? [items.slice(index, index + 2)] : []));

const half = Math.floor(TEXT_WIDTH / 2);

/** Numbers what must differ within one file: the instances of lists, which each begin at 1, and the drawings. */
const counter = () => {
  let last = 0;
  return () => {
    last += 1;
    return last;
  };
};
type Counters = { readonly nextList: () => number; readonly nextDrawing: () => number };

const wordBlock = (block: SetBlock, counters: Counters): readonly (Paragraph | Table)[] => {
  switch (block.kind) {
    case 'heading':
      return [wordHeading(block)];
    case 'paragraph':
      return [new Paragraph({ style: 'BodyText', children: [...wordProse(block.runs)] })];
    case 'placeholder':
      return [
        new Paragraph({
          style: 'BodyText',
          children: [new TextRun({ text: block.text, italics: true, color: MUTED })],
        }),
      ];
    case 'list':
      return wordItems(
        block.items,
        block.ordered ? ORDERED_LIST : BULLET_LIST,
        counters.nextList(),
        'ListText',
      );
    case 'clauses':
      return [
        ...(block.leadIn === ''
          ? []
          : [new Paragraph({ style: 'BodyText', keepNext: true, children: [new TextRun(block.leadIn)] })]),
        ...(block.numbered
          ? wordItems(block.items, CLAUSE_LIST, counters.nextList(), 'Clause')
          : block.items.map(
              item =>
                new Paragraph({
                  style: 'Clause',
                  indent: { left: 340, hanging: 340 },
                  children: [...wordProse(item)],
                }),
            )),
      ];
    case 'table':
      return tabled(block);
    case 'picture':
      return [...wordPicture(block, counters.nextDrawing), space()];
    case 'facts':
      return [
        columns(
          block.items.map(item => [
            [
              new Paragraph({
                style: 'BodyText',
                spacing: { after: 0 },
                children: [new TextRun({ text: item.term, color: MUTED })],
              }),
            ],
            [
              new Paragraph({
                style: 'BodyText',
                spacing: { after: 0 },
                children: [...wordProse(item.runs)],
              }),
            ],
          ]),
          [mm(48), TEXT_WIDTH - mm(48)],
        ),
        space(),
      ];
    case 'quote':
      return [
        new Paragraph({
          style: 'Quote',
          keepNext: block.source !== '',
          children: [...wordProse(block.runs)],
        }),
        ...(block.source === ''
          ? []
          : [
              new Paragraph({
                style: 'Source',
                indent: { left: 560 },
                children: [new TextRun(block.source)],
              }),
            ]),
      ];
    case 'note':
      return [
        new Paragraph({
          style: 'Note',
          border: { left: { ...noteStroke[block.tone], space: 8 } },
          children: [new TextRun({ text: `${block.head}. `, bold: true }), ...wordProse(block.runs)],
        }),
      ];
    case 'pageBreak':
      return [new Paragraph({ pageBreakBefore: true, spacing: { after: 0, line: 20 } })];
    case 'signatures':
      return [
        columns(
          pairs(block.people).map(row => row.map(signature)),
          [half, half],
        ),
      ];
  }
};

const sender = (head: Letterhead): Table =>
  columns(
    [
      [
        [
          new Paragraph({
            style: 'Letterhead',
            children: [new TextRun({ text: head.authority, bold: true, size: 24 })],
          }),
          new Paragraph({ style: 'Letterhead', children: [new TextRun(head.administration)] }),
        ],
        [
          new Paragraph({ style: 'Letterhead', alignment: 'right', children: [new TextRun(head.kind)] }),
          new Paragraph({
            style: 'Letterhead',
            alignment: 'right',
            children: [new TextRun({ text: head.draft ? sv.draft : '', bold: true })],
          }),
        ],
      ],
    ],
    [half, half],
  );

const factCell = (fact: Letterhead['facts'][number]): readonly Paragraph[] => [
  new Paragraph({
    style: 'Letterhead',
    children: [new TextRun({ text: fact.term, color: MUTED, size: 17 })],
  }),
  ...fact.lines.map(line => new Paragraph({ style: 'Letterhead', children: [new TextRun(line)] })),
  ...(fact.email === ''
    ? []
    : [
        new Paragraph({
          style: 'Letterhead',
          children: [
            new ExternalHyperlink({
              link: `mailto:${encodeURI(fact.email)}`,
              children: [new TextRun({ text: fact.email, style: 'Hyperlink' })],
            }),
          ],
        }),
      ]),
];

const third = Math.floor(TEXT_WIDTH / 3);
const threes = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  items.flatMap((_, index) => (index % 3 === 0 ? [items.slice(index, index + 3)] : []));

const hairline = () =>
  new Paragraph({
    style: 'Letterhead',
    spacing: { line: 120, lineRule: 'exact' },
    border: { bottom: { style: BorderStyle.SINGLE, size: 4, color: 'B9B9B9', space: 1 } },
  });

/** So long a name leaves room for the page number on its line, characters. */
const SHORT_ISSUER = 60;

/** The page number has the end of the first line to itself, however long the foot is. */
const foot = (head: Letterhead): Footer => {
  const [first, second] =
    head.registryNumber === '' && head.issuer.length <= SHORT_ISSUER
      ? [head.issuer, '']
      : [head.registryNumber, head.issuer];
  const [before = '', between = ''] = sv.pageOf('|', '|').split('|');
  return new Footer({
    children: [
      new Paragraph({
        style: 'Foot',
        tabStops: [{ type: TabStopType.RIGHT, position: TEXT_WIDTH }],
        border: { top: { style: BorderStyle.SINGLE, size: 4, color: 'B9B9B9', space: 6 } },
        children: [
          new TextRun(first),
          new TextRun({
            children: ['\t', before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES],
          }),
        ],
      }),
      ...(second === '' ? [] : [new Paragraph({ style: 'Foot', children: [new TextRun(second)] })]),
    ],
  });
};

const draftHeader = (): Header =>
  new Header({
    children: [new Paragraph({ style: 'Foot', alignment: 'right', children: [new TextRun(sv.draftRemark)] })],
  });
const emptyHeader = (): Header => new Header({ children: [new Paragraph({ style: 'Foot' })] });

const page = {
  size: { width: mm(210), height: mm(297) },
  margin: { top: mm(25), bottom: mm(28), left: mm(30), right: mm(25), header: mm(12), footer: mm(12) },
} as const;

/**
 * The document as a Word file (.docx), A4, with Word's own styles, repeated table heads, alternative texts and the list of
 * figures last. The same manuscript gives the same bytes.
 */
export const renderWord = async (manuscript: Manuscript): Promise<Uint8Array> => {
  const { about } = manuscript;
  const set = setDocument(manuscript);
  const head = letterhead(about);
  const counters: Counters = { nextList: counter(), nextDrawing: counter() };
  const file = new Document({
    title: set.title,
    subject: head.kind,
    creator: head.authority,
    lastModifiedBy: head.authority,
    description: head.footer,
    styles: wordStyles,
    numbering,
    hyphenation: { autoHyphenation: true },
    features: { updateFields: false },
    sections: [
      {
        properties: { titlePage: true, page },
        headers: { default: about.draft ? draftHeader() : emptyHeader(), first: emptyHeader() },
        footers: { default: foot(head), first: foot(head) },
        children: [
          sender(head),
          hairline(),
          columns(
            threes(head.facts).map(row => row.map(factCell)),
            [third, third, third],
          ),
          hairline(),
          new Paragraph({ heading: HeadingLevel.TITLE, children: [new TextRun(set.title)] }),
          ...set.blocks.flatMap(block => wordBlock(block, counters)),
          ...(set.behindPictures.length === 0
            ? []
            : [
                new Paragraph({
                  heading: HeadingLevel.HEADING_1,
                  children: [new TextRun(sv.behindPictures)],
                }),
              ]),
          ...(set.behindRemark === ''
            ? []
            : [new Paragraph({ style: 'BodyText', children: [new TextRun(set.behindRemark)] })]),
          ...set.behindPictures.flatMap(tabled),
          ...wordFigureHead(set.figures),
        ],
      },
      ...(set.figures.groups.length === 0
        ? []
        : [
            {
              properties: {
                type: SectionType.CONTINUOUS,
                column: { count: 2, space: mm(7), equalWidth: true },
                page,
              },
              children: [...wordFigures(set.figures)],
            },
          ]),
    ],
  });
  return settlePackage(await Packer.toBuffer(file), about.date);
};
