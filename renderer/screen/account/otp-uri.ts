import { decodeText } from '../../api/decode-text.ts';

/** In base32, four characters to a group, as apps ask for it where they can't read the picture. */
export function secretInGroups(uri: Uint8Array): string {
  const secret = new URLSearchParams(decodeText(uri).split('?')[1] ?? '').get('secret') ?? '';
  return (secret.match(/.{1,4}/g) ?? []).join(' ');
}
