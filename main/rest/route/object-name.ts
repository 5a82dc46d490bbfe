import { fromBase64Url } from '../../../app/contract/base64url.ts';
import { objectVersion } from '../../../app/contract/common.ts';
import { badParameter, Refused } from '../refused.ts';
import { takeText } from '../wire/take-text.ts';
import type { Answer, VaultRequest } from './vault-route.ts';

export const json = (body: object): Answer => ({ status: 200, body: Buffer.from(JSON.stringify(body)) });

/** 1 to 127 letters, digits and hyphens. */
const nameForm = /^[0-9a-zA-Z-]{1,127}$/;

const invalidName = (name: string): Refused => new Refused(badParameter(`The request URI contains an invalid name: ${name.slice(0, 127)}`));

/** @throws Refused */
export function named({ vault, path: { name = '' } }: VaultRequest): { readonly vault: string; readonly name: string } {
  if (!nameForm.test(name)) throw invalidName(name);
  return { vault, name };
}

/** With the version, where one is named. @throws Refused */
export function versioned(request: VaultRequest) {
  const { version } = request.path;
  if (version === undefined) return named(request);
  const parsed = objectVersion.safeParse(version.toLowerCase());
  if (parsed.success) return { ...named(request), version: parsed.data };
  throw new Refused(badParameter(`The request URI contains an invalid version: ${version.slice(0, 127)}`));
}

/** The text that a body hands over as `value`, and the rest of it once `check` found that right. @throws Refused */
export function valued<T>(body: Uint8Array, check: (rest: unknown) => T): { readonly value: Uint8Array; readonly rest: T } {
  const { text, rest } = takeText(body, 'value');
  try {
    const checked = check(rest);
    if (!text) throw new Refused(badParameter('Property value has invalid value'));
    return { value: text, rest: checked };
  } catch (error) {
    text?.fill(0);
    throw error;
  }
}

/** A backup is base64url on its way: sealed, so that a string of it tells nothing. @throws Refused */
export function readBackup(body: Uint8Array, check: (rest: unknown) => void): Uint8Array {
  const { value } = valued(body, check);
  const file = fromBase64Url(Buffer.from(value).toString('latin1'));
  if (!file || file.length === 0) throw new Refused(badParameter('Backup blob is corrupt.'));
  return file;
}

export const writeBackup = (parts: readonly { readonly part: Uint8Array }[]): Answer =>
  json({ value: Buffer.concat(parts.map(({ part }) => part)).toString('base64url') });
