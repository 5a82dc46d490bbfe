import { SettingPut } from '../contract/instance.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';

/** Name of the setting that says after how many idle minutes the window locks. */
export const idleMinutesSetting = 'idleMinutes';

export const putSetting: RoomOperation<typeof SettingPut> = {
  at: 'room',
  shape: SettingPut,
  needs: { kind: 'action', action: 'Strongroom.Instance/settings/write' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: { idleMinutes: kept((input) => String(input.idleMinutes)) },
  target: async () => houseTarget('settings'),
  async run({ tx }, input) {
    await tx.settings.put(idleMinutesSetting, JSON.stringify(input.idleMinutes));
    return {};
  },
  afterCommit: ({ gate }, input) => gate.setIdleMinutes(input.idleMinutes),
};
