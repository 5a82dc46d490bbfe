import { createPublicKey } from 'node:crypto';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scanFiles } from './file-scan.ts';
import { patternsOf, sentinelOf } from './pattern.ts';
import { readMemory, UnreadableError } from './process-memory.ts';
import { drawRsa } from './private-part.ts';
import { createSearch } from './search.ts';

const word = 'Zq7rVt2LmX9cKd4WbN8sHy3P';
const search = createSearch(patternsOf([sentinelOf('word', [word])]));
const finds = (bytes: Uint8Array): boolean => search.find(bytes).length > 0;

const hex = (bytes: Buffer): string => bytes.toString('hex');
const ways: [string, (text: string) => Buffer][] = [
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-16LE', (text) => Buffer.from(text, 'utf16le')],
  ['UTF-16BE', (text) => Buffer.from(text, 'utf16le').swap16()],
  ['base64', (text) => Buffer.from(Buffer.from(text).toString('base64'))],
  ['base64url', (text) => Buffer.from(Buffer.from(text).toString('base64url'))],
  ['base64 of UTF-16', (text) => Buffer.from(Buffer.from(text, 'utf16le').toString('base64'))],
  ['hex', (text) => Buffer.from(hex(Buffer.from(text)))],
  ['upper-case hex', (text) => Buffer.from(hex(Buffer.from(text)).toUpperCase())],
  ['JSON', (text) => Buffer.from(JSON.stringify({ text }))],
  ['JSON in JSON', (text) => Buffer.from(JSON.stringify(JSON.stringify({ text })))],
  ['JSON escapes', (text) => Buffer.from(text.replace(/[^]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`))],
  ['URL', (text) => Buffer.from(encodeURIComponent(text))],
  ['URL escapes', (text) => Buffer.from(hex(Buffer.from(text)).toUpperCase().replace(/../g, '%$&'))],
];

test.each(ways)('a word is found in %s, whatever stands around it', (_, encode) => {
  const around = fc.string({ unit: 'grapheme-ascii', maxLength: 40 });
  fc.assert(fc.property(around, around, (before, after) => finds(encode(`${before}${word}${after}`)) && !finds(encode(before + after))));
});

test('part of a word is found', () => {
  expect(finds(Buffer.from(`...${word.slice(1)}...`))).toBe(true);
});

let folder: string;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'strongroom-search-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** An account that owns nothing. */
const nobody = 0xffff_fffe;
const noise = Buffer.alloc(100_000, 'noise ');
test.each([
  ['a plain file', 'plain', Buffer.from(`\0\0${word}`)],
  [
    'what gzip packed in the midst of a file',
    'gzip',
    Buffer.concat([Buffer.from('head'), gzipSync(Buffer.concat([noise, Buffer.from(word)]))]),
  ],
  ['what zstd packed', 'zstd', zstdCompressSync(Buffer.concat([noise, Buffer.from(word)]))],
  ['the border of two chunks', 'large', Buffer.concat([Buffer.alloc(16 * 1024 * 1024 - 10), Buffer.from(word)])],
  ['the name of a file', word, Buffer.from('nothing')],
])('a word is found in %s', (_, name, content) => {
  const own = join(folder, name.slice(0, 5));
  mkdirSync(own);
  writeFileSync(join(own, name), content);
  const { finds, files } = scanFiles(nobody, [own], search);
  expect(files).toContain(join(own, name));
  expect(finds.map(({ sentinel }) => sentinel)).toContain('word');
});

/** Keeps the word of its argument, each byte one higher, in memory until told to clear it. */
const keeper = `
  const kept = Buffer.allocUnsafeSlow(process.argv[1].length);
  for (let at = 0; at < kept.length; at += 1) kept[at] = process.argv[1].charCodeAt(at) - 1;
  process.stdout.write('kept');
  process.stdin.once('data', () => process.stdout.write(String(kept.fill(0).length)));
`;

test('a word is found in the memory of another process until it is cleared', async () => {
  const masked = Buffer.from(Buffer.from(word).map((byte) => byte + 1)).toString('latin1');
  const child = spawn(process.execPath, ['-e', keeper, masked], { stdio: ['pipe', 'pipe', 'inherit'] });
  const isThere = (): boolean => [...readMemory(child.pid ?? 0, search.longest - 1)].some(({ bytes }) => finds(bytes));
  await once(child.stdout, 'data');
  expect(isThere()).toBe(true);
  child.stdin.write('clear');
  await once(child.stdout, 'data');
  expect(isThere()).toBe(false);
  child.kill();
  await once(child, 'exit');
});

test('a process that cannot be read is an error that says what to do', () => {
  expect(() => [...readMemory(0x7ffffffe, 0)]).toThrow(UnreadableError);
  expect(() => [...readMemory(0x7ffffffe, 0)]).toThrow('run the tests as root');
});

test('a private key is found as a file has it, as bytes, and as OpenSSL keeps its numbers; its public half is not', () => {
  const { text, sentinel } = drawRsa('key');
  const ofKey = createSearch(patternsOf([sentinel]));
  const der = Buffer.from(text.replaceAll(/-----.*-----|\n/g, ''), 'base64');
  const encodingsIn = (bytes: Uint8Array): string[] => [...new Set(ofKey.find(bytes).map(({ pattern }) => pattern.encoding))];
  expect(encodingsIn(Buffer.from(text))).toEqual(['base64']);
  expect(encodingsIn(der)).toEqual(['UTF-8']);
  expect(encodingsIn(der.toReversed())).toEqual(['UTF-8']);
  expect(encodingsIn(createPublicKey(text).export({ type: 'spki', format: 'der' }))).toEqual([]);
});
