import { calculateJwkThumbprint, CompactSign, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import * as z from 'zod';
import { fromBase64, toBase64 } from '../../app/audit/base64.ts';
import { displayName, uuid } from '../../app/contract/common.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { Offers, OfferTerms, ReadOffer } from '../../app/identity/offer.ts';
import { isCompact } from './compact.ts';
import { isUnreadable } from './jose-error.ts';
import { drawEc, readSecret, toJwk } from './key-pair.ts';

const typ = 'strongroom-offer+jws';
const mostCertificates = 32;
const mostCertificateBytes = 16_384;

const jwk = z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() });
const header = z.strictObject({ alg: z.literal('ES256'), typ: z.literal(typ), jwk });
const instant = z.number().int().nonnegative();

const payload = z.strictObject({
  format: z.literal(1),
  clientId: uuid,
  name: displayName,
  description: z
    .string()
    .max(500)
    .refine((text) => text.isWellFormed()),
  tenantId: uuid,
  tenant: displayName,
  certificates: z.array(z.string().max(mostCertificateBytes * 2)).max(mostCertificates),
  issuedOn: instant,
  until: instant,
});

const unfit = (reason: 'unreadable' | 'signature'): VaultError => new VaultError('OfferUnfit', { reason });

/** Offers by jose. */
export const createOffers = (): Offers => ({
  async drawKey() {
    const { secret, publicKey } = await drawEc();
    return { secret, publicPart: publicKey };
  },
  fingerprintOf: (publicPart) => calculateJwkThumbprint(jwk.parse(toJwk(publicPart)), 'sha256'),
  sign: ({ secret, publicPart }, terms) =>
    new CompactSign(new TextEncoder().encode(JSON.stringify(toPayload(terms))))
      .setProtectedHeader({ alg: 'ES256', typ, jwk: jwk.parse(toJwk(publicPart)) })
      .sign(readSecret(secret)),
  read: readOffer,
});

const toPayload = (terms: OfferTerms): z.infer<typeof payload> => ({
  format: 1,
  clientId: terms.clientId,
  name: terms.name,
  description: terms.description,
  tenantId: terms.tenantId,
  tenant: terms.tenant,
  certificates: terms.certificates.map(toBase64),
  issuedOn: terms.issuedOn,
  until: terms.until,
});

/** @see Offers.read */
async function readOffer(text: string): Promise<ReadOffer> {
  const offer = text.trim();
  if (!isCompact(offer)) throw unfit('unreadable');
  const { jwk: key } = read(header, () => decodeProtectedHeader(offer));
  const signed = await verify(offer, key);
  const {
    certificates,
    format: _format,
    ...terms
  } = read(payload, () => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(signed)));
  return { ...terms, certificates: certificates.map(readBytes), fingerprint: await calculateJwkThumbprint(key, 'sha256') };
}

async function verify(offer: string, key: z.infer<typeof jwk>): Promise<Uint8Array> {
  try {
    return (await compactVerify(offer, await importJWK(key, 'ES256'), { algorithms: ['ES256'] })).payload;
  } catch (error) {
    if (isUnreadable(error)) throw unfit('signature');
    throw error;
  }
}

/** @throws VaultError OfferUnfit {unreadable} */
function read<T extends z.ZodType>(schema: T, from: () => unknown): z.output<T> {
  try {
    return schema.parse(from());
  } catch (error) {
    if (error instanceof z.ZodError || isUnreadable(error)) throw unfit('unreadable');
    throw error;
  }
}

function readBytes(text: string): Uint8Array {
  const bytes = fromBase64(text);
  if (!bytes || bytes.length > mostCertificateBytes) throw unfit('unreadable');
  return bytes;
}
