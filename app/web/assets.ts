import * as fs from 'node:fs';
import * as path from 'node:path';
import { sha256 } from '#app/shared/id.ts';

/** What every page links to, by names that change with their content, so that browsers may keep them for good. */
export type Assets = {
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
  /** The address of a program that some pages load, by the source it was built from; null without a build. */
  readonly program?: (source: string) => string | null;
  /** The bytes behind an address under /assets, or null. */
  readonly read: (address: string) => { readonly bytes: Uint8Array; readonly type: string } | null;
};

type Manifest = Record<string, { readonly file: string; readonly css?: readonly string[] }>;

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

/**
 * Reads the built client once, with the stylesheets that other parts of the house bring. Without a build, pages come without
 * style and still work.
 */
export const loadAssets = (folder: string, brought: readonly string[] = []): Assets => {
  const manifestFile = path.join(folder, '.vite/manifest.json');
  if (!fs.existsSync(manifestFile)) return { styles: [], scripts: [], read: () => null };
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8')) as Manifest;
  const entry = manifest['app/web/client/main.ts'];
  const files = new Map<string, { bytes: Uint8Array; type: string }>();
  for (const name of fs.readdirSync(path.join(folder, 'assets'))) {
    const type = types[path.extname(name)];
    if (type)
      files.set(`/assets/${name}`, { bytes: fs.readFileSync(path.join(folder, 'assets', name)), type });
  }
  const styles = (entry?.css ?? []).map(file => `/${file}`);
  for (const css of brought) {
    const address = `/assets/${sha256(css).slice(0, 12)}.css`;
    files.set(address, { bytes: new TextEncoder().encode(css), type: 'text/css; charset=utf-8' });
    styles.push(address);
  }
  return {
    styles,
    scripts: entry ? [`/${entry.file}`] : [],
    program: source => {
      const built = manifest[source];
      return built ? `/${built.file}` : null;
    },
    read: address => files.get(address) ?? null,
  };
};
