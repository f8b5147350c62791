import * as net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Letter } from '#app/reminders/index.ts';
import { closedPort, type Manner, type MisbehavingServer, startMailServer } from '#tests/mail-server.ts';
import { openMail, readMailServerAddress } from './mail-server.ts';

const letter = (id: string, parts: Partial<Letter> = {}): Letter => ({
  ...{ id, address: `${id}@kommun.example`, subject: 'Samsyn: två saker väntar på dig' },
  ...{ content: 'Hej!\n\nÄrenden: 2\n.ensam punkt', ...parts },
});
const addressOf = (url: string) => {
  const address = readMailServerAddress(url, 'samsyn@kommun.example');
  if (!address) throw new Error(`${url} is no address of a mail server`);
  return address;
};
const patient = { patience: 400 };

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});
const start = async (...behaviour: readonly Manner[]): Promise<MisbehavingServer> => {
  const left = [...behaviour];
  const server = await startMailServer({ mannerOf: () => left.shift() ?? 'takes' });
  stops.push(server.stop);
  return server;
};

describe('a letter given to a mail server', () => {
  it.each([
    ['takes', 'taken', 1],
    ['takes slowly', 'taken', 1],
    ['refuses the address for now', 'later', 0],
    ['refuses the letter for now', 'later', 0],
    ['refuses the address', 'refused', 0],
    ['refuses the letter', 'refused', 0],
    ['breaks the line before the letter', 'later', 0],
    ['takes and breaks the line', 'unknown', 1],
    ['loses and breaks the line', 'unknown', 0],
    ['falls silent', 'unknown', 1],
  ] as const)('that %s is %s, and has come %i times', async (manner, kind, times) => {
    const server = await start(manner);
    const mail = openMail(addressOf(server.url), patient);
    expect((await mail.handOver(letter('a'))).kind).toBe(kind);
    mail.hangUp();
    expect(server.box.times.get('a@kommun.example') ?? 0).toBe(times);
  });

  it('says what the server answered', async () => {
    const mail = openMail(addressOf((await start('refuses the address')).url), patient);
    expect((await mail.handOver(letter('a'))).answer).toBe('550 No such user');
  });

  it('comes as it was written, from Samsyn, and asks no machine for an answer', async () => {
    const server = await start();
    const mail = openMail(addressOf(server.url), patient);
    await mail.handOver(letter('abc', { content: 'Blåbär\n.ensam punkt' }));
    mail.hangUp();
    const text = server.box.texts.get('abc@kommun.example') ?? '';
    expect(text).toMatch(/^From: Samsyn <samsyn@kommun\.example>\r$/m);
    expect(text).toMatch(/^To: abc@kommun\.example\r$/m);
    expect(text).toMatch(/^Message-ID: <abc@kommun\.example>\r$/m);
    expect(text).toMatch(/^Auto-Submitted: auto-generated\r$/m);
    expect(text).toContain('Bl=C3=A5b=C3=A4r');
    expect(text).toContain('ensam punkt');
  });

  it('makes no header of a line break in the subject', async () => {
    const server = await start();
    const mail = openMail(addressOf(server.url), patient);
    await mail.handOver(letter('a', { subject: 'Hej\r\nBcc: annan@kommun.example' }));
    mail.hangUp();
    expect(server.box.texts.get('a@kommun.example')).not.toMatch(/^Bcc:/im);
  });

  it('is refused before anybody is called when its address would be a command', async () => {
    const server = await start();
    const mail = openMail(addressOf(server.url), patient);
    const odd = letter('a', { address: 'a@kommun.example>\r\nRCPT TO:<b@kommun.example' });
    expect((await mail.handOver(odd)).kind).toBe('refused');
    expect(server.box.times.size).toBe(0);
  });

  it('goes by the same line as the one before, and by a new one when that has been broken', async () => {
    const server = await start('takes', 'takes', 'refuses the letter for now', 'takes', 'takes');
    const mail = openMail(addressOf(server.url), patient);
    const kinds: string[] = [];
    for (const id of ['a', 'b', 'c', 'd', 'e']) kinds.push((await mail.handOver(letter(id))).kind);
    mail.hangUp();
    expect(kinds).toEqual(['taken', 'taken', 'later', 'taken', 'taken']);
    expect(server.lines()).toBe(2);
  });

  it('leaves nothing behind on a line that takes many', async () => {
    const warnings: string[] = [];
    const hear = ({ name }: Error) => warnings.push(name);
    process.on('warning', hear);
    const mail = openMail(addressOf((await start()).url), patient);
    for (let at = 0; at < 20; at += 1) await mail.handOver(letter(`a${at}`));
    mail.hangUp();
    process.off('warning', hear);
    expect(warnings).toEqual([]);
  });

  it('goes by a new line at once when the server breaks the one it has had enough of', async () => {
    const server = await start('takes', 'breaks the line before the letter', 'takes');
    const mail = openMail(addressOf(server.url), patient);
    await mail.handOver(letter('a'));
    expect((await mail.handOver(letter('b'))).kind).toBe('taken');
    mail.hangUp();
    expect([...server.box.times.values()]).toEqual([1, 1]);
    expect(server.lines()).toBe(2);
  });
});

/** A server that says some lines and nothing else, and remembers what it was told. */
const startTalker = async (greeting: string, answers: Readonly<Record<string, string>> = {}) => {
  let heard = '';
  const open = new Set<net.Socket>();
  const server = net.createServer(socket => {
    open.add(socket);
    socket.on('error', () => undefined);
    if (greeting) socket.write(greeting);
    socket.on('data', data => {
      heard += data.toString();
      const answer = answers[data.toString().split(/[ \r]/)[0] ?? ''];
      if (answer) socket.write(answer);
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => {
    for (const socket of open) socket.destroy();
    await new Promise(resolve => server.close(resolve));
  });
  const { port } = server.address() as net.AddressInfo;
  return { port, heard: () => heard };
};

describe('a mail server that cannot be reached', () => {
  it('is one where nobody answers', async () => {
    const mail = openMail(addressOf(await closedPort()), patient);
    expect((await mail.handOver(letter('a'))).kind).toBe('unreachable');
  });

  it.each([
    ['never greets', ''],
    ['greets with a refusal', '554 No service\r\n'],
    ['greets and is closing', '421 Closing\r\n'],
    ['speaks another language', 'HTTP/1.1 400 Bad Request\r\n\r\n'],
  ])('is one that %s', async (_, greeting) => {
    const { port } = await startTalker(greeting);
    const mail = openMail(addressOf(`smtp://127.0.0.1:${port}`), patient);
    expect((await mail.handOver(letter('a'))).kind).toBe('unreachable');
  });

  it('is one that is closing when it is given the first letter', async () => {
    const { port } = await startTalker('220 Hello\r\n', { EHLO: '250 Hello\r\n', MAIL: '421 Closing\r\n' });
    const mail = openMail(addressOf(`smtp://127.0.0.1:${port}`), patient);
    expect((await mail.handOver(letter('a'))).kind).toBe('unreachable');
  });

  it('is one that asks for a password over an open line: it is not told', async () => {
    const { port, heard } = await startTalker('220 Hello\r\n', {
      EHLO: '250-Hello\r\n250 AUTH PLAIN LOGIN\r\n',
    });
    const mail = openMail(addressOf(`smtp://samsyn:hemligt@127.0.0.1:${port}`), patient);
    expect((await mail.handOver(letter('a'))).kind).toBe('unreachable');
    expect(heard()).toContain('STARTTLS');
    expect(heard()).not.toContain('AUTH');
  });
});

describe('the address of a mail server', () => {
  const from = 'samsyn@kommun.example';
  it.each([
    ['smtp://post.example', { host: 'post.example', port: 25, secure: false, login: null, from }],
    ['smtp://post.example:2525', { host: 'post.example', port: 2525, secure: false, login: null, from }],
    [
      'smtps://u:p%40ss@post.example',
      { host: 'post.example', port: 465, secure: true, login: { user: 'u', pass: 'p@ss' }, from },
    ],
    [
      'smtp://u:p@post.example',
      { host: 'post.example', port: 587, secure: false, login: { user: 'u', pass: 'p' }, from },
    ],
    ['http://post.example', null],
    ['post.example', null],
    ['smtp://', null],
    ['', null],
  ])('%s', (url, expected) => expect(readMailServerAddress(url, from)).toEqual(expected));

  it.each(['', 'samsyn', 'Samsyn <samsyn@kommun.example>', 'a@b.se, c@d.se'])(
    'is none with the sender ”%s”',
    sender => expect(readMailServerAddress('smtp://post.example', sender)).toBeNull(),
  );
});
