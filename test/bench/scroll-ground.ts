import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createMemoryKeychain } from '../../app/memory/keychain.ts';
import { createAnchorPlaces } from '../../main/anchor-place.ts';
import { createArgon2 } from '../../main/crypto/argon2.ts';
import { undressed } from './corridor-house.ts';
import { openCrowdHouse } from './crowd.ts';

/** Makes a house with a crowd of secrets that waits for a console to unlock it: data in `data`, state in `state`. */
export async function makeCrowdGround(folder: string, size: number): Promise<void> {
  const data = join(folder, 'data');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  const anchorPlaces = createAnchorPlaces(createMemoryKeychain(), { XDG_STATE_HOME: join(folder, 'state') });
  const house = await openCrowdHouse(data, size, { ...undressed, lasting: { passphraseHash: createArgon2(), anchorPlaces } });
  await house.close();
}
