import { HsmTokenProbe, type TokenAbility } from '../contract/hsm.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { entryOf, seeToken } from './find-token.ts';
import { viewToken, writeHsm } from './hsm-view.ts';
import { readRegistry, withToken, writeRegistry } from './registry.ts';

interface Found {
  readonly ability: TokenAbility;
  readonly firmware: string;
}

/** Tries what the token can do, and remembers it until its firmware is another. */
export const probeToken: RoomOperation<typeof HsmTokenProbe, Found> = {
  ...writeHsm,
  shape: HsmTokenProbe,
  fields: { token: kept(({ token }) => token) },
  async prepare(anteroom, { token }) {
    const sight = seeToken(anteroom, token);
    return { ability: await anteroom.hsm.probe(sight, anteroom.time, anteroom.signal), firmware: sight.firmwareVersion };
  },
  async run(room, { token }, found) {
    const registry = await readRegistry(room.tx, room.keyring);
    const entry = entryOf(room, registry, token);
    const ability = found && { ...found.ability, firmware: found.firmware };
    await writeRegistry(room.tx, room.keyring, withToken(registry, { ...entry, ...(ability && { ability }) }));
    return viewToken(room, token);
  },
};
