import type { Readable } from 'node:stream';

const newline = 0x0a;
const carriageReturn = 0x0d;
/** As a terminal sends them. */
const rub = [0x7f, 0x08];
const interrupt = [0x03, 0x04];

/** Standard input: a pipe, a file or a terminal. */
export interface LineSource extends Readable {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
}

export interface FirstLine {
  readonly mostBytes: number;
  /** Asks somebody who types; who pipes is not asked. */
  readonly prompt: () => void;
  /** Gives up waiting. */
  readonly signal: AbortSignal;
}

/**
 * Reads the first line of what is piped in, or typed without being shown. What was read on the way is zeroed.
 * @returns without its end, to be zeroed by the caller; undefined when it was given up, or is longer than `mostBytes`
 */
export async function readFirstLine(stream: LineSource, { mostBytes, prompt, signal }: FirstLine): Promise<Uint8Array | undefined> {
  const typed = stream.isTTY ? stream : undefined;
  if (typed) prompt();
  typed?.setRawMode?.(true);
  const line = createLine(mostBytes, typed !== undefined);
  try {
    await new Promise<void>((resolve, reject) => {
      stream.on('data', (chunk: Buffer) => {
        if (line.take(chunk)) resolve();
        chunk.fill(0);
      });
      stream.once('end', resolve);
      stream.once('error', reject);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
    return signal.aborted ? undefined : line.whole();
  } finally {
    line.wipe();
    typed?.setRawMode?.(false);
    // What follows is nobody's, and must not keep the process.
    stream.destroy();
  }
}

function createLine(mostBytes: number, typed: boolean) {
  const room = Buffer.alloc(mostBytes + 1);
  let length = 0;
  let isGivenUp = false;
  return {
    /** @returns whether that was all */
    take(chunk: Buffer): boolean {
      for (const byte of chunk) {
        if (byte === newline || (typed && byte === carriageReturn)) return true;
        if (typed && interrupt.includes(byte)) return (isGivenUp = true);
        if (typed && rub.includes(byte)) length = Math.max(0, length - 1);
        else if (length === room.length) return true;
        else room[length++] = byte;
      }
      return false;
    },
    whole(): Uint8Array | undefined {
      const end = room[length - 1] === carriageReturn ? length - 1 : length;
      return isGivenUp || end > mostBytes ? undefined : new Uint8Array(room.subarray(0, end));
    },
    wipe: () => void room.fill(0),
  };
}
