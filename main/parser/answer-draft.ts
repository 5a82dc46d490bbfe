import { VaultError } from '../../app/contract/vault-error.ts';
import { giveBack, secretBytes } from '../../app/seal/secret-bytes.ts';

/** An answer of the parser's process on its way in. */
export interface AnswerDraft<T> {
  /** Copies the next piece. */
  add(piece: Uint8Array): void;
  /** @returns undefined when this is no answer. @throws VaultError when that is the answer */
  finish(): T | undefined;
  /** Zeroes what came, where it was not finished. */
  discard(): void;
}

/**
 * An answer of which each byte is put where it belongs as it comes, so that there is never a second copy of it.
 * @param receive yields what is to be filled next, and goes on once it is
 */
export function createFilledAnswer<T>(receive: () => Generator<Uint8Array, T | undefined, undefined>): AnswerDraft<T> {
  const rooms: Uint8Array[] = [];
  const receiving = receive();
  let filled = 0;
  let next = receiving.next();
  let refused: VaultError | undefined;
  let isTooLong = false;

  function advance(): void {
    while (!next.done && filled === next.value.length) {
      rooms.push(next.value);
      filled = 0;
      next = receiving.next();
    }
  }

  function fill(piece: Uint8Array): void {
    for (let at = 0; at < piece.length;) {
      if (next.done) return void (isTooLong = true);
      const part = piece.subarray(at, at + next.value.length - filled);
      next.value.set(part, filled);
      filled += part.length;
      at += part.length;
      advance();
    }
  }

  function discard(): void {
    if (!next.done) rooms.push(next.value);
    for (const room of rooms.splice(0)) giveBack(room);
  }

  return {
    add(piece) {
      try {
        if (!refused) fill(piece);
      } catch (error) {
        if (!(error instanceof VaultError)) throw error;
        refused = error;
      }
    },
    finish() {
      const whole = next.done && !isTooLong ? next.value : undefined;
      if (!refused && whole !== undefined) return whole;
      discard();
      if (refused) throw refused;
      return undefined;
    },
    discard,
  };
}

/** A short answer, which is read once it is there; the copy of it is zeroed then. */
export function createWholeAnswer<T>(read: (answer: Uint8Array) => T | undefined): AnswerDraft<T> {
  const pieces: Uint8Array[] = [];
  const discard = (): void => {
    for (const piece of pieces.splice(0)) piece.fill(0);
  };
  return {
    add: (piece) => void pieces.push(Uint8Array.from(piece)),
    finish() {
      const answer = secretBytes(pieces.reduce((sum, { length }) => sum + length, 0));
      let length = 0;
      for (const piece of pieces) {
        answer.set(piece, length);
        length += piece.length;
      }
      discard();
      try {
        return read(answer);
      } finally {
        answer.fill(0);
      }
    },
    discard,
  };
}
