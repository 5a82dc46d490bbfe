import { ApplicationOffer } from '../contract/application.ts';
import { VaultError } from '../contract/vault-error.ts';
import { kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { type DrawnKey, useHouseKey } from '../seal/keep-house-key.ts';
import { getApplicationRow } from './application.ts';
import type { ApplicationRow } from './application-store.ts';
import { applicationTarget } from './application-target.ts';
import { isCredentialInForce, listCredentials } from './credential.ts';
import { addOfferKey, findOfferKey } from './offer-key.ts';
import { mostOfferedCertificates, offerMs } from './offer-limit.ts';

/** Writes down an application of this tenant for another one: who it is, and the certificates that it signs in with. */
export const offerApplication: RoomOperation<typeof ApplicationOffer, DrawnKey> = {
  at: 'room',
  shape: ApplicationOffer,
  needs: { kind: 'action', action: 'microsoft.directory/applications/standard/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: { application: kept((input) => input.id), fingerprint: kept((_input, output) => output?.fingerprint) },
  target: (input, tx) => applicationTarget(tx, input.id),
  async prepare({ read, keyring, authority }) {
    return (await read((tx) => findOfferKey(tx, keyring))) ? undefined : authority.offers.drawKey();
  },
  async run(room, { id }, drawn) {
    try {
      const application = await getApplicationRow(room.tx, room.keyring, id);
      if (application.home) throw new VaultError('BadParameter', { issues: [{ path: 'id', problem: 'foreign' }] });
      return await sign(room, application, drawn);
    } finally {
      drawn?.secret.fill(0);
    }
  },
  release: ({ secret }) => void secret.fill(0),
};

async function sign(room: Room, application: ApplicationRow, drawn: DrawnKey | undefined) {
  const { tx, keyring, time, authority } = room;
  const tenant = await tx.directory.findTenant();
  if (!tenant) throw new Error('the instance has no tenant');
  const terms = {
    clientId: application.clientId,
    name: application.name,
    description: application.description,
    tenantId: tenant.id,
    tenant: tenant.name,
    certificates: await listOffered(room, application),
    issuedOn: time,
    until: time + offerMs,
  };
  const key = (await findOfferKey(tx, keyring)) ?? (drawn && (await addOfferKey(tx, keyring, drawn, { id: room.newId(), time })));
  if (!key) throw new Error('no key was drawn');
  const { publicPart } = key;
  const offer = await useHouseKey(tx, keyring, key, (secret) => authority.offers.sign({ secret, publicPart }, terms));
  return { offer, fingerprint: await authority.offers.fingerprintOf(publicPart) };
}

/** @throws VaultError OfferUnfit {certificates} where there is nothing that another tenant could know it by */
async function listOffered({ tx, keyring, time }: Room, { id }: ApplicationRow): Promise<Uint8Array[]> {
  const held = await listCredentials(tx, keyring, [id]);
  const certificates = held.filter((row) => row.kind === 'certificate' && isCredentialInForce(row, time));
  if (certificates.length === 0 || certificates.length > mostOfferedCertificates)
    throw new VaultError('OfferUnfit', { reason: 'certificates' });
  return certificates.map(({ content }) => content);
}
