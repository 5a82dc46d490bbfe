import { constants } from 'node:crypto';
import { callbackify } from 'node:util';
import { createSecureContext, type SecureContext, type SecureContextOptions } from 'node:tls';
import type { Leaf, RestDeps } from './rest-door.ts';
import { isServed, loopback } from './host.ts';

/** Forward secrecy and authenticated encryption alone (RFC 9325 section 4.2). */
const ciphers = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':');

/** How every connection is protected, whatever certificate it shows. */
export const tlsOptions: SecureContextOptions = {
  minVersion: 'TLSv1.2',
  ciphers,
  honorCipherOrder: true,
  secureOptions: constants.SSL_OP_NO_RENEGOTIATION | constants.SSL_OP_NO_COMPRESSION,
};

export type NameChoice = (name: string, done: (error: Error | null, context?: SecureContext) => void) => void;

/** Chooses the certificate by the name that a client sends (SNI, RFC 6066 section 3); that of the address where it is not served. */
export function createNameChoice({ leaf, names }: Pick<RestDeps, 'leaf' | 'names'>): NameChoice {
  const contexts = new WeakMap<Leaf, SecureContext>();

  function contextOf(shown: Leaf): SecureContext {
    const known = contexts.get(shown);
    if (known) return known;
    const context = createSecureContext({ ...tlsOptions, cert: shown.cert, key: shown.key });
    contexts.set(shown, context);
    return context;
  }

  async function choose(name: string): Promise<SecureContext> {
    const host = name.toLowerCase();
    return contextOf(await leaf(isServed(names, host) ? host : loopback));
  }

  return callbackify(choose);
}
