import type { Manuscript } from './block.ts';
export const renderPdf = async (_manuscript: Manuscript): Promise<Uint8Array> => new Uint8Array();
