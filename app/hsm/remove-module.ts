import { HsmModuleRemove, HsmModuleRestart } from '../contract/hsm.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { viewOneModule, writeHsm } from './hsm-view.ts';
import { readRegistry, type Registry, writeRegistry } from './registry.ts';

/** Ends the process of a module and forgets its path. What is known of its tokens stays: they may come back by another module. */
export const removeModule: RoomOperation<typeof HsmModuleRemove> = {
  ...writeHsm,
  shape: HsmModuleRemove,
  fields: { module: kept(({ id }) => id) },
  async run(room, { id }) {
    const { tx, keyring, hsm } = room;
    const before = await readRegistry(tx, keyring);
    assertThere(before, id);
    const modules = before.modules.filter((it) => it.id !== id);
    await writeRegistry(tx, keyring, { ...before, modules });
    room.onCommit(() => hsm.apply(modules));
    return {};
  },
};

/** Ends the process of a module and starts another: one that failed too often comes back only so. */
export const restartModule: RoomOperation<typeof HsmModuleRestart> = {
  ...writeHsm,
  shape: HsmModuleRestart,
  fields: { module: kept(({ id }) => id) },
  async run(room, { id }) {
    assertThere(await readRegistry(room.tx, room.keyring), id);
    room.onCommit(() => room.hsm.restart(id));
    return viewOneModule(room, id);
  },
};

/** @throws VaultError HsmModuleNotFound */
function assertThere({ modules }: Registry, id: string): void {
  if (!modules.some((it) => it.id === id)) throw new VaultError('HsmModuleNotFound', {});
}
