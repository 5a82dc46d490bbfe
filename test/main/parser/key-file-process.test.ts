import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import { createKeyCrypto } from '../../../main/crypto/key-crypto.ts';
import { derInteger, derOf, tagOf } from '../../../main/crypto/der.ts';
import type { ParserDeps } from '../../../main/parser/ask-child.ts';
import { writeHead } from '../../../main/parser/answer-head.ts';
import { decodeKey, encodeKey } from '../../../main/parser/key-answer.ts';
import { createKeyFileProcess } from '../../../main/parser/key-file-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'strongroom-key-process-'));
afterAll(() => rmSync(folder, { recursive: true }));

const child = join(import.meta.dirname, '../../../main/parser/parser-child.ts');
const reader = (change: Partial<ParserDeps> = {}) =>
  createKeyFileProcess({ node: process.execPath, child, env: process.env, deadlineMs: 60_000, memoryMiB: 256, ...change });
const never = new AbortController().signal;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const path = (name: string): string => join(folder, name);
const openssl = (...words: string[]): void => void execFileSync('openssl', words, { stdio: 'ignore', cwd: folder });
const file = (name: string): Uint8Array => Uint8Array.from(readFileSync(path(name)));

/** A reader whose child is a program of the test's own. */
function readerOf(program: string, change: Partial<ParserDeps> = {}) {
  writeFileSync(path('child.mjs'), program);
  return reader({ child: path('child.mjs'), ...change });
}

const saying = (...parts: readonly Uint8Array[]): string =>
  `process.stdout.write(Buffer.from('${Buffer.concat(parts).toString('hex')}', 'hex'), () => process.exit(0));`;

describe('the process that reads key files', () => {
  it('reads what was encrypted long ago, by RC2', async () => {
    openssl('genrsa', '-out', 'rsa.pem', '2048');
    openssl('req', '-x509', '-key', 'rsa.pem', '-subj', '/CN=key', '-days', '9', '-out', 'cert.pem');
    const words = ['-legacy', '-keypbe', 'PBE-SHA1-RC2-40', '-certpbe', 'PBE-SHA1-RC2-40', '-passout', 'pass:secret'];
    openssl('pkcs12', '-export', '-inkey', 'rsa.pem', '-in', 'cert.pem', ...words, '-out', 'old.pfx');
    const [content, password] = [file('old.pfx'), utf8('secret')];
    const key = await reader().read(content, password, never);
    openssl('pkcs8', '-topk8', '-nocrypt', '-in', 'rsa.pem', '-outform', 'DER', '-out', 'rsa.der');
    expect(key).toMatchObject({ spec: { family: 'RSA', bits: 2048 }, material: file('rsa.der') });
    expect([content, password]).toEqual([file('old.pfx'), utf8('secret')]);
  });

  it('ends at its deadline, however often a file wants its password hashed', async () => {
    const id = (hex: string): Uint8Array => derOf(tagOf.oid, Buffer.from(hex, 'hex'));
    const hashing = derOf(tagOf.sequence, derOf(tagOf.octets, new Uint8Array(8)), derInteger(Uint8Array.of(0x7f, 0xff, 0xff, 0xff)));
    const scheme = derOf(
      tagOf.sequence,
      derOf(tagOf.sequence, id('2a864886f70d01050c'), hashing),
      derOf(tagOf.sequence, id('60864801650304012a'), derOf(tagOf.octets, new Uint8Array(16))),
    );
    const bomb = derOf(tagOf.sequence, derOf(tagOf.sequence, id('2a864886f70d01050d'), scheme), derOf(tagOf.octets, new Uint8Array(64)));
    await expect(reader({ deadlineMs: 4_000 }).read(bomb, utf8('x'), never)).rejects.toMatchObject({ data: { reason: 'time' } });
  });

  it('ends when it is given up', async () => {
    const giveUp = new AbortController();
    const reading = readerOf('setInterval(() => {}, 1000)').read(utf8('-----'), undefined, giveUp.signal);
    giveUp.abort();
    await expect(reading).rejects.toBeInstanceOf(CancelledError);
  });

  it('is not begun for a file that is larger than any key', async () => {
    const large = new Uint8Array(1024 * 1024 + 1);
    await expect(readerOf('throw 1').read(large, undefined, never)).rejects.toMatchObject({ data: { reason: 'memory' } });
  });

  it.each([
    ['nothing', []],
    ['no JSON', [Uint8Array.of(0, 0, 0, 1, 0x7b)]],
    ['another failure', [writeHead({ refused: { code: 'InstanceSealed', data: {} } })]],
    ['members that are missing', [writeHead({ family: 'RSA', lengths: [1] }), new Uint8Array(1)]],
    ['more than its members', [writeHead({ family: 'oct', lengths: [16] }), new Uint8Array(17)]],
    ['a member that is too long', [writeHead({ family: 'oct', lengths: [999] }), new Uint8Array(999)]],
    ['a curve that is none', [writeHead({ family: 'EC', curve: 'P-1', lengths: [32, 32, 32] }), new Uint8Array(96)]],
    ['members that make no key', [writeHead({ family: 'EC', curve: 'P-256', lengths: [32, 32, 32] }), new Uint8Array(96).fill(1)]],
  ])('is not believed when it answers %s', async (_, parts) => {
    await expect(readerOf(saying(...parts)).read(utf8('x'), undefined, never)).rejects.toMatchObject({
      code: 'FileUnreadable',
      data: { reason: 'format' },
    });
  });

  it('answers for each family as it was asked', async () => {
    const oct = { family: 'oct', k: new Uint8Array(24).fill(4) } as const;
    const ec = {
      family: 'EC',
      curve: 'P-384',
      x: new Uint8Array(48).fill(1),
      y: new Uint8Array(48).fill(2),
      d: new Uint8Array(48),
    } as const;
    for (const key of [oct, ec]) expect(decodeKey(Buffer.concat(encodeKey(key)))).toEqual(key);
    const { spec } = await createKeyCrypto().readJwk(oct);
    expect(await readerOf(saying(...encodeKey(oct))).read(utf8('x'), undefined, never)).toEqual({ spec, material: oct.k });
  });
});
