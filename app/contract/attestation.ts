import * as z from 'zod';
import { bytesBetween } from './bytes.ts';
import { displayName, instant, uuid } from './common.ts';
import { authorityUrl } from './release-policy.ts';
import { call } from './shape.ts';

/** A key set is text; one of this size has more keys than an authority uses. */
export const mostKeySetBytes = 262_144;

/** Algorithms of tokens that are taken (RFC 7518 section 3.1): each key of an issuer has one of them, and no token chooses. */
export const issuerAlgorithm = z.enum(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512']);
export type IssuerAlgorithm = z.infer<typeof issuerAlgorithm>;

/** Whom the house believes what environments are, by keys that somebody gave: nothing is fetched. */
export const attestationIssuer = z.object({
  id: uuid,
  name: z.string(),
  authority: z.string(),
  keys: z.array(
    z.object({
      /** As tokens name it; absent where the key set gave none. */
      kid: z.string().optional(),
      algorithm: issuerAlgorithm,
      /** SHA-256 of its SubjectPublicKeyInfo, base64url. */
      fingerprint: z.string(),
    }),
  ),
  changedBy: z.string(),
  changedOn: instant,
});
export type AttestationIssuer = z.infer<typeof attestationIssuer>;

/** The issuers by name. */
export const AttestationIssuerList = call('AttestationIssuerList', z.strictObject({}), z.object({ items: z.array(attestationIssuer) }));

/** Puts an issuer in place of the one of this authority, or beside the others. */
export const AttestationIssuerPut = call(
  'AttestationIssuerPut',
  z.strictObject({
    name: displayName,
    authority: authorityUrl,
    /** A JSON Web Key Set (RFC 7517) with public keys or certificates (`x5c`). */
    keySet: bytesBetween(1, mostKeySetBytes),
  }),
  attestationIssuer,
);

/** From then on nothing is released to what it attests. */
export const AttestationIssuerRemove = call('AttestationIssuerRemove', z.strictObject({ id: uuid }), z.object({}));
