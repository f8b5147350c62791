import { raw } from 'hono/html';
import type { FC } from 'hono/jsx';
import type { Manuscript } from './block.ts';
import { documentCss, standaloneCss } from './document-css.ts';
import type { FigureList } from './figure-list.ts';
import { figureHref } from './figure-text.ts';
import { SetBlocks } from './html.tsx';
import { letterhead } from './letterhead.ts';
import { sv } from './sv.ts';
import { setDocument } from './typeset.ts';

export type HtmlOptions = {
  /** 'https://samsyn.ekdala.se': makes the codes in the list of figures links to the pages that explain them. */
  readonly siteAddress?: string;
};

const figureAnchor = (code: string): string => `siffra-${code}`;

const FigureCode: FC<{ code: string; siteAddress: string | undefined }> = ({ code, siteAddress }) =>
  siteAddress === undefined ? (
    <span>{code}</span>
  ) : (
    <a href={new URL(figureHref({ code }), siteAddress).href}>{code}</a>
  );

const FigureListView: FC<{ list: FigureList; siteAddress: string | undefined }> = ({ list, siteAddress }) => (
  <div class="figures">
    <h2 id="siffror">{sv.contentsOfFigures}</h2>
    <p>{list.remark}</p>
    <div class="figure-groups">
      {list.groups.map(group => (
        <section>
          <h3>{group.title}</h3>
          <ul>
            {group.entries.map(entry => (
              <li id={figureAnchor(entry.code)}>
                <span class="code">
                  <FigureCode code={entry.code} siteAddress={siteAddress} />
                </span>{' '}
                <span class="value">{entry.value}</span> <span>{entry.name}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  </div>
);

/**
 * The whole document as one HTML file that needs nothing else: no scripts, no fonts, no pictures to fetch. Reads in light and
 * dark and prints with the figures' codes beside them.
 */
export const renderHtmlDocument = (manuscript: Manuscript, options: HtmlOptions = {}): string => {
  const set = setDocument(manuscript);
  const head = letterhead(manuscript.about);
  const page = (
    <html lang={manuscript.about.lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{set.title}</title>
        <style>{raw(`${documentCss}${standaloneCss}`)}</style>
      </head>
      <body>
        <main class="document">
          <header class="letterhead">
            <p class="sender">
              <strong>{head.authority}</strong>
              {head.administration !== '' && (
                <>
                  <br />
                  {head.administration}
                </>
              )}
            </p>
            <p class="document-kind">
              {head.kind}
              {head.draft && <span class="draft">{sv.draft}</span>}
            </p>
            <dl>
              {head.facts.map(fact => (
                <div>
                  <dt>{fact.term}</dt>
                  {fact.lines.map(line => (
                    <dd>{line}</dd>
                  ))}
                  {fact.email !== '' && (
                    <dd>
                      <a href={`mailto:${encodeURI(fact.email)}`}>{fact.email}</a>
                    </dd>
                  )}
                </div>
              ))}
            </dl>
          </header>
          <h1>{set.title}</h1>
          <SetBlocks
            blocks={set.blocks}
            placing={{
              firstHeading: 2,
              figureAddress: code => `#${figureAnchor(code)}`,
              anchorPrefix: '',
            }}
          />
          {set.figures.groups.length > 0 && (
            <FigureListView list={set.figures} siteAddress={options.siteAddress} />
          )}
          <footer class="document-foot">
            {head.footer}
            {head.draft && ` · ${sv.draftRemark}`}
          </footer>
        </main>
      </body>
    </html>
  );
  return `<!doctype html>${page}`;
};
