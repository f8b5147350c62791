import type { WriteTable } from '#app/shared/table.ts';
import type { Route } from '#app/web/index.ts';

export const routes = (_ports: { readonly writeTable: WriteTable }): readonly Route[] => [];
