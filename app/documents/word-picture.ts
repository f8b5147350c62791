import { ImageRun, Paragraph, TextRun } from 'docx';
import { drawingAsPng } from './picture-image.ts';
import { sv } from './sv.ts';
import type { SetPicture } from './typeset.ts';
import { wordProse } from './word-prose.ts';
import { wordCaption } from './word-table.ts';

/** 155 mm at 96 pixels to the inch. */
const WIDTH = 586;

/** The image beside the drawing is only for programs that cannot show SVG; at this size it is sharp enough in print. */
const IMAGE_WIDTH = Math.round(WIDTH * 1.6);

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
      fallback: { type: 'png', data: drawingAsPng(drawing, IMAGE_WIDTH) },
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
  const stands = picture.tableStands === '' ? [] : [new TextRun(` ${sv.numbersStand(picture.tableStands)}`)];
  return [...parts, new Paragraph({ style: 'Source', children: [...wordProse(picture.source), ...stands] })];
};
