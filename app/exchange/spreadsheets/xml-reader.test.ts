import * as fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { XmlError, XmlReader } from './xml-reader.ts';

type Told = readonly (readonly [kind: string, ...what: unknown[]])[];

/** Texts that follow each other are one text, however many pieces they came in. */
const joined = (told: Told): Told =>
  told.reduce<[string, ...unknown[]][]>((all, one) => {
    const last = all.at(-1);
    if (one[0] === 'text' && last?.[0] === 'text') last[1] = String(last[1]) + String(one[1]);
    else if (one[0] !== 'text' || one[1] !== '') all.push([...one]);
    return all;
  }, []);

const read = (pieces: readonly string[]): Told | 'refused' => {
  const told: [string, ...unknown[]][] = [];
  const reader = new XmlReader({
    open: (name, attributes) => told.push(['open', name, { ...attributes }]),
    close: name => told.push(['close', name]),
    text: text => told.push(['text', text]),
  });
  try {
    for (const piece of pieces) reader.write(piece);
    reader.close();
  } catch (error) {
    if (error instanceof XmlError) return 'refused';
    throw error;
  }
  return joined(told);
};

const readBySaxes = (xml: string): Told | 'refused' => {
  const told: [string, ...unknown[]][] = [];
  const parser = new SaxesParser({ xmlns: false, position: false });
  let isRefused = false;
  const refuse = () => {
    isRefused = true;
  };
  parser.on('error', refuse);
  parser.on('doctype', refuse);
  let depth = 0;
  parser.on('opentag', tag => {
    depth += 1;
    told.push(['open', tag.name, { ...tag.attributes }]);
  });
  parser.on('closetag', tag => {
    depth -= 1;
    told.push(['close', tag.name]);
  });
  const text = (found: string) => depth > 0 && told.push(['text', found]);
  parser.on('text', text);
  parser.on('cdata', text);
  parser.write(xml).close();
  return isRefused ? 'refused' : joined(told);
};

/** Pieces of XML, whole and broken, that meet in every order. */
const scrap = fc.constantFrom(
  ...[
    '<a>',
    '</a>',
    '<b x="1">',
    '<b x=\'>\' y = "å">',
    '</b>',
    '<c/>',
    '<c x="&amp;&#65;"/>',
    '<x:r xml:s="p">',
  ],
  ...[
    '</x:r>',
    'text',
    ' ',
    '\n',
    '\r\n',
    '\r',
    '\t',
    '&lt;',
    '&#x1F600;',
    '&#0;',
    '&nej;',
    '&constructor;',
    '&toString;',
    '&__proto__;',
    '&',
    ']]>',
    ']',
    '>',
  ],
  ...[
    '<![CDATA[<a> & ]]]]>',
    '<!-- c -->',
    '<!-- -- -->',
    '<?p i?>',
    '<?xml version="1.0"?>',
    '<!DOCTYPE a>',
    '<',
  ],
  ...[
    '<a x="1" x="2">',
    '<a x>',
    '<a x=1>',
    '<a  >',
    '</a >',
    '<1>',
    '< a>',
    '<a x="<">',
    '"',
    "'",
    '\u0001',
    '&#xD800;',
  ],
);

describe('XML in pieces', () => {
  it('is read as a parser that knows all of XML reads it', () => {
    fc.assert(
      fc.property(fc.array(scrap, { maxLength: 12 }), scraps => {
        const xml = scraps.join('');
        for (const whole of [xml, `<a>${xml}</a>`]) expect(read([whole])).toEqual(readBySaxes(whole));
      }),
      { numRuns: 4_000 },
    );
  });

  it('says the same wherever the pieces meet', () => {
    const xml =
      '<?xml version="1.0"?>\r\n<a x="1&gt;2" y=\'>\'>\r\ntext&amp;&#65; ]] ]<!-- c --><![CDATA[ ]] > ]]><b/>\r</a><?p?> ';
    const whole = read([xml]);
    expect(whole).toContainEqual(['open', 'a', { x: '1>2', y: '>' }]);
    for (let first = 0; first <= xml.length; first += 1)
      for (let second = first; second <= xml.length; second += 7)
        expect(read([xml.slice(0, first), xml.slice(first, second), xml.slice(second)])).toEqual(whole);
    expect(read([...xml])).toEqual(whole);
  });

  it('tells a document type from what is merely broken', () => {
    const refusal = (xml: string): unknown => {
      const reader = new XmlReader({ open: () => {}, close: () => {}, text: () => {} });
      try {
        for (const character of xml) reader.write(character);
      } catch (error) {
        return error instanceof XmlError && error.isDocumentType;
      }
      return undefined;
    };
    expect(refusal('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>')).toBe(true);
    expect(refusal('<!ELEMENT a>')).toBe(false);
  });
});
