import type { HouseKeyPlace } from '../../../app/seal/keyring.ts';
import { utf8 } from '../../app/seal/sealing.ts';
import { drawHouse, hex, instanceId, keyRows } from './draw-house.ts';
import type { HouseKeyVectors } from './vector.ts';

export async function drawHouseKeys(rootKey: Uint8Array): Promise<HouseKeyVectors> {
  const { store, keyring } = await drawHouse(rootKey);
  const place: HouseKeyPlace = {
    id: 'ffffffff-6666-4666-8666-666666666666',
    purpose: 'token-signing',
    publicPart: '-----BEGIN PUBLIC KEY-----\nzé\n-----END PUBLIC KEY-----\n',
    from: 1_760_000_000_000,
    until: 1_767_779_600_000,
  };
  const others: Partial<HouseKeyPlace> = {
    id: 'ffffffff-6666-4666-8666-666666666667',
    purpose: 'offer-signing',
    publicPart: '-----BEGIN PUBLIC KEY-----\nze\n-----END PUBLIC KEY-----\n',
    from: 1_760_000_000_001,
    until: 1_767_779_600_001,
  };
  const secret = utf8('the bytes of a private key');
  const wrapped = await keyring.sealHouseKey(store, place, secret);
  await keyring.rotateMaster(store, 1_760_000_001_000);
  const later = await keyring.sealHouseKey(store, place, secret);
  const turned = (at: number): string => hex(wrapped.map((byte, index) => (index === at ? byte ^ 0x80 : byte)));
  const aCase = (name: string, change: Partial<HouseKeyVectors['cases'][number]>) => ({ name, ...place, wrapped: hex(wrapped), ...change });
  return {
    rootKey: hex(rootKey),
    instanceId,
    keys: keyRows(store),
    cases: [
      aCase('first generation of the master key', { secret: hex(secret) }),
      aCase('second generation of the master key', { wrapped: hex(later), secret: hex(secret) }),
      ...Object.entries(others).map(([field, other]) => aCase(`another ${field}`, { [field]: other })),
      aCase('said to be of another generation', { wrapped: hex(wrapped.with(3, 2)) }),
      aCase('of a generation that there is not', { wrapped: hex(wrapped.with(3, 3)) }),
      ...[4, 5, 6, 18, wrapped.length - 1].map((at) => aCase(`bit flipped at ${at}`, { wrapped: turned(at) })),
      aCase('cut short', { wrapped: hex(wrapped.slice(0, -1)) }),
      aCase('shorter than a generation', { wrapped: hex(wrapped.slice(0, 3)) }),
    ],
  };
}
