import type { z } from 'zod';
import { type FieldError, failed, type Outcome, ok } from '#app/shared/outcome.ts';
import { BodyRefused, readBody } from './body.ts';

export type SentFile = { readonly name: string; readonly bytes: Uint8Array };

/** What a person sent in a form: texts by the name of their control, and files. A page shows it again when it was wrong. */
export class SentForm {
  readonly #texts: ReadonlyMap<string, readonly string[]>;
  readonly #files: ReadonlyMap<string, SentFile>;

  constructor(
    texts: ReadonlyMap<string, readonly string[]> = new Map(),
    files: ReadonlyMap<string, SentFile> = new Map(),
  ) {
    this.#texts = texts;
    this.#files = files;
  }

  /** The text of a control, without blanks around it; '' when it was not sent. */
  text(name: string): string {
    return this.#texts.get(name)?.at(-1)?.trim() ?? '';
  }

  /** Every text sent under one name: checked boxes, rows of a list. */
  texts(name: string): readonly string[] {
    return (this.#texts.get(name) ?? []).map(text => text.trim());
  }

  file(name: string): SentFile | null {
    return this.#files.get(name) ?? null;
  }

  names(): readonly string[] {
    return [...this.#texts.keys()];
  }

  /** Reads the form through a schema whose keys are the controls' names. Arrays in the schema take repeated controls. */
  read<Schema extends z.ZodObject>(schema: Schema): Outcome<z.output<Schema>> {
    const input: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(schema.shape)) {
      input[name] = takesMany(field) ? this.texts(name) : this.text(name);
    }
    const result = schema.safeParse(input);
    if (result.success) return ok(result.data);
    const problems: FieldError[] = result.error.issues.map(issue => ({
      field: String(issue.path[0] ?? ''),
      text: issue.message,
    }));
    const first = problems.filter(
      (problem, at) => problems.findIndex(other => other.field === problem.field) === at,
    );
    return failed(...first);
  }
}

type Inspected = {
  readonly type?: string;
  readonly def?: { readonly innerType?: unknown; readonly in?: unknown };
};

const takesMany = (schema: unknown): boolean => {
  const { type, def } = schema as Inspected;
  if (type === 'array') return true;
  const inner = def?.innerType ?? def?.in;
  return inner ? takesMany(inner) : false;
};

/** A text of a hundred pages. A longer one is refused rather than cut, so that nobody believes that all of it was saved. */
const LONGEST_TEXT = 200_000;

/** The bytes of a form as its fields. A body without bytes is a form without fields, whatever it calls itself. */
const parseForm = async (bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> => {
  if (bytes.length === 0) return new FormData();
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new BodyRefused('unreadable');
  }
};

/**
 * Reads the body of a request, texts cleaned of characters that no document may hold.
 * @throws BodyRefused when it is larger than `largest` bytes, has a text that is too long, or is no form
 */
export const readForm = async (request: Request, largest: number): Promise<SentForm> => {
  const bytes = await readBody(request, largest);
  const fields = await parseForm(bytes, request.headers.get('content-type') ?? '');
  const texts = new Map<string, string[]>();
  const files = new Map<string, SentFile>();
  for (const [name, value] of fields.entries()) {
    if (typeof value === 'string') {
      if (value.length > LONGEST_TEXT) throw new BodyRefused('tooLong');
      texts.set(name, [...(texts.get(name) ?? []), cleanText(value)]);
    } else if (value.name !== '')
      files.set(name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
  }
  return new SentForm(texts, files);
};

/** NFC, line feeds only, and none of the control characters that databases and documents refuse. */
export const cleanText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are just what is to be removed
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '');
