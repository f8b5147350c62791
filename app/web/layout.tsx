import type { Viewer } from '#app/shared/permission.ts';
import type { Assets } from './assets.ts';
import { ErrorSummary, Icon } from './components.tsx';
import type { PageParts } from './route.ts';
import { sv } from './sv.ts';

/** A place in the one level of navigation. Shown to those who may do `action` there. */
export type NavigationItem = {
  readonly href: string;
  readonly text: string;
  readonly shown: (viewer: Viewer) => boolean;
};

export type LayoutParts = PageParts & {
  readonly viewer: Viewer;
  readonly navigation: readonly NavigationItem[];
  readonly path: string;
  readonly nonce: string;
  readonly assets: Assets;
  readonly done: string | null;
  readonly demoDay: string | null;
};

const isHere = (path: string, href: string): boolean =>
  href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);

/** The whole page. Everything in it works without JavaScript; the script only moves focus and saves a click. */
export const Layout = (parts: LayoutParts) => {
  const { viewer, nonce, assets } = parts;
  const items = parts.navigation.filter(item => item.shown(viewer));
  const problems = parts.problems ?? [];
  const program = parts.program ? (assets.program?.(`${parts.program}/page.ts`) ?? null) : null;
  const title = problems.length > 0 ? `${sv.errorTitle}: ${parts.title}` : parts.title;
  return (
    <html lang="sv" data-color-scheme="auto" data-size="md">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${title} – ${viewer.authorityName || sv.product} – ${sv.product}`}</title>
        <link
          rel="icon"
          href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Cg fill='none' stroke='%230b6a53' stroke-width='3'%3E%3Ccircle cx='12' cy='12.5' r='8'/%3E%3Ccircle cx='20' cy='12.5' r='8'/%3E%3Ccircle cx='16' cy='20' r='8'/%3E%3C/g%3E%3C/svg%3E"
        />
        {assets.styles.map(href => (
          <link rel="stylesheet" href={href} nonce={nonce} />
        ))}
        {assets.scripts.map(source => (
          <script type="module" src={source} nonce={nonce} />
        ))}
        {program && (
          <script
            type="module"
            src={program}
            nonce={nonce}
            data-worker={assets.program?.(`${parts.program}/worker.ts`)}
          />
        )}
      </head>
      <body>
        <a class="ds-skip-link" href="#innehall">
          {sv.skip}
        </a>
        <header class="top">
          <div class="top-row">
            <a class="brand" href="/">
              <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
                <circle cx="12" cy="12.5" r="8" />
                <circle cx="20" cy="12.5" r="8" />
                <circle cx="16" cy="20" r="8" />
              </svg>
              <span class="brand-name">{sv.product}</span>
            </a>
            <span class="authority">{viewer.authorityName}</span>
            {viewer.personId === null ? (
              <a class="ds-link" href="/logga-in">
                {sv.signIn}
              </a>
            ) : (
              <div class="who">
                <a class="who-name" href="/jag">
                  {viewer.name}
                </a>
                <span class="who-role">{viewer.roleLabels[0]}</span>
              </div>
            )}
          </div>
          {items.length > 0 && (
            <nav class="main-menu" aria-label={sv.menu}>
              <ul>
                {items.map(item => (
                  <li>
                    <a href={item.href} aria-current={isHere(parts.path, item.href) ? 'page' : undefined}>
                      {item.text}
                    </a>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          {viewer.isDemo && (
            <p class="fiction">
              <span>{sv.fiction}</span>
              {parts.demoDay && (
                <a href="/demo">
                  {sv.demoClock} {parts.demoDay}
                </a>
              )}
            </p>
          )}
        </header>
        <main id="innehall" tabindex={-1}>
          {parts.crumbs && parts.crumbs.length > 0 && (
            <nav class="ds-breadcrumbs crumbs" aria-label={sv.crumbs}>
              <ol>
                {parts.crumbs.map(crumb => (
                  <li>
                    {crumb.href ? (
                      <a href={crumb.href}>{crumb.text}</a>
                    ) : (
                      <span aria-current="page">{crumb.text}</span>
                    )}
                  </li>
                ))}
              </ol>
            </nav>
          )}
          {parts.done && (
            <div class="done" role="status">
              <Icon name="check" /> {parts.done}
            </div>
          )}
          <ErrorSummary problems={problems} />
          {parts.body}
        </main>
        <footer class="bottom">
          <p>
            {sv.footer} <a href="/om">{sv.source}</a> · <a href="/tillganglighet">{sv.accessibility}</a>
          </p>
        </footer>
      </body>
    </html>
  );
};
