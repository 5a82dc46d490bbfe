import * as z from 'zod';
import { fromBase64Url, toBase64Url } from '../contract/base64url.ts';
import { objectName, objectVersion } from '../contract/common.ts';
import type { OaepHash } from '../contract/key-exchange.ts';
import { parseStrictJson } from '../contract/strict-json.ts';
import { VaultError } from '../contract/vault-error.ts';

/** How RSA-OAEP is said in a file: Key Vault's name for SHA-1, and those by which it releases keys for the others. */
const hashes = {
  CKM_RSA_AES_KEY_WRAP: 'SHA-1',
  RSA_AES_KEY_WRAP_256: 'SHA-256',
  RSA_AES_KEY_WRAP_384: 'SHA-384',
} as const satisfies Record<string, OaepHash>;

type Wrapping = keyof typeof hashes;
const wrappings = ['CKM_RSA_AES_KEY_WRAP', 'RSA_AES_KEY_WRAP_256', 'RSA_AES_KEY_WRAP_384'] as const satisfies readonly Wrapping[];

const file = z.object({
  schema_version: z.literal('1.0.0'),
  header: z.object({ kid: z.string().max(1_024), alg: z.literal('dir'), enc: z.enum(wrappings) }),
  ciphertext: z.string().max(32_768),
  generator: z.string().max(1_024).optional(),
});

/** A key on its way from one HSM to another. */
export interface ByokFile {
  /** As whoever made the file names the exchange key. */
  readonly kid: string;
  readonly hash: OaepHash;
  readonly value: Uint8Array;
}

/** @throws VaultError FileUnreadable for what is no `.byok` file of version 1.0.0 */
export function readByok(content: Uint8Array): ByokFile {
  const parsed = file.safeParse(parseStrictJson(content)?.value);
  const value = parsed.success ? fromBase64Url(parsed.data.ciphertext) : undefined;
  if (!parsed.success || !value) throw new VaultError('FileUnreadable', { reason: content.length === 0 ? 'empty' : 'format', line: 0 });
  const { kid, enc } = parsed.data.header;
  return { kid, hash: hashes[enc], value };
}

/** @returns JSON in UTF-8 */
export function writeByok({ kid, hash, value }: ByokFile): Uint8Array {
  const enc = wrappings.find((name) => hashes[name] === hash);
  const header = { kid, alg: 'dir', enc };
  const text = { schema_version: '1.0.0', header, ciphertext: toBase64Url(value), generator: 'Strongroom' };
  return new TextEncoder().encode(`${JSON.stringify(text, null, 2)}\n`);
}

/** The version of a key that a `kid` names. */
export interface KeyName {
  readonly name: string;
  readonly version: string;
}

/**
 * The exchange key that a file is for, if it is one of this vault: by its whole address, whose host begins with the vault's name whatever the
 * house's own names are, or by what follows it.
 */
export function findKid(kid: string, vault: string): KeyName | undefined {
  const [, host, name, version] = /^(?:https:\/\/([^/?#@]+))?\/keys\/([^/]+)\/([^/]+)$/.exec(kid) ?? [];
  const [said = vault] = host?.split(/[.:]/) ?? [];
  const isHere = said.toLowerCase() === vault.toLowerCase();
  const parsed = z.object({ name: objectName, version: objectVersion }).safeParse({ name, version });
  return isHere && parsed.success ? parsed.data : undefined;
}
