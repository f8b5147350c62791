import type { AddressInfo } from 'node:net';
import * as net from 'node:net';
import { SMTPServer } from 'smtp-server';

/**
 * How a mail server treats a letter: takes it · refuses it for the moment or for good, before it has had it or after · takes it or
 * loses it and breaks the line without a word · takes it slowly, or says nothing more once it has it.
 */
export const manners = [
  'takes',
  'refuses the address for now',
  'refuses the address',
  'refuses the letter for now',
  'refuses the letter',
  'breaks the line before the letter',
  'takes and breaks the line',
  'loses and breaks the line',
  'takes slowly',
  'falls silent',
] as const;
export type Manner = (typeof manners)[number];

/** What a mail server answers for, by the address of the letter: how many times it took one, and what it read. */
export type PostBox = { readonly times: Map<string, number>; readonly texts: Map<string, string> };

export type MisbehavingServer = {
  readonly url: string;
  readonly box: PostBox;
  /** How many lines were opened to it. */
  readonly lines: () => number;
  readonly stop: () => Promise<void>;
};

const failure = (code: number, text: string): Error => Object.assign(new Error(text), { responseCode: code });

type Options = {
  /** How each letter is treated, by its address; may answer differently each time it is asked. */
  readonly mannerOf?: (address: string) => Manner;
  /** Milliseconds that a slow letter takes. */
  readonly slowly?: number;
  /** Called when the server has the whole of a letter, before it answers. */
  readonly onLetter?: () => void;
};

/** A real SMTP server on a free loopback port that behaves as it is told. */
export const startMailServer = async ({
  mannerOf = () => 'takes',
  slowly = 50,
  onLetter = () => undefined,
}: Options = {}): Promise<MisbehavingServer> => {
  const box: PostBox = { times: new Map(), texts: new Map() };
  const treated = new Map<string, Manner>();
  let lines = 0;
  const breakLine = (sessionId: string): void => {
    for (const line of server.connections) if (line.session?.id === sessionId) line._socket?.destroy();
  };
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false, closeTimeout: 1_000 },
    onConnect(_, callback) {
      lines += 1;
      callback();
    },
    onRcptTo({ address }, session, callback) {
      const manner = mannerOf(address);
      treated.set(session.id, manner);
      if (manner === 'refuses the address for now') return callback(failure(451, 'Later'));
      if (manner === 'refuses the address') return callback(failure(550, 'No such user'));
      if (manner === 'breaks the line before the letter') return breakLine(session.id);
      return callback();
    },
    onData(stream, session, callback) {
      const manner = treated.get(session.id) ?? 'takes';
      const chunks: Buffer[] = [];
      stream.on('data', chunk => chunks.push(chunk));
      stream.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const { rcptTo } = session.envelope;
        const address = rcptTo[0]?.address ?? '';
        const take = () => {
          box.times.set(address, (box.times.get(address) ?? 0) + 1);
          box.texts.set(address, text);
        };
        onLetter();
        switch (manner) {
          case 'refuses the letter for now':
            return callback(failure(452, 'Full'));
          case 'refuses the letter':
            return callback(failure(554, 'Not here'));
          case 'loses and breaks the line':
            return breakLine(session.id);
          case 'takes and breaks the line':
            take();
            return breakLine(session.id);
          case 'falls silent':
            return take();
          case 'takes slowly':
            take();
            return void setTimeout(callback, slowly);
          default:
            take();
            return callback();
        }
      });
    },
  });
  // What a client does when it is killed is no fault of the server's.
  server.on('error', () => undefined);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    ...{ url: `smtp://127.0.0.1:${port}`, box, lines: () => lines },
    stop: () => new Promise(resolve => server.close(() => resolve())),
  };
};

/** A port on which nobody answers. */
export const closedPort = async (): Promise<string> => {
  const probe = net.createServer();
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise(resolve => probe.close(resolve));
  return `smtp://127.0.0.1:${port}`;
};
