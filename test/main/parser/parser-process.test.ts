import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import type { ParserDeps } from '../../../main/parser/ask-child.ts';
import { createParserProcess } from '../../../main/parser/parser-process.ts';
import { parseFile } from '../../../main/parser/parse-file.ts';
import { rowsOf, utf8 } from './cells.ts';

const child = join(import.meta.dirname, '../../../main/parser/parser-child.ts');
const parser = (change: Partial<ParserDeps> = {}) =>
  createParserProcess({ node: process.execPath, child, env: process.env, deadlineMs: 60_000, memoryMiB: 512, ...change });
const never = new AbortController().signal;
const hint = { format: undefined, extension: '' };
const unreadable = (reason: string): unknown =>
  expect.objectContaining({ code: 'FileUnreadable', data: expect.objectContaining({ reason }) });

/** A parser whose child is a program of the test's own. */
function parserOf(program: string, change: Partial<ParserDeps> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-parser-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'child.mjs');
  writeFileSync(file, program);
  return parser({ child: file, ...change });
}

describe('the parser’s process', () => {
  it('reads what the parser reads', async () => {
    const content = utf8('A=1\nB="x\ny"\nC=ünï\n');
    const file = await parser().parse(Uint8Array.from(content), hint, never);
    expect(rowsOf(file)).toEqual(rowsOf(parseFile(content, hint)));
  });

  it('refuses what the parser refuses', async () => {
    await expect(parser().parse(utf8('{"a":'), hint, never)).rejects.toEqual(unreadable('format'));
    await expect(parser().parse(new Uint8Array(0), hint, never)).rejects.toEqual(unreadable('empty'));
  });

  it('ends when its memory does not reach', async () => {
    const content = utf8(`[${'{"name":"a","value":"b"},'.repeat(150_000)}{}]`);
    await expect(parser({ memoryMiB: 16 }).parse(content, hint, never)).rejects.toEqual(unreadable('memory'));
  });

  it('ends at its deadline', async () => {
    await expect(parserOf('setInterval(() => {}, 1000)', { deadlineMs: 50 }).parse(utf8('A=1'), hint, never)).rejects.toEqual(
      unreadable('time'),
    );
  });

  it('keeps nothing of a file, however reading it ends', async () => {
    const read = utf8('A=1\nB=2\n');
    await parser().parse(read, hint, never);
    const refused = utf8('{"a":');
    await expect(parser().parse(refused, hint, never)).rejects.toEqual(unreadable('format'));
    const late = utf8('A=1');
    await expect(parserOf('setInterval(() => {}, 1000)', { deadlineMs: 50 }).parse(late, hint, never)).rejects.toEqual(unreadable('time'));
    const givenUp = utf8('A=1');
    await expect(parser().parse(givenUp, hint, AbortSignal.abort())).rejects.toBeInstanceOf(CancelledError);
    for (const content of [read, refused, late, givenUp]) expect(content).toHaveLength(0);
  });

  it('ends when it is given up', async () => {
    const giveUp = new AbortController();
    const reading = parserOf('setInterval(() => {}, 1000)').parse(utf8('A=1'), hint, giveUp.signal);
    giveUp.abort();
    await expect(reading).rejects.toBeInstanceOf(CancelledError);
  });

  it('has nothing of the file in its arguments or its environment, and says nothing of it where it fails', async () => {
    const seen = parserOf('process.stdout.write(JSON.stringify([process.argv, process.env])); process.exit(1)');
    const error: unknown = await seen
      .parse(utf8('A=the-value'), { format: 'env', extension: 'the-value; rm' }, never)
      .catch((it: unknown) => it);
    expect(error).toEqual(unreadable('format'));
    expect(JSON.stringify(error)).not.toContain('the-value');
  });

  it('ends with whoever asked', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'strongroom-parser-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const parent = spawn(process.execPath, ['-e', parentProgram], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [chunk] = await once(parent.stdout, 'data');
    const pid = Number(String(chunk));
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
  });
});

/** Hands half of a file over, so that the child waits for the rest. */
const parentProgram = `
  const child = require('node:child_process').spawn(process.execPath, [${JSON.stringify(child)}, 'rows', '', '', '512'], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.write(Buffer.from([0, 0, 0, 9, 255, 255, 255, 255, 65]));
  console.log(child.pid);
  setInterval(() => {}, 1000);
`;

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
