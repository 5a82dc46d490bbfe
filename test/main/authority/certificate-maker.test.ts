import { execFile } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MadeCertificate } from '../../../app/endpoint/certificate-maker.ts';
import { createCertificateMaker } from '../../../main/authority/certificate-maker.ts';

const run = promisify(execFile);
const maker = createCertificateMaker();
const day = 86_400_000;
const now = Date.now();
const folder = mkdtempSync(join(tmpdir(), 'strongroom-certificate-'));
const caFile = join(folder, 'ca.pem');

let authority: MadeCertificate;

beforeAll(async () => {
  authority = await maker.makeAuthority('Northwind', now);
  writeFileSync(caFile, authority.publicPart);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const issue = (host: string) => maker.issue({ pem: authority.publicPart, secret: authority.secret }, host, now);

/** What a program that failed had written. */
const said = (error: unknown, stream: 'stdout' | 'stderr'): string => String(Reflect.get(Object(error), stream));

/** What OpenSSL says of a certificate under the authority. */
async function judge(pem: string, purpose = 'sslserver'): Promise<string> {
  const file = join(folder, 'leaf.pem');
  writeFileSync(file, pem);
  const asked = ['verify', '-x509_strict', '-purpose', purpose, '-CAfile', caFile, file];
  return run('openssl', asked).then(
    ({ stdout }) => stdout,
    (error: unknown) => said(error, 'stdout') + said(error, 'stderr'),
  );
}

const asText = async (pem: string): Promise<string> => {
  const file = join(folder, 'shown.pem');
  writeFileSync(file, pem);
  return (await run('openssl', ['x509', '-in', file, '-noout', '-text'])).stdout;
};

const pemKey = ({ secret }: MadeCertificate): string =>
  createPrivateKey({ key: Buffer.from(secret), format: 'der', type: 'pkcs8' })
    .export({ format: 'pem', type: 'pkcs8' })
    .toString();

describe('the authority', () => {
  it('is one of this organisation, for ten years, that signs no other authority', async () => {
    const certificate = new X509Certificate(authority.publicPart);
    expect(certificate.subject).toContain('Northwind');
    expect(certificate.ca).toBe(true);
    expect(Math.round((authority.until - now) / day)).toBe(3_653);
    const said = await asText(authority.publicPart);
    expect(said).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0/);
    expect(said).toMatch(/Key Usage: critical\s+Certificate Sign\n/);
    expect(said).toContain('NIST CURVE: P-256');
  });

  it('may name nothing but this computer, and whoever does not understand that must refuse it', async () => {
    const said = await asText(authority.publicPart);
    const constraint = /Name Constraints: critical\s+Permitted:\n((?: +(?:DNS|IP):.*\n)+)/
      .exec(said)?.[1]
      ?.trim()
      .split(/\s*\n\s*/);
    expect(constraint).toEqual(['DNS:localhost', 'IP:127.0.0.0/255.0.0.0', 'IP:0:0:0:0:0:0:0:1/FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:FFFF']);
  });

  it('is told of by its fingerprint and its end', () => {
    expect(maker.describe(authority.publicPart)).toEqual({ fingerprint: authority.fingerprint, until: authority.until });
    expect(Buffer.from(authority.fingerprint, 'base64url')).toHaveLength(32);
  });

  it('is drawn anew for every house', async () => {
    const other = await maker.makeAuthority('Northwind', now);
    expect(other.fingerprint).not.toBe(authority.fingerprint);
    const leaf = await maker.issue({ pem: other.publicPart, secret: other.secret }, 'payroll.vault.localhost', now);
    expect(await judge(leaf.publicPart)).toContain('verification failed');
  });
});

describe('a certificate that it signs', () => {
  it.each(['payroll.vault.localhost', 'login.localhost', 'localhost', '127.0.0.1', '::1'])('holds for %s', async (host) => {
    expect(await judge((await issue(host)).publicPart)).toMatch(/: OK\n$/);
  });

  it.each(['example.com', 'localhost.example.com', 'evillocalhost', 'vault.azure.net', '10.0.0.1', '128.0.0.1', '::2'])(
    'is refused for %s',
    async (host) => {
      expect(await judge((await issue(host)).publicPart)).toContain('permitted subtree violation');
    },
  );

  it('names exactly one host, for two weeks, and only for servers', async () => {
    const { publicPart, until } = await issue('payroll.vault.localhost');
    const certificate = new X509Certificate(publicPart);
    expect(certificate.subjectAltName).toBe('DNS:payroll.vault.localhost');
    expect(certificate.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect(certificate.ca).toBe(false);
    expect(until).toBe(Math.floor((now + 14 * day) / 1000) * 1000);
    expect(certificate.checkHost('other.vault.localhost')).toBeUndefined();
  });

  it('names an address as an address', async () => {
    expect(new X509Certificate((await issue('127.0.0.1')).publicPart).subjectAltName).toBe('IP Address:127.0.0.1');
  });

  it('is also one that answers for released keys: of RSA, for half a year, for no server', async () => {
    const { publicPart, until, secret } = await maker.issueSigner({ pem: authority.publicPart, secret: authority.secret }, now);
    expect(await judge(publicPart, 'any')).toMatch(/: OK\n$/);
    expect(await judge(publicPart, 'sslserver')).not.toMatch(/: OK\n$/);
    const certificate = new X509Certificate(publicPart);
    expect(certificate.checkPrivateKey(createPrivateKey({ key: Buffer.from(secret), format: 'der', type: 'pkcs8' }))).toBe(true);
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2_048);
    expect(certificate.ca).toBe(false);
    expect(Math.round((until - now) / day)).toBe(180);
    expect(publicPart.match(/BEGIN CERTIFICATE/g)).toHaveLength(2);
    expect(publicPart).toContain(authority.publicPart.trim());
  });

  it('signs nothing itself', async () => {
    const leaf = await issue('payroll.vault.localhost');
    const below = await maker.issue({ pem: leaf.publicPart, secret: leaf.secret }, 'login.localhost', now);
    expect(await judge(below.publicPart + leaf.publicPart)).toContain('verification failed');
  });
});

describe('clients', () => {
  const servers: Server[] = [];
  afterAll(() => servers.forEach((server) => server.close()));

  const serve = async (host: string): Promise<number> => {
    const leaf = await issue(host);
    const server = createServer({ cert: leaf.publicPart, key: pemKey(leaf) }, (_request, response) => response.end('here'));
    servers.push(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return (server.address() as AddressInfo).port;
  };

  const greet = (port: number, servername: string, ca: string | undefined): Promise<string> =>
    new Promise((done) => {
      const socket = connect({ port, host: '127.0.0.1', servername, ...(ca !== undefined && { ca }) }, () => {
        done(socket.authorized ? 'trusted' : 'not trusted');
        socket.destroy();
      });
      socket.once('error', (error: NodeJS.ErrnoException) => done(error.code === 'UNSPECIFIED' ? error.message : (error.code ?? '')));
    });

  it('on Node trust it by the authority and by nothing else, under its own name alone', async () => {
    const port = await serve('payroll.vault.localhost');
    expect(await greet(port, 'payroll.vault.localhost', authority.publicPart)).toBe('trusted');
    expect(await greet(port, 'payroll.vault.localhost', undefined)).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    expect(await greet(port, 'other.vault.localhost', authority.publicPart)).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  it('on Node refuse what it signs for others', async () => {
    const port = await serve('example.com');
    expect(await greet(port, 'example.com', authority.publicPart)).toContain('permitted subtree violation');
  });

  const python = `
import socket, ssl, sys
ca, port, name = sys.argv[1:]
context = ssl.create_default_context(cafile=ca)
context.verify_flags |= ssl.VERIFY_X509_STRICT
with socket.create_connection(('127.0.0.1', int(port))) as plain:
    with context.wrap_socket(plain, server_hostname=name) as held:
        print(held.version())
`;
  const greetByPython = (port: number, name: string): Promise<string> =>
    run('python3', ['-c', python, caFile, String(port), name]).then(
      ({ stdout }) => stdout.trim(),
      (error: unknown) => said(error, 'stderr'),
    );

  it.each(['payroll.vault.localhost', '127.0.0.1'])('on Python trust it for %s, as strictly as Python can', async (host) => {
    expect(await greetByPython(await serve(host), host)).toBe('TLSv1.3');
  });

  it('on Python refuse what it signs for others', async () => {
    expect(await greetByPython(await serve('example.com'), 'example.com')).toContain('permitted subtree violation');
  });
});
