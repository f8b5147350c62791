import { newSecret } from '#app/shared/id.ts';

/** A file that somebody has chosen and not yet confirmed. */
export type WaitingFile = { readonly fileName: string; readonly bytes: Uint8Array };

type Kept = WaitingFile & { readonly owner: string; readonly expiresAt: number };

const MINUTES = 30;
const MOST_BYTES = 150_000_000;

/**
 * Files between check and confirmation. They hold people's names, so they are kept in memory only, for half an hour, for
 * the person who chose them; when memory is full the oldest gives way. A restart forgets them all.
 */
export class WaitingFiles {
  readonly #files = new Map<string, Kept>();
  readonly #mostBytes: number;

  constructor(mostBytes = MOST_BYTES) {
    this.#mostBytes = mostBytes;
  }

  /** Keeps a file and returns the word it is fetched by. */
  keep(owner: string, file: WaitingFile, now: Date): string {
    this.#forgetOld(now);
    let room = this.#mostBytes - file.bytes.length;
    for (const { bytes } of this.#files.values()) room -= bytes.length;
    for (const [token, { bytes }] of this.#files) {
      if (room >= 0) break;
      this.#files.delete(token);
      room += bytes.length;
    }
    const token = newSecret();
    this.#files.set(token, { ...file, owner, expiresAt: now.getTime() + MINUTES * 60_000 });
    return token;
  }

  /** The file, if it is still here and this person's. */
  find(owner: string, token: string, now: Date): WaitingFile | null {
    this.#forgetOld(now);
    const file = this.#files.get(token);
    return file?.owner === owner ? file : null;
  }

  forget(token: string): void {
    this.#files.delete(token);
  }

  #forgetOld(now: Date): void {
    for (const [token, { expiresAt }] of this.#files)
      if (expiresAt <= now.getTime()) this.#files.delete(token);
  }
}
