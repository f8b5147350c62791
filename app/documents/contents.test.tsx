import { expect, it } from 'vitest';
import { heading, paragraph } from './block.ts';
import { Blocks } from './html.tsx';

const blocks = [
  heading(1, 'Sammanfattning'),
  paragraph('Kort.'),
  heading(1, 'Beredning'),
  heading(2, 'Grundskolan'),
  paragraph('Långt.'),
];

it('begins a long document with its headings, each of which is there, and leads back from every part', () => {
  const html = `${<Blocks blocks={blocks} contents />}`;
  const [, nav = ''] = /<nav[^>]*>(.*?)<\/nav>/s.exec(html) ?? [];
  const links = [...nav.matchAll(/href="#([^"]+)">([^<]+)/g)].map(([, id = '', text = '']) => [id, text]);
  expect(links.map(([, text]) => text)).toEqual(['Sammanfattning', 'Beredning', 'Grundskolan']);
  for (const [id] of links) expect(html).toContain(`id="${id}"`);
  expect(html.match(/href="#innehallet"/g)).toHaveLength(2);
  expect(html).toContain('id="innehallet"');
});

it('has none where none is asked for', () => expect(`${<Blocks blocks={blocks} />}`).not.toContain('<nav'));
