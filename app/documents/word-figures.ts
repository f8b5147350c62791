import { HeadingLevel, Paragraph, Tab, TabStopType, TextRun } from 'docx';
import type { FigureEntry, FigureList } from './figure-list.ts';
import { sv } from './sv.ts';

/** Where the value ends and the name begins in a line of the list, in twentieths of a point. */
const VALUE_END = 1_500;
const NAME_START = 1_600;

/** The heading of the list and what its codes are for, across the page. Nothing where there are no figures. */
export const wordFigureHead = (list: FigureList): readonly Paragraph[] =>
  list.groups.length === 0
    ? []
    : [
        new Paragraph({
          heading: HeadingLevel.HEADING_1,
          children: [new TextRun(sv.contentsOfFigures)],
        }),
        new Paragraph({ style: 'BodyText', keepNext: true, children: [new TextRun(list.remark)] }),
      ];

/** A value longer than this does not fit before the names, and follows its code as it comes. */
const LONGEST_VALUE = 9;

const entryLine = ({ code, value, name }: FigureEntry): Paragraph =>
  new Paragraph({
    style: 'FigureEntry',
    indent: { left: NAME_START, hanging: NAME_START },
    tabStops: [
      { type: TabStopType.RIGHT, position: VALUE_END },
      { type: TabStopType.LEFT, position: NAME_START },
    ],
    children: [
      value.length > LONGEST_VALUE
        ? new TextRun([code, value, name].join('\u2002'))
        : new TextRun({ children: [code, new Tab(), value, new Tab(), name] }),
    ],
  });

/** The figures by question, for a section in two columns. */
export const wordFigures = (list: FigureList): readonly Paragraph[] =>
  list.groups.flatMap(group => [
    new Paragraph({ style: 'FigureGroup', children: [new TextRun(group.title)] }),
    ...group.entries.map(entryLine),
  ]);
