import { HsmModuleFind } from '../contract/hsm.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { readHsm } from './hsm-view.ts';
import { readRegistry } from './registry.ts';

/** Libraries of this system that could be added. */
export const findModule: RoomOperation<typeof HsmModuleFind, readonly { readonly path: string; readonly name: string }[]> = {
  ...readHsm,
  shape: HsmModuleFind,
  prepare: ({ hsm }) => hsm.find(),
  async run({ tx, keyring }, _input, found = []) {
    const { modules } = await readRegistry(tx, keyring);
    return { items: found.map((it) => ({ ...it, added: modules.some(({ path }) => path === it.path) })) };
  },
};
