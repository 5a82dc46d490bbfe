import { SlotRemove } from '../contract/instance.ts';
import { VaultError } from '../contract/vault-error.ts';
import { confirmPassword } from '../identity/confirm-password.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';
import { leastSlots } from './slot-limit.ts';

/** Removes a way to open the house; two must remain. */
export const removeSlot: RoomOperation<typeof SlotRemove> = {
  at: 'room',
  shape: SlotRemove,
  needs: { kind: 'action', action: 'Strongroom.Instance/slots/delete' },
  during: ['open'],
  throttle: 'guess',
  recorded: true,
  repeatable: false,
  fields: { slot: kept((input) => input.slot), reason: kept((input) => input.reason) },
  target: async () => houseTarget('unlock slots'),
  async prepare(anteroom, input) {
    const slots = anteroom.gate.slots();
    if (!slots.some((slot) => slot.id === input.slot)) throw new VaultError('SlotNotFound', {});
    if (slots.length <= leastSlots) throw new VaultError('SlotsTooFew', { least: leastSlots });
    await confirmPassword(anteroom, input.password);
    return undefined;
  },
  effect: async ({ gate }, input) => {
    await gate.removeSlot(input.slot);
    return undefined;
  },
  run: async () => ({}),
};
