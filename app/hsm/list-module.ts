import { HsmModuleList } from '../contract/hsm.ts';
import type { RoomOperation } from '../operation/operation.ts';
import { readHsm, viewModules } from './hsm-view.ts';

export const listModule: RoomOperation<typeof HsmModuleList> = {
  ...readHsm,
  shape: HsmModuleList,
  run: async (room) => ({ items: await viewModules(room) }),
};
