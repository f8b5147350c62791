import { chartCss } from '#app/charts/index.ts';

/**
 * How a document's blocks look, on a page of the site and in a file of its own. Colours and faces come from the page through
 * custom properties, so that an authority's theme reaches here; each has a value of its own to fall back on.
 */
export const documentCss = `${chartCss}
.document {
  --rule: var(--document-rule, color-mix(in srgb, currentColor 22%, transparent));
  --muted: var(--document-muted, color-mix(in srgb, currentColor 74%, transparent));
  --accent: var(--document-accent, currentColor);
  --chart-accent: var(--accent);
  hyphens: auto;
  overflow-wrap: break-word;
}
.document > * { max-width: var(--measure, 40rem); }
.document > .picture-broad { max-width: 70rem; }
.picture-broad > :not(.drawings) { max-width: var(--measure, 40rem); }
.document > :is(h2, h3, h4) { line-height: 1.25; text-wrap: balance; break-after: avoid; }
.document h2 { margin-block: 2.4em .5em; font-size: 1.35em; }
.document h3 { margin-block: 2em .4em; font-size: 1.12em; }
.document h4 { margin-block: 1.6em .3em; font-size: 1em; }
.document .contents { max-width: none; margin-block: 1.5em 2em; padding-block: .5em 1em; border-block-end: 1px solid var(--rule); font-size: .95em; columns: 17rem 3; column-gap: 2.5rem; }
.document .contents-name { font-weight: 600; margin-block-end: .4em; column-span: all; }
.document .contents ol { list-style: none; padding: 0; margin: 0; }
.document .contents li { margin: 0; break-inside: avoid; }
.document .contents ol ol { padding-inline-start: 1.25em; }
.document .contents a { display: inline-block; padding-block: .3em; text-decoration-thickness: 1px; }
.document .to-contents { font-size: .9em; }
@media (max-width: 40rem) { .document .contents ol ol { display: none; } .document .contents a { padding-block: .6em; } }
@media print { .document :is(.contents, .to-contents) { display: none; } }
.document .heading-number { font-variant-numeric: tabular-nums; font-weight: 400; color: var(--muted); margin-inline-end: .4em; }
.document p { margin-block: 0 .85em; text-wrap: pretty; }
.document :is(ul, ol) { margin-block: 0 1em; padding-inline-start: 1.5em; }
.document li { margin-block-end: .35em; }
.document .figure { font-variant-numeric: tabular-nums; text-decoration-line: underline; text-decoration-style: dotted; text-decoration-thickness: 1px; text-underline-offset: .2em; color: inherit; }
.document .figure:hover { text-decoration-style: solid; }
.document .clauses { margin-block: 1em; }
.document .lead-in { margin-block-end: .5em; }
.document .att { list-style: none; padding-inline-start: 0; }
.document .att li { padding-inline-start: 1.5em; text-indent: -1.5em; margin-block-end: .6em; }
.document .clauses ol li { margin-block-end: .6em; padding-inline-start: .25em; }
.document .placeholder { color: var(--muted); font-style: italic; }
.document .table-frame { container-type: inline-size; overflow-x: auto; margin-block: 1.6em; }
.document table { border-collapse: collapse; min-width: min(100%, 30em); font-size: .9em; line-height: 1.35; font-variant-numeric: tabular-nums lining-nums; hyphens: manual; }
.document caption, .document figcaption { text-align: start; font-weight: 600; margin-block-end: .6em; text-wrap: balance; }
.document caption { padding-block-end: .6em; margin: 0; }
.document .caption { display: block; position: sticky; inset-inline-start: 0; max-width: 100cqi; }
.document .label { font-weight: 400; color: var(--muted); }
.document :is(th, td) { padding: .38em .9em .38em 0; text-align: start; vertical-align: baseline; border: 0; border-block-end: 1px solid var(--rule); background: none; }
.document :is(th, td):last-child { padding-inline-end: 0; }
.document th { font-weight: 400; }
.document thead th { font-weight: 600; vertical-align: bottom; border-block-end: 1.5px solid currentColor; }
.document thead tr:not(:last-child) td { border-block-end: 0; }
.document thead tr:not(:last-child) th.group { border-block-end: 1px solid var(--rule); text-align: center; font-weight: 400; }
.document :is(th, td).number { text-align: end; white-space: nowrap; }
.document thead th.number { white-space: normal; }
.document tr.total > * { font-weight: 600; border-block-start: 1.5px solid currentColor; border-block-end: 0; }
.document .source { margin-block: .6em 0; font-size: .8em; line-height: 1.4; color: var(--muted); }
.document .picture { margin-block: 2em; margin-inline: 0; }
.document .drawings { margin-block: .4em; }
.document details { margin-block-start: .6em; font-size: .9em; }
.document summary { cursor: pointer; min-height: 2.75rem; align-content: center; }
.document .facts { margin-block: 0 1.2em; }
.document .facts > div { display: grid; grid-template-columns: minmax(8em, 13em) 1fr; gap: 0 1.2em; padding: .4em 0; border-block-end: 1px solid var(--rule); }
.document .facts dt { color: var(--muted); }
.document dd { margin: 0; }
.document blockquote { margin-block: 1.2em; margin-inline: 0; padding-inline-start: 1.5em; }
.document blockquote p { margin-block-end: .25em; }
.document blockquote footer { font-size: .85em; color: var(--muted); }
.document .note { border-inline-start: 3px solid var(--rule); padding: .1em 0 .1em 1em; margin-block: 1.3em; }
.document .note-warning { border-color: currentColor; }
.document .note-unknown { border-inline-start-style: dashed; border-color: currentColor; }
.document .signatures { display: grid; grid-template-columns: repeat(auto-fit, minmax(14em, 1fr)); gap: 1em 2em; margin-block-start: 3.5em; break-inside: avoid; }
.document .signatures p { border-block-start: 1px solid currentColor; padding-block-start: .35em; }
@media (max-width: 30em) {
  .document .facts > div { grid-template-columns: 1fr; }
}
@media print {
  .document > * { max-width: none; }
  .document .figure { text-decoration: none; }
  .document .figure::after { content: "\\2009⟨" attr(data-code) "⟩"; font-size: .62em; color: #555; white-space: nowrap; }
  .document td.number .figure::after { display: block; line-height: 1.1; }
  .document .table-frame { overflow: visible; }
  .document :is(tr, .picture, blockquote, .note) { break-inside: avoid; }
  .document :is(h2, h3, h4, caption) { break-after: avoid; }
  .document thead { display: table-header-group; }
  .document details { display: none; }
  .document .page-break { break-before: page; }
}
`;

/** The rest, for a file that stands alone: page, letterhead and the list of figures. */
export const standaloneCss = `
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --theme: #1d4e73; }
@media (prefers-color-scheme: dark) { :root { --ink: #e9e7e2; --paper: #17181a; --theme: #9cc4e4; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.55 Charter, 'Iowan Old Style', Georgia, 'Libertinus Serif', 'Liberation Serif', serif; -webkit-text-size-adjust: 100%; }
.document { --document-accent: var(--theme); padding: clamp(1.2rem, 5vw, 4rem) clamp(1rem, 5vw, 2rem) 4rem; }
main.document > *, .picture-broad > :not(.drawings), .drawings-broad > *, .drawing-broad > .chart { margin-inline: auto; }
.drawings-broad > :not(.drawing-broad) { max-width: 40rem; }
a { color: var(--theme); text-underline-offset: .18em; }
:focus-visible { outline: 3px solid var(--theme); outline-offset: 2px; }
h1 { font-size: clamp(1.6rem, 1.2rem + 2vw, 2.2rem); line-height: 1.18; margin-block: 0 1em; text-wrap: balance; }
.letterhead { display: grid; grid-template-columns: 1fr auto; gap: .2em 2em; margin-block-end: 3em; font-size: .92em; line-height: 1.4; }
.letterhead p { margin: 0; }
.document-kind { text-align: end; }
.document .table-frame { --shade: color-mix(in srgb, var(--ink) 38%, transparent); background: linear-gradient(to right, var(--paper) 40%, transparent) left / 3rem 100% local, linear-gradient(to left, var(--paper) 40%, transparent) right / 3rem 100% local, linear-gradient(to right, var(--shade), transparent) left / .8rem 100%, linear-gradient(to left, var(--shade), transparent) right / .8rem 100%; background-repeat: no-repeat; }
.draft { display: block; font-weight: 600; letter-spacing: .04em; }
.letterhead dl { grid-column: 1 / -1; display: grid; grid-template-columns: repeat(auto-fit, minmax(12em, 1fr)); gap: .9em 2em; margin: 1.2em 0 0; padding-block: .9em; border-block: 1px solid var(--rule); }
.letterhead dt { font-size: .85em; color: var(--muted); }
.document > .figures { max-width: 70rem; }
.figures > :not(.figure-groups) { max-width: 40rem; margin-inline: auto; }
.figure-groups { columns: 18rem 3; column-gap: 2.5rem; font-size: .78em; line-height: 1.4; }
.document .figure-groups h3 { margin-block: 0 .3em; font-size: 1em; line-height: 1.3; break-after: avoid; }
.document .figure-groups ul { list-style: none; padding: 0; margin-block: 0 1.1em; }
.document .figure-groups li { display: grid; grid-template-columns: 6.6em 4.4em minmax(0, 1fr); gap: 0 .8em; margin: 0; overflow-wrap: anywhere; break-inside: avoid; }
.figure-groups .code { white-space: nowrap; }
@media (max-width: 30em) { .document .figure-groups li { grid-template-columns: 6em 3.6em minmax(0, 1fr); } }
.figure-groups .value { text-align: end; font-variant-numeric: tabular-nums lining-nums; }
.figure-groups li:target { background: color-mix(in srgb, var(--theme) 16%, transparent); }
.document-foot { margin-block-start: 4em; padding-block-start: .8em; border-block-start: 1px solid var(--rule); font-size: .8em; color: var(--muted); }
@media print {
  @page { size: A4; margin: 24mm 25mm 26mm; @bottom-right { content: counter(page) " (" counter(pages) ")"; font-size: 9pt; } }
  :root { --ink: #000; --paper: #fff; --theme: #1d4e73; }
  body { font-size: 11pt; line-height: 1.42; }
  .document { padding: 0; }
  .document .table-frame { background: none; }
  a { color: inherit; text-decoration: none; }
  .figure-groups { columns: 2; font-size: 7.5pt; }
}
`;
