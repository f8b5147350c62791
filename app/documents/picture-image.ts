import { existsSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import type { Drawing } from '#app/charts/index.ts';

/** Serif faces, regular and bold, where Linux, Windows and macOS keep them. The first pair that is there is used. */
const faces: readonly (readonly [string, string])[] = [
  [
    '/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf',
    '/usr/share/fonts/truetype/liberation/LiberationSerif-Bold.ttf',
  ],
  [
    '/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf',
    '/usr/share/fonts/truetype/liberation2/LiberationSerif-Bold.ttf',
  ],
  [
    '/usr/share/fonts/liberation-serif/LiberationSerif-Regular.ttf',
    '/usr/share/fonts/liberation-serif/LiberationSerif-Bold.ttf',
  ],
  ['C:\\Windows\\Fonts\\times.ttf', 'C:\\Windows\\Fonts\\timesbd.ttf'],
  [
    '/System/Library/Fonts/Supplemental/Times New Roman.ttf',
    '/System/Library/Fonts/Supplemental/Times New Roman Bold.ttf',
  ],
];

/** Reading all the machine's fonts takes longer than drawing, so that is done only where no known face is found. */
const font = (() => {
  const found = faces.find(files => files.every(file => existsSync(file)));
  return found === undefined
    ? { loadSystemFonts: true, serifFamily: 'Liberation Serif', defaultFontFamily: 'Liberation Serif' }
    : {
        loadSystemFonts: false,
        fontFiles: [...found],
        serifFamily: 'Liberation Serif',
        defaultFontFamily: 'Liberation Serif',
      };
})();

/** The drawing as PNG, `width` pixels wide, for programs that cannot show SVG. */
export const drawingAsPng = (drawing: Drawing, width: number): Uint8Array =>
  new Resvg(drawing.svg, { fitTo: { mode: 'width', value: width }, background: 'white', font })
    .render()
    .asPng();
