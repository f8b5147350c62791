import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { BodyRefused } from './body.ts';
import { cleanText, readForm, SentForm } from './form.ts';

const form = (fields: Readonly<Record<string, readonly string[]>>) =>
  new SentForm(new Map(Object.entries(fields)));
const send = (body: FormData | URLSearchParams, largest = 1_000_000) =>
  readForm(new Request('http://localhost/', { method: 'POST', body }), largest);

describe('a form that was sent', () => {
  it('gives the text of a control without blanks around it, and nothing for one that was not sent', () => {
    const sent = form({ name: ['  Åskolan \n'] });
    expect(sent.text('name')).toBe('Åskolan');
    expect(sent.text('other')).toBe('');
    expect(sent.texts('other')).toEqual([]);
  });

  it('gives the last of several texts as one, and all of them as a list', () => {
    const sent = form({ subject: [' Matematik', 'Svenska '] });
    expect(sent.text('subject')).toBe('Svenska');
    expect(sent.texts('subject')).toEqual(['Matematik', 'Svenska']);
    expect(sent.names()).toEqual(['subject']);
  });

  it('tells a control sent empty from one not sent', () => {
    expect(form({ a: [''] }).names()).toEqual(['a']);
    expect(new SentForm().names()).toEqual([]);
  });
});

describe('a form read through a schema', () => {
  const schema = z.object({
    name: z.string().min(1, 'Skriv ett namn.').max(5, 'För långt namn.'),
    day: z.iso.date('Skriv en dag.'),
    forms: z.array(z.string()).min(1, 'Välj minst en.'),
    note: z.string().optional(),
    tags: z.array(z.string()).default([]),
  });

  it('gives what it means, lists where the schema has lists', () => {
    const sent = form({
      name: [' Norr '],
      day: ['2026-11-23'],
      forms: ['GR', 'GY'],
      tags: ['a'],
      more: ['x'],
    });
    expect(sent.read(schema)).toEqual({
      ok: true,
      value: { name: 'Norr', day: '2026-11-23', forms: ['GR', 'GY'], note: '', tags: ['a'] },
    });
  });

  it('says what is wrong with every field at once, one thing for each, in the order of the schema', () => {
    const outcome = form({ name: ['Alldeles'], day: ['i morgon'] }).read(schema);
    expect(outcome).toEqual({
      ok: false,
      problems: [
        { field: 'name', text: 'För långt namn.' },
        { field: 'day', text: 'Skriv en dag.' },
        { field: 'forms', text: 'Välj minst en.' },
      ],
    });
  });

  it('says one thing of a field that is wrong in two ways', () => {
    const strict = z.object({ code: z.string().min(8, 'Åtta siffror.').regex(/^\d+$/, 'Bara siffror.') });
    const outcome = form({ code: ['abc'] }).read(strict);
    expect(outcome.ok ? [] : outcome.problems).toEqual([{ field: 'code', text: 'Åtta siffror.' }]);
  });
});

describe('the body of a request', () => {
  it('is read as texts and files', async () => {
    const body = new FormData();
    body.append('name', 'Åskolan');
    body.append('forms', 'GR');
    body.append('forms', 'GY');
    body.append('file', new File(['tjanst_id;slag'], 'tjänster.csv'));
    const sent = await send(body);
    expect(sent.text('name')).toBe('Åskolan');
    expect(sent.texts('forms')).toEqual(['GR', 'GY']);
    expect(sent.file('file')?.name).toBe('tjänster.csv');
    expect(new TextDecoder().decode(sent.file('file')?.bytes)).toBe('tjanst_id;slag');
    expect(sent.names()).toEqual(['name', 'forms']);
  });

  it('has no file where none was chosen', async () => {
    const body = new FormData();
    body.append('file', new File([], ''));
    expect((await send(body)).file('file')).toBeNull();
  });

  it('keeps its files as they are', async () => {
    const body = new FormData();
    body.append('file', new File([new Uint8Array([0, 1, 13, 10, 255])], 'x.bin'));
    expect([...((await send(body)).file('file')?.bytes ?? [])]).toEqual([0, 1, 13, 10, 255]);
  });

  it('is refused when a text is too long, rather than cut', async () => {
    const whole = await send(new URLSearchParams({ text: 'a'.repeat(200_000) }));
    expect(whole.text('text')).toHaveLength(200_000);
    await expect(send(new URLSearchParams({ text: 'a'.repeat(200_001) }))).rejects.toThrow(
      new BodyRefused('tooLong'),
    );
  });

  it('is refused when more comes than may, whatever was said of it', async () => {
    const declared = new URLSearchParams({ a: 'x'.repeat(100) });
    await expect(send(declared, 50)).rejects.toThrow(new BodyRefused('tooLarge'));
    const undeclared = new Request('http://localhost/', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new Blob(['a=', 'x'.repeat(100)]).stream(),
      duplex: 'half',
    } as RequestInit);
    await expect(readForm(undeclared, 50)).rejects.toThrow(new BodyRefused('tooLarge'));
  });

  it.each([
    'text/plain',
    'application/json',
    'multipart/form-data',
    'multipart/form-data; boundary=x',
    'nonsense',
  ])('is refused as %s, which it is not', async type => {
    const request = new Request('http://localhost/', {
      method: 'POST',
      headers: { 'content-type': type },
      body: 'half a',
    });
    await expect(readForm(request, 1000)).rejects.toThrow(new BodyRefused('unreadable'));
  });

  it('without bytes is a form without fields', async () => {
    const request = new Request('http://localhost/', { method: 'POST', headers: { 'content-type': 'x/y' } });
    expect((await readForm(request, 1000)).names()).toEqual([]);
  });

  it('may be sent as an address is written', async () => {
    const sent = await send(
      new URLSearchParams([
        ['name', 'Å & ö'],
        ['name', 'två\r\nrader'],
      ]),
    );
    expect(sent.texts('name')).toEqual(['Å & ö', 'två\nrader']);
  });
});

describe('a text that comes from outside', () => {
  it.each([
    ['A\u030askolan', 'Åskolan', 'letters put together of two signs'],
    ['rad\r\nrad\rrad\nrad', 'rad\nrad\nrad\nrad', 'line breaks of every kind'],
    ['a\u0000b\u0007c\u001fd\u007fe', 'abcde', 'signs that are not text'],
    ['a\ufffeb\uffffc', 'abc', 'signs that are no signs'],
    ['a\tb', 'a\tb', 'tabs, which are text'],
    ['åäö ÅÄÖ é ñ 漢字 😀', 'åäö ÅÄÖ é ñ 漢字 😀', 'letters of every kind'],
    ['', '', 'nothing'],
  ])('%j becomes %j: %s', (text, expected) => expect(cleanText(text)).toBe(expected));

  it('is clean when it has been cleaned once, and holds no sign that a document refuses', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const clean = cleanText(text);
        expect(cleanText(clean)).toBe(clean);
        expect([...clean].filter(sign => sign < ' ' && sign !== '\n' && sign !== '\t')).toEqual([]);
      }),
    );
  });
});
