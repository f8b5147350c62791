import type { Database } from '#app/database/index.ts';

export const loadDemo = async (_database: Database): Promise<void> => {};
