import type { Crypto } from '../seal/crypto.ts';
import { formatCode, parseCode } from '../seal/code-text.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { PersonRow } from './directory-store.ts';
import type { Principal } from './principal.ts';

interface Tools {
  readonly crypto: Crypto;
  readonly keyring: Keyring;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** 120 bits: nobody guesses one, so a keyed hash keeps it as well as a slow one would. */
const codeBytes = 15;

/** How long a one-time code holds. */
export const invitationMs = 7 * 24 * 3_600_000;

/**
 * Draws a one-time code for a person.
 * @returns what is kept of it, and the code as it is shown: ASCII in groups of four, which the caller zeroes
 */
export function drawInvitation(
  tools: Tools & { readonly principal: Principal },
  personId: string,
): { readonly invitation: NonNullable<PersonRow['invitation']>; readonly code: Uint8Array } {
  const drawn = tools.crypto.random(codeBytes);
  const invitation = { hash: hashOf(tools, personId, drawn), until: tools.time + invitationMs, by: tools.principal.id };
  const code = formatCode(drawn);
  drawn.fill(0);
  return { invitation, code };
}

/** Whether a code is the one that a person was given, and still holds. @param text UTF-8 as people type it */
export function isInvitation(tools: Tools, person: PersonRow | undefined, text: Uint8Array): boolean {
  const code = parseCode(text);
  if (!code) return false;
  const hash = hashOf(tools, person?.id ?? '', code);
  code.fill(0);
  const known = person?.enabled ? person.invitation : undefined;
  return known !== undefined && tools.time < known.until && tools.crypto.equal(hash, known.hash);
}

/** Of the code's digest: a row's fields are written as text, and the code itself never becomes one. */
const hashOf = ({ crypto, keyring }: Tools, personId: string, code: Uint8Array): Uint8Array =>
  keyring.rowMac('invitation', { personId, code: crypto.sha256(code) });
