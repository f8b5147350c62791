/** What the reader tells as it comes to it. A text may come in several pieces. */
export type XmlEvents = {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
};

/** The text is no XML, or says something that a part of a workbook never says. */
export class XmlError extends Error {
  /** True for a document type: what could define entities of its own and reach for other files. */
  readonly isDocumentType: boolean;

  constructor(isDocumentType = false) {
    super(isDocumentType ? 'a document type' : 'not well-formed');
    this.isDocumentType = isDocumentType;
  }
}

/** A map, since an object answers to names of its own as well: `&constructor;` is no entity. */
const builtIn: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** What no XML holds, not even as a reference: most control characters, and two code points that are no characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is the control characters that are looked for
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u;
const whitespace = /^[ \t\n]*$/;
const nameForm = /^[\p{L}_:][\p{L}\p{N}\p{M}_:.·-]*$/u;
const attributeForm = /\s+([^\s<>/="'&]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;

/** Where the `>` stands that ends the tag which begins at `at`, and not one in a value; -1 when it has not come yet. */
const endOfTag = (buffer: string, at: number): number => {
  let from = at;
  for (;;) {
    const end = buffer.indexOf('>', from);
    if (end === -1) return -1;
    const quoteAt = buffer.slice(from, end).search(/["']/);
    if (quoteAt === -1) return end;
    const closing = buffer.indexOf(buffer[from + quoteAt] ?? '', from + quoteAt + 1);
    if (closing === -1) return -1;
    from = closing + 1;
  }
};

/** Markup that holds no tags: how it begins, how it ends, and what to do with what stands between. */
const markup = [
  { begins: '<!--', ends: '-->' },
  { begins: '<![CDATA[', ends: ']]>' },
  { begins: '<?', ends: '?>' },
] as const;

/**
 * Reads XML piece by piece and keeps only what has not ended yet. Well-formedness is asked of what workbooks are made of: tags that fit
 * into each other, attributes, the five built-in entities and numbered characters, comments, CDATA and instructions. Everything else,
 * first of all a document type, is refused with an `XmlError`.
 */
export class XmlReader {
  readonly #events: XmlEvents;
  readonly #open: string[] = [];
  #rest = '';
  #hasRoot = false;
  #isFirst = true;

  constructor(events: XmlEvents) {
    this.#events = events;
  }

  write(text: string): void {
    this.#read(text, false);
  }

  close(): void {
    this.#read('', true);
    if (this.#rest !== '' || this.#open.length > 0 || !this.#hasRoot) throw new XmlError();
  }

  #read(text: string, isLast: boolean): void {
    let buffer = this.#rest + text;
    // Lines end in one way; what a last \r belongs to is known when more has come.
    const held = !isLast && buffer.endsWith('\r') ? '\r' : '';
    if (buffer.includes('\r')) buffer = buffer.slice(0, buffer.length - held.length).replace(/\r\n?/g, '\n');
    let at = 0;
    while (at < buffer.length) {
      const next = buffer[at] === '<' ? this.#markup(buffer, at) : this.#text(buffer, at, isLast);
      if (next === at) break;
      at = next;
      this.#isFirst = false;
    }
    this.#rest = buffer.slice(at) + held;
  }

  /** Takes in the text from `at` to the next markup, or as much of it as cannot change any more. Tells where it ends. */
  #text(buffer: string, at: number, isLast: boolean): number {
    const markupAt = buffer.indexOf('<', at);
    let end = markupAt === -1 ? buffer.length : markupAt;
    if (markupAt === -1 && !isLast) {
      const reference = buffer.lastIndexOf('&');
      if (reference >= at && !buffer.includes(';', reference)) end = reference;
      // ']]>' may not stand in a text, wherever the pieces meet.
      while (end > at && buffer[end - 1] === ']') end--;
    }
    if (end === at) return at;
    const text = buffer.slice(at, end);
    if (text.includes(']]>') || forbidden.test(text)) throw new XmlError();
    if (this.#open.length > 0) this.#events.text(this.#resolved(text));
    else if (!whitespace.test(text)) throw new XmlError();
    return end;
  }

  /** Takes in the markup that begins at `at`. Tells where it ends, `at` itself when it has not ended yet. */
  #markup(buffer: string, at: number): number {
    const second = buffer[at + 1];
    if (second === undefined) return at;
    if (second !== '!' && second !== '?') return this.#tag(buffer, at);
    const kind = markup.find(({ begins }) => buffer.startsWith(begins, at));
    if (!kind) {
      if (markup.some(({ begins }) => begins.startsWith(buffer.slice(at)))) return at;
      const isDocumentType = '<!DOCTYPE'.startsWith(buffer.slice(at, at + 9));
      if (isDocumentType && buffer.length - at < 9) return at;
      throw new XmlError(isDocumentType);
    }
    const from = at + kind.begins.length;
    const end = buffer.indexOf(kind.ends, from);
    if (end === -1) return at;
    this.#between(kind.begins, buffer.slice(from, end));
    return end + kind.ends.length;
  }

  #between(begins: (typeof markup)[number]['begins'], text: string): void {
    if (forbidden.test(text)) throw new XmlError();
    if (begins === '<!--') {
      if (text.includes('--') || text.endsWith('-')) throw new XmlError();
    } else if (begins === '<?') {
      const target = /^[^\s?]*/.exec(text)?.[0] ?? '';
      const isDeclaration = target.toLowerCase() === 'xml';
      if (!nameForm.test(target) || (isDeclaration && !this.#isFirst)) throw new XmlError();
    } else {
      if (this.#open.length === 0) throw new XmlError();
      this.#events.text(text);
    }
  }

  #tag(buffer: string, at: number): number {
    const end = endOfTag(buffer, at);
    if (end === -1) return at;
    const found = /^(\/?)([^\s/]+)([\s\S]*?)(\/?)$/.exec(buffer.slice(at + 1, end));
    if (!found) throw new XmlError();
    const [, slash, name = '', inside = '', ending] = found;
    if (slash) {
      if (ending || !whitespace.test(inside) || this.#open.pop() !== name) throw new XmlError();
      this.#events.close(name);
      return end + 1;
    }
    if (this.#open.length === 0 && this.#hasRoot) throw new XmlError();
    if (!nameForm.test(name)) throw new XmlError();
    this.#hasRoot = true;
    this.#events.open(name, this.#attributes(inside));
    if (ending) this.#events.close(name);
    else this.#open.push(name);
    return end + 1;
  }

  #attributes(inside: string): Readonly<Record<string, string>> {
    const attributes: Record<string, string> = Object.create(null);
    let at = 0;
    while (at < inside.length) {
      attributeForm.lastIndex = at;
      const found = attributeForm.exec(inside);
      if (!found) break;
      const [, name = '', double, single] = found;
      const value = double ?? single ?? '';
      if (name in attributes || !nameForm.test(name) || forbidden.test(value)) throw new XmlError();
      attributes[name] = this.#resolved(value.replace(/[\t\n]/g, ' '));
      at = attributeForm.lastIndex;
    }
    if (!whitespace.test(inside.slice(at))) throw new XmlError();
    return attributes;
  }

  /** The text with its references replaced by what they stand for. */
  #resolved(text: string): string {
    if (!text.includes('&')) return text;
    return text.replace(/&([^;&]*);?/g, (reference, inside: string) => {
      const numbered = /^#(?:(\d+)|x([0-9A-Fa-f]+))$/.exec(inside);
      const code = numbered?.[1] ? Number(numbered[1]) : Number.parseInt(numbered?.[2] ?? '', 16);
      const character = code <= 0x10ffff ? String.fromCodePoint(code) : builtIn.get(inside);
      if (!reference.endsWith(';') || character === undefined || forbidden.test(character))
        throw new XmlError();
      return character;
    });
  }
}
