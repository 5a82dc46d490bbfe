import { type ErrorData, VaultError } from '../contract/vault-error.ts';
import type { Room } from '../operation/operation.ts';
import { checkApplication } from './application.ts';
import type { ApplicationRow } from './application-store.ts';
import type { Certificate } from './certificate.ts';
import type { ReadOffer } from './offer.ts';
import { offerMs } from './offer-limit.ts';

/** What an offer comes to here. */
export interface ReadConsent {
  readonly offer: ReadOffer;
  /** Those that hold by now. */
  readonly certificates: readonly Certificate[];
  /** The application, where it is here already, and whether the offer it is here by was signed by the same key. */
  readonly standing: { readonly application: ApplicationRow; readonly sameKey: boolean } | undefined;
}

const unfit = (reason: ErrorData<'OfferUnfit'>['reason']): VaultError => new VaultError('OfferUnfit', { reason });

/** Clocks of two houses differ somewhat. */
const skewMs = 3_600_000;

/** @throws VaultError OfferUnfit, IntegrityViolation */
export async function readConsent(room: Room, text: string): Promise<ReadConsent> {
  const { tx, time, authority } = room;
  const offer = await authority.offers.read(text);
  const tenant = await tx.directory.findTenant();
  if (offer.tenantId === tenant?.id) throw unfit('own');
  if (offer.until <= time || offer.issuedOn > time + skewMs || offer.until - offer.issuedOn > offerMs) throw unfit('expired');
  return { offer, certificates: readCertificates(room, offer), standing: await findStanding(room, offer) };
}

function readCertificates({ authority, time }: Room, offer: ReadOffer): Certificate[] {
  const certificates = offer.certificates.map((der) => readOne(() => authority.certificates.readDer(der)));
  const holding = certificates.filter(({ from, until }) => from <= time && time < until);
  if (holding.length === 0) throw unfit('certificates');
  return [...new Map(holding.map((certificate) => [certificate.thumbprint, certificate])).values()];
}

function readOne(read: () => Certificate): Certificate {
  try {
    return read();
  } catch (error) {
    if (error instanceof VaultError) throw unfit('certificates');
    throw error;
  }
}

async function findStanding({ tx, keyring }: Room, offer: ReadOffer): Promise<ReadConsent['standing']> {
  const application = checkApplication(keyring, await tx.applications.findByClientId(offer.clientId));
  if (!application) return undefined;
  const { home } = application;
  // The id of an application of this house, or of a third one's: whoever offers it did not make it.
  if (!home) throw unfit('own');
  if (home.tenantId === offer.tenantId && offer.issuedOn < home.offeredOn) throw unfit('expired');
  return { application, sameKey: home.tenantId === offer.tenantId && home.fingerprint === offer.fingerprint };
}
