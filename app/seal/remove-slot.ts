import { countWays, leastSlots, SlotRemove } from '../contract/instance.ts';
import { VaultError } from '../contract/vault-error.ts';
import { confirmPassword } from '../identity/confirm-password.ts';
import { putRemain } from '../key/key-remain.ts';
import { houseTarget, kept, type NoteDesk, type RoomOperation } from '../operation/operation.ts';
import type { Gate } from './gate.ts';

type SlotObject = NonNullable<ReturnType<Gate['slotObject']>>;

/** Removes a way to open the house; two must remain. */
export const removeSlot: RoomOperation<typeof SlotRemove, SlotObject | undefined, SlotObject | undefined> = {
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
    const left = slots.filter((slot) => slot.id !== input.slot);
    if (countWays(left) < leastSlots) throw new VaultError('SlotsTooFew', { least: leastSlots });
    await confirmPassword(anteroom, input.password);
    return undefined;
  },
  /** A key in a token that no slot names any more is destroyed, as soon as the token is there. */
  note: (desk, { slot }) => noteKey(desk, desk.gate.slotObject(slot), true),
  async effect({ gate }, input, object) {
    await gate.removeSlot(input.slot);
    return object;
  },
  async run(room, _input, object) {
    await noteKey(room, object, false);
    return {};
  },
};

/** @param making whether a slot may name it still */
async function noteKey(desk: NoteDesk, object: SlotObject | undefined, making: boolean): Promise<SlotObject | undefined> {
  if (object) await putRemain(desk, { ...object, making, since: desk.time });
  return object;
}
