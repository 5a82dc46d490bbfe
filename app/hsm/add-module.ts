import { HsmModuleAdd } from '../contract/hsm.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type RoomOperation } from '../operation/operation.ts';
import { viewOneModule, writeHsm } from './hsm-view.ts';
import { type Registry, readRegistry, writeRegistry } from './registry.ts';

/** Adds a library that was found to be a module by loading it once in a process that ends again. */
export const addModule: RoomOperation<typeof HsmModuleAdd> = {
  ...writeHsm,
  shape: HsmModuleAdd,
  fields: { name: kept(({ name }) => name), path: kept(({ path }) => path), module: kept((_input, output) => output?.id) },
  async prepare({ hsm, newId, read, keyring, signal }, input) {
    assertNew(await read((tx) => readRegistry(tx, keyring)), input.path);
    await hsm.inspect({ id: newId(), path: input.path, parameters: input.parameters }, signal);
    return undefined;
  },
  async run(room, { name, path, parameters }) {
    const { tx, keyring, hsm, newId, principal, time } = room;
    const before = await readRegistry(tx, keyring);
    assertNew(before, path);
    const entry = { id: newId(), name, path, parameters, addedBy: principal.name, addedOn: time };
    const modules = [...before.modules, entry];
    await writeRegistry(tx, keyring, { ...before, modules });
    room.onCommit(() => hsm.apply(modules));
    return viewOneModule(room, entry.id);
  },
};

/** @throws VaultError HsmModuleUnfit */
function assertNew({ modules }: Registry, path: string): void {
  if (modules.some((it) => it.path === path)) throw new VaultError('HsmModuleUnfit', { reason: 'added-before' });
}
