import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorData } from '../../../app/contract/vault-error.ts';
import { createCertificateMaker } from '../../../main/authority/certificate-maker.ts';
import { utf8 } from '../../support/a-house.ts';

const maker = createCertificateMaker();
const folder = mkdtempSync(join(tmpdir(), 'strongroom-own-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const suffix = 'vault.example.org';
const day = 86_400_000;
const place = (name: string) => join(folder, name);
const openssl = (...words: readonly string[]) => execFileSync('openssl', words, { stdio: 'pipe' });
const read = (name: string) => readFileSync(place(name), 'utf8');

/** A key and a certificate for names, under an authority where one is given. */
function make(name: string, { names, key = ['rsa:2048'], by }: { names: string; key?: readonly string[]; by?: string }): void {
  const [algorithm = '', ...options] = key;
  const request = ['-newkey', algorithm, ...options, '-nodes', '-subj', `/CN=${name}`, '-addext', `subjectAltName=${names}`];
  const signed = by === undefined ? [] : ['-CA', place(`${by}.crt`), '-CAkey', place(`${by}.key`)];
  openssl('req', '-x509', ...request, '-days', '90', '-keyout', place(`${name}.key`), '-out', place(`${name}.crt`), ...signed);
}

beforeAll(() => {
  make('root', { names: 'DNS:root.example.org' });
  make('good', { names: `DNS:*.${suffix}`, by: 'root' });
  make('curve', { names: `DNS:*.${suffix}`, key: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] });
  make('both', { names: `DNS:*.${suffix},DNS:*.managedhsm.${suffix}` });
  make('weak', { names: `DNS:*.${suffix}`, key: ['rsa:1024'] });
  make('edwards', { names: `DNS:*.${suffix}`, key: ['ed25519'] });
  make('narrow', { names: `DNS:payroll.${suffix}` });
  make('wide', { names: 'DNS:*.example.org' });
  openssl('rsa', '-aes128', '-passout', 'pass:abcd', '-in', place('good.key'), '-out', place('locked.key'));
  writeFileSync(place('garbage.crt'), '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
});

const readOwn = (certificate: string, key: string, now = Date.now()) =>
  maker.readOwn({ certificate: utf8(certificate), key: utf8(key), suffix }, now);
const unfit = (reason: ErrorData<'CertificateUnfit'>['reason']) => expect.objectContaining({ code: 'CertificateUnfit', data: { reason } });

describe('a certificate of one’s own', () => {
  it('is kept with its chain, and tells its end and its fingerprint', () => {
    const own = readOwn(read('good.crt') + read('root.crt'), read('good.key'));
    expect(own.publicPart.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(own).toMatchObject(maker.describe(own.publicPart));
    expect(own.publicPart).not.toContain('PRIVATE');
    expect(own.secret.length).toBeGreaterThan(1_000);
  });

  it('tells whether it holds for names of pools too', () => {
    expect(maker.covers(read('good.crt') + read('root.crt'), `managedhsm.${suffix}`)).toBe(false);
    expect(maker.covers(read('both.crt'), `managedhsm.${suffix}`)).toBe(true);
    expect(readOwn(read('both.crt'), read('both.key')).until).toBeGreaterThan(Date.now());
  });

  it('may be on a curve, and stand alone', () => {
    expect(readOwn(read('curve.crt'), read('curve.key')).until).toBeGreaterThan(Date.now() + 80 * day);
  });

  it('is taken out of a file that holds its key as well', () => {
    expect(readOwn(read('good.key') + read('good.crt'), read('good.crt') + read('good.key')).publicPart).not.toContain('PRIVATE');
  });

  it.each<[string, string, ErrorData<'CertificateUnfit'>['reason']]>([
    ['garbage.crt', 'good.key', 'unreadable'],
    ['good.key', 'good.key', 'unreadable'],
    ['good.crt', 'curve.key', 'key'],
    ['good.crt', 'locked.key', 'key'],
    ['good.crt', 'good.crt', 'key'],
    ['edwards.crt', 'edwards.key', 'key'],
    ['weak.crt', 'weak.key', 'weak'],
    ['narrow.crt', 'narrow.key', 'names'],
    ['wide.crt', 'wide.key', 'names'],
  ])('in %s with %s is refused as %s', (certificate, key, reason) => {
    expect(() => readOwn(read(certificate), read(key))).toThrow(unfit(reason));
  });

  it('is refused before its time and after it', () => {
    expect(() => readOwn(read('good.crt'), read('good.key'), Date.now() - day)).toThrow(unfit('not-yet'));
    expect(() => readOwn(read('good.crt'), read('good.key'), Date.now() + 91 * day)).toThrow(unfit('expired'));
  });

  it('is refused with a chain that does not lead on from it', () => {
    expect(() => readOwn(read('curve.crt') + read('root.crt'), read('curve.key'))).toThrow(unfit('unreadable'));
  });
});
