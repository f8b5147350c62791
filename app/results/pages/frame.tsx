import { Tabs } from '#app/web/index.ts';
import { sv } from './sv.ts';

/** The parts of the results stand beside each other on the first page of each. */
export const Frame = ({ path, children }: { path: string; children: unknown }) => (
  <>
    <Tabs label={sv.tabsLabel} path={path} items={sv.tabs.map(([href, text]) => ({ href, text }))} />
    {children}
  </>
);
