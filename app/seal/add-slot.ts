import { SlotAdd } from '../contract/instance.ts';
import type { Output } from '../contract/operation.ts';
import { confirmPassword } from '../identity/confirm-password.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';

/** Adds a way to open the house. Data is not touched: the slot wraps the same root key. */
export const addSlot: RoomOperation<typeof SlotAdd, Output<'SlotAdd'>> = {
  at: 'room',
  shape: SlotAdd,
  needs: { kind: 'action', action: 'Strongroom.Instance/slots/write' },
  during: ['open'],
  throttle: 'guess',
  recorded: true,
  repeatable: false,
  fields: { kind: kept((input) => input.kind), slot: kept((_input, output) => output?.slot.id) },
  target: async (input) => houseTarget(`unlock slots / ${input.label}`),
  async prepare(anteroom, input) {
    await confirmPassword(anteroom, input.password);
    return undefined;
  },
  effect: ({ gate, time }, input) => gate.addSlot(input, time),
  async run(_room, _input, added) {
    if (!added) throw new Error('a slot is added before its record is written');
    return added;
  },
};
