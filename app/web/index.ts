export { aboutRoutes } from './about.tsx';
export { type Assets, loadAssets } from './assets.ts';
export * from './components.tsx';
export {
  ConflictPage,
  conflictTitle,
  type Difference,
  type FormLines,
  linesBeside,
} from './conflict-page.tsx';
export { cleanText, type SentFile, SentForm } from './form.ts';
export type { NavigationItem } from './layout.tsx';
export {
  type Crumb,
  get,
  type Html,
  type PageParts,
  post,
  postJson,
  RightsLost,
  type Route,
  type Visit,
} from './route.ts';
export { isLoopback, readCookie, sessionCookie } from './security.ts';
export { createServer, type WebParts } from './server.tsx';
export * from './table.tsx';
