import { ConsentCreate, mostCredentialMs } from '../contract/application.ts';
import { VaultError } from '../contract/vault-error.ts';
import { houseTarget, kept, type Room, type RoomOperation } from '../operation/operation.ts';
import { changeApplication, makeApplication } from './application.ts';
import type { ApplicationRow } from './application-store.ts';
import { toApplication } from './application-view.ts';
import type { Certificate } from './certificate.ts';
import { addCredential, endCredentialRow, isCredentialLeft, listCredentials } from './credential.ts';
import type { ReadOffer } from './offer.ts';
import { type ReadConsent, readConsent } from './read-consent.ts';

/** Lets an application of another tenant be used here, or takes the certificates that its maker gives it from now on. */
export const createConsent: RoomOperation<typeof ConsentCreate> = {
  at: 'room',
  shape: ConsentCreate,
  needs: { kind: 'action', action: 'microsoft.directory/applications/create' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: true,
  fields: {
    application: kept((_input, output) => output?.id),
    clientId: kept((_input, output) => output?.clientId),
    tenant: kept((_input, output) => output?.home?.tenantId),
    reason: kept((input) => input.reason),
  },
  target: async () => houseTarget('offer of another tenant'),
  async run(room, input) {
    const consent = await readConsent(room, input.offer);
    const application = await (consent.standing ? renew(room, consent, consent.standing) : letIn(room, consent));
    await replaceCertificates(room, application, consent.certificates);
    return toApplication(room, application);
  },
};

const toHome = ({ principal, time }: Room, { tenantId, tenant, fingerprint, issuedOn }: ReadOffer) => ({
  tenantId,
  tenant,
  fingerprint,
  offeredOn: issuedOn,
  by: principal.id,
  on: time,
});

/** @throws VaultError OfferUnfit {key} when another key signed the offer before: what was consented to was another maker's word */
async function renew(room: Room, { offer }: ReadConsent, { application, sameKey }: NonNullable<ReadConsent['standing']>) {
  if (!sameKey) throw new VaultError('OfferUnfit', { reason: 'key' });
  return changeApplication(room.tx, room.keyring, application, { home: toHome(room, offer) });
}

async function letIn(room: Room, { offer }: ReadConsent): Promise<ApplicationRow> {
  const { clientId, description } = offer;
  return makeApplication(room, { clientId, name: await findName(room, offer), description, home: toHome(room, offer) });
}

/** Its own, and where that is taken the maker's with it. @throws VaultError NameTaken */
async function findName({ tx }: Room, { name, tenant }: ReadOffer): Promise<string> {
  const both = `${name} (${tenant})`.slice(0, mostNameLength);
  for (const candidate of [name, both]) if (!(await tx.applications.findByName(candidate.toLowerCase()))) return candidate;
  throw new VaultError('NameTaken', { name });
}

const mostNameLength = 100;

/** Ends the certificates that are not offered any more, and adds those that are new. */
async function replaceCertificates(room: Room, { id, home }: ApplicationRow, certificates: readonly Certificate[]): Promise<void> {
  const { tx, keyring, time, principal } = room;
  const held = (await listCredentials(tx, keyring, [id])).filter((row) => isCredentialLeft(row, time));
  const offered = new Set(certificates.map(({ thumbprint }) => thumbprint));
  for (const row of held) if (!offered.has(row.hint)) await endCredentialRow(tx, keyring, row, { on: time, by: principal.id });
  for (const { thumbprint, der, until } of certificates) {
    if (held.some(({ hint }) => hint === thumbprint)) continue;
    await addCredential(tx, keyring, {
      id: room.newId(),
      applicationId: id,
      kind: 'certificate',
      label: home?.tenant ?? '',
      hint: thumbprint,
      content: der,
      from: time,
      until: Math.min(until, time + mostCredentialMs),
      createdOn: time,
      createdBy: principal.id,
    });
  }
}
