import { Resvg } from '@resvg/resvg-js';
import { ImageRun, Paragraph } from 'docx';
import type { Drawing } from '#app/charts/index.ts';
import { sv } from './sv.ts';
import type { SetPicture } from './typeset.ts';
import { wordProse } from './word-prose.ts';
import { wordCaption } from './word-table.ts';

/** 155 mm at 96 pixels to the inch. */
const WIDTH = 586;

/** For programs that cannot show SVG: the same drawing in twice the size. Drawn with the machine's own fonts. */
const asPng = (drawing: Drawing): Uint8Array =>
  new Resvg(drawing.svg, {
    fitTo: { mode: 'width', value: WIDTH * 2 },
    background: 'white',
    font: { loadSystemFonts: true, serifFamily: 'Liberation Serif', defaultFontFamily: 'Liberation Serif' },
  })
    .render()
    .asPng();

/** The picture with its caption and source line. `nextId` numbers the drawings, which must differ within a file. */
export const wordPicture = (picture: SetPicture, nextId: () => number): readonly Paragraph[] => {
  const parts = picture.paper.flatMap((drawing, index) => {
    const title =
      picture.paper.length === 1
        ? picture.title
        : `${picture.title} (${sv.part(index + 1, picture.paper.length)})`;
    const size = { width: WIDTH, height: Math.round((WIDTH * drawing.height) / Math.max(1, drawing.width)) };
    const image = new ImageRun({
      type: 'svg',
      data: Buffer.from(drawing.svg),
      fallback: { type: 'png', data: asPng(drawing) },
      transformation: size,
      altText: {
        id: String(nextId()),
        name: picture.label,
        title: picture.title,
        description: picture.description,
      },
    });
    return [wordCaption(picture.label, title), new Paragraph({ style: 'Picture', children: [image] })];
  });
  return [...parts, new Paragraph({ style: 'Source', children: [...wordProse(picture.source)] })];
};
