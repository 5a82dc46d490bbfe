import { SlotList } from '../contract/instance.ts';
import { houseTarget, type RoomOperation } from '../operation/operation.ts';

export const listSlot: RoomOperation<typeof SlotList> = {
  at: 'room',
  shape: SlotList,
  needs: { kind: 'action', action: 'Strongroom.Instance/slots/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('unlock slots'),
  run: async ({ gate }) => ({ slots: [...gate.slots()] }),
};
