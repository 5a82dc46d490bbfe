import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { PrivateJwk } from '../../app/contract/key.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import { isPfx, readPfx } from './read-pfx.ts';
import { isEncryptedPkcs8 } from './pkcs8-form.ts';
import { readJwkFile } from './read-jwk-file.ts';
import { jwkOf } from './jwk-of.ts';
import { openKey } from './open-key.ts';
import { unreadable } from './unreadable.ts';

/** What stands before a private key in PEM (RFC 7468, and OpenSSL's older labels). */
const keyLabel = /^(?:(?:ENCRYPTED |RSA |EC )?PRIVATE KEY)$/;
const block = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

/**
 * Reads a file with one private or symmetric key. Runs in the parser's process: what it makes strings of goes with that.
 * @throws VaultError FileUnreadable, KeyUnsupported, BadParameter (`password`: `missing`, `wrong`)
 */
export function readKeyFile(content: Uint8Array, password: Uint8Array | undefined): PrivateJwk {
  if (content.length === 0) throw unreadable('empty');
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1');
  if (/^(?:\u00ef\u00bb\u00bf)?\s*\{/.test(text)) return readJwkFile(content);
  return jwkOf(text.includes('-----BEGIN ') ? readPem(text, password) : readDer(content, password));
}

function readPem(text: string, password: Uint8Array | undefined): KeyObject {
  const keys = [...text.matchAll(block)].filter(([, label = '']) => keyLabel.test(label));
  const [first, second] = keys;
  if (second) throw unreadable('two-keys');
  if (!first) throw unreadable('no-key');
  const [pem, label = ''] = first;
  const encrypted = label.startsWith('ENCRYPTED ') || /^Proc-Type: *4,ENCRYPTED/m.test(pem);
  return openKey({ key: pem, format: 'pem' }, encrypted, password);
}

const forms = ['pkcs8', 'pkcs1', 'sec1'] as const;

function readDer(content: Uint8Array, password: Uint8Array | undefined): KeyObject {
  if (isPfx(content)) return readPfx(content, password);
  const key = Buffer.from(content);
  if (isEncryptedPkcs8(content)) return openKey({ key, format: 'der', type: 'pkcs8' }, true, password);
  for (const type of forms) {
    const found = tryForm(key, type);
    if (found) return found;
  }
  throw unreadable('format');
}

function tryForm(key: Buffer, type: (typeof forms)[number]): KeyObject | undefined {
  try {
    return createPrivateKey({ key, format: 'der', type });
  } catch (error) {
    // Whatever OpenSSL finds: the next form is tried.
    if (error instanceof Error && !(error instanceof VaultError)) return undefined;
    throw error;
  }
}
