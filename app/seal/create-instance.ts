import { InstanceCreate } from '../contract/instance.ts';
import { hashPassword } from '../identity/password.ts';
import { type GateOperation, houseTarget, kept } from '../operation/operation.ts';

/** Makes the instance; its first record is this one. */
export const createInstance: GateOperation<typeof InstanceCreate> = {
  at: 'gate',
  shape: InstanceCreate,
  needs: { kind: 'nothing' },
  during: ['empty'],
  throttle: 'guess',
  recorded: true,
  fields: {
    organisation: kept((input) => input.organisation),
    person: kept((input) => input.person.name),
    keychain: kept((input) => String(input.keychain)),
    shares: kept((input) => String(input.shareCheck !== undefined)),
  },
  target: (input) => houseTarget(input.organisation),
  async run(scene, input) {
    const { password, ...person } = input.person;
    const stored = await hashPassword(scene, password);
    const instanceId = await scene.gate.create(
      {
        organisation: input.organisation,
        subscription: input.subscription,
        resourceGroup: input.resourceGroup,
        person: { ...person, ...stored },
        passphrase: input.passphrase,
        keychain: input.keychain,
        shareCheck: input.shareCheck,
      },
      scene.time,
    );
    return { instanceId };
  },
};
