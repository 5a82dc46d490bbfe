import { AccessRequestWithdraw } from '../contract/access.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type RoomOperation } from '../operation/operation.ts';
import { changeRequest, checkRequest } from './access-request.ts';

/** Takes back a request of one's own that nobody has decided. */
export const withdrawAccessRequest: RoomOperation<typeof AccessRequestWithdraw> = {
  at: 'room',
  shape: AccessRequestWithdraw,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: { request: kept((input) => input.id) },
  target: async () => houseTarget('access request'),
  async run({ tx, keyring, principal, time }, { id }) {
    const row = await tx.accessRequests.find(id);
    if (row) checkRequest(keyring, row);
    if (!row || row.personId !== principal.id) throw new VaultError('RequestNotFound', {});
    if (row.state !== 'open') throw new VaultError('RequestDecided', { state: row.state });
    await changeRequest(tx, keyring, row, { state: 'withdrawn', decidedOn: time });
    return {};
  },
};
