import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Keys as OpenSSL is told to make them. */
const keys = {
  rsa: ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  ec: ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'],
} as const;

export interface Leaf {
  /** Where the certificate lies, with the intermediate after it, and its key: PEM. */
  readonly certificate: string;
  readonly key: string;
}

/** Certificates as an organisation makes them with OpenSSL: a root, an intermediate under it, and leaves for servers under that. */
export interface Chain {
  /** PEM. */
  readonly root: string;
  leaf(name: string, suffix: string, option?: { key?: keyof typeof keys; days?: number; pools?: boolean }): Leaf;
  /** The same key under a passphrase. @returns its path */
  lock(key: string): string;
  remove(): void;
}

export function aCertificateChain(): Chain {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-chain-'));
  const place = (name: string): string => join(folder, name);
  const openssl = (...words: readonly string[]): void => void execFileSync('openssl', words, { stdio: 'pipe' });

  /** @param by whose key signs it: its own where nobody else does */
  function issue(name: string, extensions: string, { by, days = 30 }: { by?: string; days?: number }): void {
    writeFileSync(place(`${name}.ext`), extensions);
    openssl('req', '-new', '-key', place(`${name}.key`), '-subj', `/CN=${name}`, '-out', place(`${name}.csr`));
    const signer = by === undefined ? ['-signkey', place(`${name}.key`)] : ['-CA', place(`${by}.crt`), '-CAkey', place(`${by}.key`)];
    const made = ['-in', place(`${name}.csr`), '-extfile', place(`${name}.ext`), '-days', String(days), '-out', place(`${name}.crt`)];
    openssl('x509', '-req', ...made, ...signer, '-CAcreateserial');
  }
  const draw = (name: string, key: keyof typeof keys): void => openssl('genpkey', ...keys[key], '-out', place(`${name}.key`));
  const authority = 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\nsubjectKeyIdentifier=hash\n';

  for (const name of ['root', 'intermediate']) draw(name, 'ec');
  issue('root', authority, {});
  issue('intermediate', authority, { by: 'root' });
  return {
    root: readFileSync(place('root.crt'), 'utf8'),
    leaf(name, suffix, { key = 'rsa', days = 30, pools = false } = {}) {
      draw(name, key);
      const names = [`*.${suffix}`, ...(pools ? [`*.managedhsm.${suffix}`] : [])].map((one) => `DNS:${one}`);
      issue(name, `subjectAltName=${names.join(',')}\nextendedKeyUsage=serverAuth\n`, { by: 'intermediate', days });
      const certificate = place(`${name}.pem`);
      writeFileSync(certificate, readFileSync(place(`${name}.crt`), 'utf8') + readFileSync(place('intermediate.crt'), 'utf8'));
      return { certificate, key: place(`${name}.key`) };
    },
    lock(key) {
      openssl('pkey', '-in', key, '-aes256', '-passout', 'pass:abcd', '-out', `${key}.locked`);
      return `${key}.locked`;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
