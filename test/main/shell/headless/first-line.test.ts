import { PassThrough } from 'node:stream';
import { describe, expect, it, vi } from 'vitest';
import { readFirstLine } from '../../../../main/shell/headless/first-line.ts';

const mostBytes = 32;
const { signal } = new AbortController();
const text = (bytes: Uint8Array | undefined): string | undefined => bytes && Buffer.from(bytes).toString();

/** @param chunks as they come in; it ends after them */
async function pipe(...chunks: readonly string[]): Promise<string | undefined> {
  const stream = new PassThrough();
  const line = readFirstLine(stream, { mostBytes, prompt: vi.fn(), signal });
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  return text(await line);
}

/** Somebody at a terminal, who types. */
async function type(...keys: readonly string[]) {
  const stream = Object.assign(new PassThrough(), { isTTY: true, setRawMode: vi.fn() });
  const prompt = vi.fn();
  const line = readFirstLine(stream, { mostBytes, prompt, signal });
  for (const key of keys) stream.write(key);
  return { line: text(await line), prompt, modes: stream.setRawMode.mock.calls.flat() };
}

describe('the first line of standard input', () => {
  it.each([
    ['ends at the first end of line', ['one\ntwo\n'], 'one'],
    ['may be all there is', ['one'], 'one'],
    ['may come in pieces', ['o', 'n', 'e ', '☕'], 'one ☕'],
    ['may end as Windows ends lines', ['one\r\n'], 'one'],
    ['may be empty', ['\nrest'], ''],
    ['is as long as it may be', ['x'.repeat(mostBytes), '\n'], 'x'.repeat(mostBytes)],
    ['is none when it is longer', ['x'.repeat(mostBytes + 1), '\n'], undefined],
  ])('%s', async (_what, chunks, line) => {
    expect(await pipe(...chunks)).toBe(line);
  });

  it('leaves nothing in what it was read from', async () => {
    const stream = new PassThrough();
    const chunk = Buffer.from('secret\nand more');
    const line = readFirstLine(stream, { mostBytes, prompt: vi.fn(), signal });
    stream.write(chunk);
    expect(text(await line)).toBe('secret');
    expect([...chunk].every((byte) => byte === 0)).toBe(true);
  });

  it('is typed unseen, corrected, and asked for', async () => {
    const typed = await type('sex', '\u007f', 'cret', '\r');
    expect(typed).toMatchObject({ line: 'secret', modes: [true, false] });
    expect(typed.prompt).toHaveBeenCalledTimes(1);
  });

  it.each(['\u0003', '\u0004'])('is given up by a key', async (key) => {
    expect(await type('sec', key)).toMatchObject({ line: undefined, modes: [true, false] });
  });

  it('is not waited for once the process shall end', async () => {
    const stop = new AbortController();
    const stream = new PassThrough();
    const line = readFirstLine(stream, { mostBytes, prompt: vi.fn(), signal: stop.signal });
    stop.abort();
    expect(await line).toBeUndefined();
    expect(stream.destroyed).toBe(true);
  });
});
