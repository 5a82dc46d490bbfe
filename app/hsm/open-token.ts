import { HsmTokenClose, HsmTokenOpen } from '../contract/hsm.ts';
import { kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { entryOf, seeToken } from './find-token.ts';
import { viewToken, writeHsm } from './hsm-view.ts';
import { forgetPin, keepPin } from './kept-pin.ts';
import { readRegistry, withToken, writeRegistry } from './registry.ts';

/** Opens a token by its user PIN. Where the record of it can't be written, it is closed again. */
export const openToken: RoomOperation<typeof HsmTokenOpen, { readonly undo: () => Promise<void> }> = {
  ...writeHsm,
  throttle: 'guess',
  shape: HsmTokenOpen,
  fields: { token: kept(({ token }) => token), label: kept((_input, output) => output?.label), keep: kept(({ keep }) => String(keep)) },
  async prepare(anteroom, { token, pin }) {
    const sight = seeToken(anteroom, token);
    await anteroom.hsm.open(sight, pin);
    return { undo: () => anteroom.hsm.close(sight) };
  },
  async run(room, { token, pin, keep }, prepared) {
    try {
      return await note(room, { token, pin, keep });
    } catch (error) {
      await prepared?.undo();
      throw error;
    }
  },
  release: (prepared) => void prepared.undo(),
};

async function note(room: Room, { token, pin, keep }: { readonly token: string; readonly pin: Uint8Array; readonly keep: boolean }) {
  const { tx, keyring, newId, time } = room;
  const registry = await readRegistry(tx, keyring);
  await writeRegistry(tx, keyring, withToken(registry, entryOf(room, registry, token)));
  if (keep) await keepPin(tx, keyring, { token, id: newId(), time }, pin);
  else await forgetPin(tx, keyring, token);
  return viewToken(room, token);
}

/** Signs out of a token, and forgets its PIN wherever it is kept. */
export const closeToken: RoomOperation<typeof HsmTokenClose> = {
  ...writeHsm,
  shape: HsmTokenClose,
  fields: { token: kept(({ token }) => token), label: kept((_input, output) => output?.label) },
  async run(room, { token }) {
    const { tx, keyring, hsm } = room;
    await forgetPin(tx, keyring, token);
    const sight = seeToken(room, token);
    room.onCommit(() => hsm.close(sight));
    return { ...(await viewToken(room, token)), state: 'locked' };
  },
};
