import { Readable } from 'node:stream';
import MailComposer from 'nodemailer/lib/mail-composer';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Handover, Letter, Mail } from '#app/reminders/index.ts';
import { texts } from './sv.ts';

/** E-postserver: where letters are handed over, and as whom. */
export type MailServerAddress = {
  readonly host: string;
  readonly port: number;
  /** Encrypted from the first byte (smtps). Otherwise as soon as the server offers it. */
  readonly secure: boolean;
  /** Told only over an encrypted line; null where the server asks for none. */
  readonly login: { readonly user: string; readonly pass: string } | null;
  /** The address that letters come from. */
  readonly from: string;
};

/** Reads 'smtp://host', 'smtp://host:25', 'smtps://user:password@host'; null for anything else. */
export const readMailServerAddress = (url: string, from: string): MailServerAddress | null => {
  const read = URL.parse(url);
  const secure = read?.protocol === 'smtps:';
  if (!read || !(secure || read.protocol === 'smtp:') || read.hostname === '') return null;
  if (!/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(from)) return null;
  const login = read.username
    ? { user: decodeURIComponent(read.username), pass: decodeURIComponent(read.password) }
    : null;
  const usual = secure ? 465 : login ? 587 : 25;
  return { host: read.hostname, port: read.port ? Number(read.port) : usual, secure, login, from };
};

const SECOND = 1_000;
/** How long the server may be silent. With the whole of a letter it must be well within what a sender may hold one. */
const PATIENCE = 30 * SECOND;

/** A server that says a little now and then is waited for this many times as long, and no longer. */
const PATIENCES = 4;
/** The server ends the line, for reasons of its own. */
const SERVICE_CLOSING = 421;

type ServerError = Pick<Error, 'message'> & {
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
  readonly code?: string | undefined;
};

const answerOf = (error: ServerError): string => error.response ?? error.message;

/** What came of an attempt that failed while the letter was being handed over. */
const handoverOf = (error: ServerError, hasLetter: boolean): Handover => {
  const answer = answerOf(error);
  const code = error.responseCode ?? 0;
  if (code === SERVICE_CLOSING && !hasLetter) return { kind: 'unreachable', answer };
  if (code >= 400 && code < 500) return { kind: 'later', answer };
  if (code >= 500 && code < 600) return { kind: 'refused', answer };
  // It had what it needs to deliver the letter, and nothing says that it will not.
  if (hasLetter) return { kind: 'unknown', answer };
  // The address itself cannot be told to a server.
  return error.code === 'EENVELOPE' ? { kind: 'refused', answer } : { kind: 'later', answer };
};

const write = async (letter: Letter, from: string): Promise<Buffer> =>
  new MailComposer({
    ...{ from: { name: texts.sender, address: from }, to: { name: '', address: letter.address } },
    ...{ subject: letter.subject, text: letter.content },
    messageId: `<${letter.id}@${from.slice(from.indexOf('@') + 1)}>`,
    // Nobody is answered by a machine that is away on holiday, and no program answers for anybody (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'sv' },
  })
    .compile()
    .build();

/** A line to the server that has been greeted, and signed in to where that is asked for. */
const connect = (address: MailServerAddress, patience: number): Promise<SMTPConnection> =>
  new Promise((resolve, reject) => {
    const { host, port, secure, login } = address;
    const line = new SMTPConnection({
      ...{ host, port, secure, requireTLS: login !== null && !secure },
      ...{ connectionTimeout: patience, greetingTimeout: patience, socketTimeout: patience },
    });
    // Also told to whoever waits for an answer; unheard, it would end the program.
    line.on('error', reject);
    line.connect(error => {
      if (error) return reject(error);
      if (login === null) return resolve(line);
      line.login({ credentials: login }, failed => {
        if (!failed) return resolve(line);
        line.close();
        return reject(failed);
      });
    });
  });

type Given = { readonly hasLetter: boolean; readonly error: ServerError | null; readonly answer: string };

/** Gives the server one letter over an open line. */
const give = (
  line: SMTPConnection,
  letter: Letter,
  { from, bytes, patience }: { readonly from: string; readonly bytes: Buffer; readonly patience: number },
): Promise<Given> =>
  new Promise(resolve => {
    let hasLetter = false;
    // Read first when the server has said that it will have the letter.
    const stream = new Readable({
      read() {
        hasLetter = true;
        this.push(bytes);
        this.push(null);
      },
    });
    const deadline = setTimeout(
      () => resolve({ hasLetter, error: { message: texts.silent }, answer: '' }),
      PATIENCES * patience,
    );
    line.send({ from, to: [letter.address] }, stream, (error, info) => {
      clearTimeout(deadline);
      resolve({ hasLetter, error, answer: info?.response ?? '' });
    });
  });

/**
 * A way to hand letters over to a mail server. One line is kept open as long as the server takes letters by it, for a server may
 * count lines. A letter is 'unknown' only where the server had asked for it and did not say what became of it; of any other failure
 * it is certain that nothing was taken.
 */
export const openMail = (
  address: MailServerAddress,
  { patience = PATIENCE }: { readonly patience?: number } = {},
): Mail => {
  let kept: SMTPConnection | null = null;

  const open = async (): Promise<SMTPConnection> => {
    const line = await connect(address, patience);
    line.once('end', () => {
      if (kept === line) kept = null;
    });
    return line;
  };

  const attempt = async (
    letter: Letter,
    bytes: Buffer,
  ): Promise<Handover & { readonly mayBeTheLine?: true }> => {
    const wasKept = kept !== null;
    let line: SMTPConnection;
    try {
      line = kept ?? (await open());
    } catch (error) {
      return { kind: 'unreachable', answer: answerOf(error as ServerError) };
    }
    kept = null;
    const { hasLetter, error, answer } = await give(line, letter, { from: address.from, bytes, patience });
    if (!error) {
      kept = line;
      return { kind: 'taken', answer };
    }
    line.close();
    const handover = handoverOf(error, hasLetter);
    const isLineLost = error.responseCode === undefined || error.responseCode === SERVICE_CLOSING;
    return wasKept && !hasLetter && isLineLost ? { ...handover, mayBeTheLine: true } : handover;
  };

  return {
    handOver: async letter => {
      const bytes = await write(letter, address.from);
      const { mayBeTheLine, ...handover } = await attempt(letter, bytes);
      // The server has had enough of the old line, and has said nothing of the letter.
      return mayBeTheLine ? attempt(letter, bytes) : handover;
    },
    hangUp: () => {
      kept?.quit();
      kept = null;
    },
  };
};
