import {
  type Preview,
  type PreviewLine,
  type RemarkGroup,
  remarkGroups,
} from '#app/results/reading/index.ts';
import { capitalise, formatNumber, formatPercent } from '#app/shared/swedish.ts';
import { element, table } from './element.ts';
import type { Remarks, WeighedPreview } from './messages.ts';
import { sv } from './sv.ts';

/** More rows than this are read in the list that can be downloaded. */
const MOST_SHOWN = 50;

/** The first rows of a group, and how many more there are. */
const rowsOf = ({ rows, count }: RemarkGroup): string => {
  if (rows.length === 0) return '–';
  return count > rows.length ? sv.rowsAndMore(rows, count) : rows.join(', ');
};

const remarkTable = (
  caption: string,
  head: string,
  groups: readonly RemarkGroup[],
  files: number,
): HTMLElement =>
  table(
    caption,
    [
      { text: sv.row },
      { text: head },
      { text: sv.columnHead },
      { text: sv.value },
      ...(files > 1 ? [{ text: sv.file }] : []),
    ],
    groups.map(group => [
      rowsOf(group),
      capitalise(group.text),
      group.column ?? '',
      group.written ?? '',
      ...(files > 1 ? [group.file] : []),
    ]),
  );

/** Every remark of one sort that there is room for, each cause once, and how many more rows there are. */
export const remarkList = ({ listed, unlisted }: Remarks, isRefusal: boolean): HTMLElement[] => {
  const groups = remarkGroups(listed.filter(remark => remark.isRefusal === isRefusal));
  if (groups.length === 0) return [];
  const files = new Set(groups.map(({ file }) => file)).size;
  const [caption, head] = isRefusal ? [sv.remarks, sv.remark] : [sv.notices, sv.noticeHead];
  const more =
    groups.slice(MOST_SHOWN).reduce((sum, { count }) => sum + count, 0) + (isRefusal ? unlisted : 0);
  return [
    remarkTable(caption, head, groups.slice(0, MOST_SHOWN), files),
    ...(more > 0 ? [element('p', { class: 'help' }, sv.more(more))] : []),
  ];
};

/** A link to the whole list as a file, made in the page: the server never sees it. */
export const remarkLink = ({ file }: Remarks): HTMLElement =>
  element(
    'p',
    { class: 'downloads' },
    element(
      'a',
      {
        download: sv.listName,
        href: URL.createObjectURL(new Blob([file], { type: 'text/csv;charset=utf-8' })),
      },
      sv.list,
    ),
  );

const measureWords: Readonly<Record<string, string>> = sv.measures;

const nameOf = ({ subject, level, measure, perSubject }: PreviewLine, isLeveled: boolean): string => {
  const words = measureWords[measure];
  if (words !== undefined && !perSubject) return words;
  return [subject, isLeveled ? level : '', words ?? ''].filter(Boolean).join(', ');
};

const meanOf = ({ mean, unit }: PreviewLine): string => {
  if (mean === null) return '–';
  return unit === 'andel' ? formatPercent(100 * mean) : formatNumber(mean, 1);
};

const previewTable = ({ unitName, lines }: Preview): HTMLElement => {
  const steps = lines.find(line => line.shares !== null)?.shares?.map(({ step }) => step) ?? [];
  const isLeveled = new Set(lines.map(({ level }) => level)).size > 1;
  return table(
    unitName,
    [
      { text: sv.subject },
      ...[sv.count, sv.missing, sv.mean].map(text => ({ text, numeric: true })),
      ...steps.map(text => ({ text, numeric: true })),
      { text: sv.shown },
    ],
    lines.map(line => [
      nameOf(line, isLeveled),
      formatNumber(line.n),
      formatNumber(line.missing),
      meanOf(line),
      ...steps.map(step => {
        const share = line.shares?.find(one => one.step === step)?.share;
        return share === undefined ? '' : formatPercent(100 * share);
      }),
      sv.shownTo[line.shown],
    ]),
    false,
  );
};

/** Units whose tables stand open; more of them are opened one by one. */
const MOST_OPEN = 3;

const hiddenOf = ({ lines }: Preview): number => lines.filter(line => line.shown === 'inte').length;

const overview = (previews: readonly WeighedPreview[]): HTMLElement =>
  table(
    sv.units,
    [
      { text: sv.unit },
      ...[sv.count, sv.rows, sv.hiddenValues].map(text => ({ text, numeric: true })),
      { text: sv.earlier },
    ],
    previews.map(preview => [
      preview.unitName,
      formatNumber(preview.pupils),
      formatNumber(preview.rows),
      sv.ofValues(hiddenOf(preview), preview.lines.length),
      preview.current ? sv.earlierOf(preview.current.pupils, preview.current.rows) : sv.earlierNone,
    ]),
  );

const unitDetails = (preview: Preview, isOpen: boolean): HTMLElement =>
  element(
    'details',
    { open: isOpen, class: 'preview' },
    element('summary', {}, element('strong', {}, preview.unitName)),
    ...(preview.linkedPupils === null
      ? []
      : [element('p', {}, sv.linked(preview.linkedPupils, preview.pupils))]),
    previewTable(preview),
  );

/** What is about to be sent: all units, and each by itself. */
export const previewList = (previews: readonly WeighedPreview[]): readonly HTMLElement[] => [
  overview(previews),
  ...previews.map(preview => unitDetails(preview, previews.length <= MOST_OPEN)),
];
