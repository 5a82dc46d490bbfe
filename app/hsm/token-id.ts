import type { Crypto } from '../seal/crypto.ts';
import { associatedData } from '../seal/associated-data.ts';
import type { TokenSight } from './hsm-host.ts';

type Marks = Pick<TokenSight, 'manufacturer' | 'model' | 'serial' | 'label'>;

/**
 * The id of a token in every house: drawn from what it says of itself, so that it is the same in any slot and by any module. One that was
 * initialised anew under another name is another token.
 * @returns a UUID of version 8 (RFC 9562 section 5.8)
 */
export function tokenId({ sha256 }: Pick<Crypto, 'sha256'>, { manufacturer, model, serial, label }: Marks): string {
  const hash = sha256(associatedData('strongroom/v1/hsm-token', [manufacturer, model, serial, label])).subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
