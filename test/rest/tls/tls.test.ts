import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRestHouse, type RestHouse } from '../../support/a-rest-house.ts';
import { aFile, firstPem, runTool } from './stranger.ts';

let house: RestHouse;

beforeAll(async () => {
  house = await openRestHouse();
});

afterAll(() => house.close());

/** A handshake of OpenSSL's own client, which then says something, or nothing. */
function shake(name: string | undefined, words: readonly string[] = [], input = '') {
  const sni = name === undefined ? ['-noservername'] : ['-servername', name, '-verify_hostname', name];
  const ca = aFile('ca.pem', house.ca);
  return runTool('openssl', ['s_client', '-connect', `127.0.0.1:${house.port}`, '-CAfile', ca, ...sni, ...words], input);
}

const certificateOf = (name: string): X509Certificate => new X509Certificate(firstPem(shake(name, ['-showcerts']).text));

describe('a scan of all that TLS has', () => {
  let scan = '';

  beforeAll(() => {
    scan = runTool('sslscan', ['--xml=-', '--no-colour', `--sni-name=${house.hostOf('payroll')}`, `127.0.0.1:${house.port}`]).text;
  });

  it('finds versions 1.2 and 1.3, and no other', () => {
    const enabled = [...scan.matchAll(/<protocol type="(\w+)" version="([\d.]+)" enabled="1"/g)].map(
      ([, type, version]) => `${type} ${version}`,
    );
    expect(enabled).toEqual(['tls 1.2', 'tls 1.3']);
  });

  it('finds suites that keep what was said secret from who gets the key later, and that nobody can alter', () => {
    const suites = [...scan.matchAll(/<cipher status="\w+" sslversion="([^"]+)" bits="(\d+)" cipher="([^"]+)"/g)];
    expect(suites.length).toBeGreaterThan(2);
    for (const [, version, bits, name = ''] of suites) {
      expect(Number(bits), name).toBeGreaterThanOrEqual(128);
      expect(name).toMatch(
        version === 'TLSv1.3'
          ? /^TLS_(AES_\d+_GCM|CHACHA20_POLY1305)_SHA\d+$/
          : /^ECDHE-(RSA|ECDSA)-(AES\d+-GCM-SHA\d+|CHACHA20-POLY1305)$/,
      );
    }
  });

  it('finds no renegotiation, and nothing that bleeds', () => {
    expect(scan).toContain('<renegotiation supported="0"');
    expect(scan).not.toMatch(/<heartbleed [^>]*vulnerable="1"/);
  });
});

describe('a client of another make', () => {
  it.each([['-tls1_2'], ['-tls1_3']])('trusts the name with %s', (version) => {
    const { text } = shake(house.hostOf('payroll'), [version]);
    expect(text).toContain('Verify return code: 0 (ok)');
    expect(text).toContain('Compression: NONE');
  });

  it.each([['-tls1'], ['-tls1_1']])('gets no connection with %s', (version) => {
    const { code, text } = shake(house.hostOf('payroll'), [version, '-cipher', 'ALL:@SECLEVEL=0']);
    expect([code, text]).toEqual([1, expect.stringMatching(/alert|no protocols available|unsupported protocol/)]);
  });

  it.each([['AES128-GCM-SHA256'], ['ECDHE-RSA-AES128-SHA'], ['ECDHE-ECDSA-AES256-SHA384'], ['DHE-RSA-AES256-GCM-SHA384'], ['NULL']])(
    'gets no connection with %s alone',
    (suite) => {
      const { code } = shake(house.hostOf('payroll'), ['-tls1_2', '-cipher', `${suite}:@SECLEVEL=0`]);
      expect(code).toBe(1);
    },
  );

  it('cannot begin anew on a connection', () => {
    const { text } = shake(house.hostOf('payroll'), ['-tls1_2'], 'R\n');
    expect(text).toContain('RENEGOTIATING');
    expect(text).toMatch(/no renegotiation|alert|error/i);
  });

  it('is offered nothing but HTTP/1.1', () => {
    expect(shake(house.hostOf('payroll'), ['-alpn', 'h2,http/1.1']).text).toContain('ALPN protocol: http/1.1');
    expect(shake(house.hostOf('payroll'), ['-alpn', 'h2']).text).not.toContain('ALPN protocol: h2');
  });

  it.each([
    'evil.example',
    'vault.localhost',
    'a.payroll.vault.localhost',
    'payroll.vault.localhost.evil.example',
    'localhost',
    'a--b.vault.localhost',
  ])('is shown nothing for %s but the certificate of the address, and refuses it', (name) => {
    const { code, text } = shake(name, ['-verify_return_error', '-showcerts']);
    expect(code).toBe(1);
    expect(new X509Certificate(firstPem(text)).subjectAltName).toBe('IP Address:127.0.0.1');
  });

  it('does not trust a name under the certificate of another', () => {
    const name = house.hostOf('payroll');
    const ca = aFile('ca.pem', house.ca);
    const words = [
      's_client',
      '-connect',
      `127.0.0.1:${house.port}`,
      '-CAfile',
      ca,
      '-servername',
      name,
      '-verify_hostname',
      house.hostOf('other'),
    ];
    expect(runTool('openssl', [...words, '-verify_return_error']).code).toBe(1);
  });
});

describe('a certificate', () => {
  it('is of one name alone, and of another for another', () => {
    const [payroll, login] = [certificateOf(house.hostOf('payroll')), certificateOf('login.localhost')];
    expect(payroll.subjectAltName).toBe(`DNS:${house.hostOf('payroll')}`);
    expect(login.subjectAltName).toBe('DNS:login.localhost');
    expect(payroll.publicKey.export({ type: 'spki', format: 'pem' })).not.toBe(login.publicKey.export({ type: 'spki', format: 'pem' }));
  });

  it('holds for days, not years, and signs no other', () => {
    const { validFromDate, validToDate, ca, keyUsage } = certificateOf(house.hostOf('payroll'));
    expect(validToDate.getTime() - validFromDate.getTime()).toBeLessThanOrEqual(16 * 86_400_000);
    expect(ca).toBe(false);
    expect(keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
  });

  it('stands on an authority that can vouch for nothing but this machine', () => {
    const { text } = runTool('openssl', ['x509', '-noout', '-text', '-in', aFile('ca.pem', house.ca)]);
    expect(text).toMatch(/X509v3 Name Constraints: critical/);
    const permitted = /Permitted:\n((?: {18,}.+\n)+)/.exec(text)?.[1]?.trim().split(/\n\s*/);
    expect(permitted?.toSorted()).toEqual([
      'DNS:localhost',
      'IP:0:0:0:0:0:0:0:1/FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF',
      'IP:127.0.0.0/255.0.0.0',
    ]);
    expect(text).toMatch(/X509v3 Basic Constraints: critical\n\s*CA:TRUE, pathlen:0/);
    expect(text).toMatch(/X509v3 Key Usage: critical\n\s*Certificate Sign(, CRL Sign)?\n/);
    expect(new X509Certificate(house.ca).verify(new X509Certificate(house.ca).publicKey)).toBe(true);
  });
});
