import type { Manuscript } from './block.ts';
export const renderWord = async (_manuscript: Manuscript): Promise<Uint8Array> => new Uint8Array();
