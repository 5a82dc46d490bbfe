import { hashRecoveryCodes, parseRecoveryCode } from '../../../app/identity/recovery-code.ts';
import type { FactorPlace } from '../../../app/seal/keyring.ts';
import { utf8 } from '../../app/seal/sealing.ts';
import { drawHouse, hex, instanceId } from './draw-house.ts';
import type { FactorVectors } from './vector.ts';

export async function drawFactors(rootKey: Uint8Array): Promise<FactorVectors> {
  const { keyring } = await drawHouse(rootKey);
  const place: FactorPlace = { personId: 'dddddddd-4444-4444-8444-444444444444', id: 'eeeeeeee-5555-4555-8555-555555555555' };
  const others: readonly FactorPlace[] = [
    { ...place, personId: 'dddddddd-4444-4444-8444-444444444445' },
    { ...place, id: 'eeeeeeee-5555-4555-8555-555555555556' },
    { personId: place.id, id: place.personId },
  ];
  const secret = utf8('12345678901234567890');
  const sealed = keyring.sealFactor(place, secret);
  const turned = (at: number): string => hex(sealed.map((byte, index) => (index === at ? byte ^ 0x80 : byte)));
  const aHash = (text: string, at: FactorPlace) => {
    const code = parseRecoveryCode(utf8(text));
    if (!code) throw new Error(`${text} is no code`);
    return { ...at, text, hash: hex(hashRecoveryCodes(keyring, at, [code])) };
  };
  return {
    rootKey: hex(rootKey),
    instanceId,
    secrets: [
      { name: 'its own place', ...place, sealed: hex(sealed), secret: hex(secret) },
      ...others.map((other, index) => ({ name: `another place, ${index + 1}`, ...other, sealed: hex(sealed) })),
      ...[0, 1, 2, 14, 49].map((at) => ({ name: `bit flipped at ${at}`, ...place, sealed: turned(at) })),
      { name: 'cut short', ...place, sealed: hex(sealed.slice(0, -1)) },
    ],
    codes: [
      aHash('0123-4567-89AB-CDEF', place),
      aHash('0l23 4567 89ab cdef', place),
      aHash('GHJK-MNPQ-RSTV-WXYZ', place),
      ...others.map((other) => aHash('0123-4567-89AB-CDEF', other)),
    ],
  };
}
