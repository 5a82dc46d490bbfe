import * as z from 'zod';
import { objectName, objectVersion } from './common.ts';
import { keyProperties } from './key.ts';
import { call } from './shape.ts';
import { vaultName } from './vault.ts';

/**
 * How a released key is wrapped: an AES key under the environment's RSA key by OAEP with SHA-1, SHA-256 or SHA-384, and the released key
 * under that one by RFC 5649 (PKCS #11 v3.0, CKM_RSA_AES_KEY_WRAP).
 */
export const releaseWrap = z.enum(['CKM_RSA_AES_KEY_WRAP', 'RSA_AES_KEY_WRAP_256', 'RSA_AES_KEY_WRAP_384']);
export type ReleaseWrap = z.infer<typeof releaseWrap>;

const mostTokenCharacters = 65_536;

/**
 * Releases an exportable key to the environment that a token attests, if its policy is met: wrapped for a key of that environment.
 * @throws KeyDisabled, ReleaseRefused, HsmUnavailable, HsmTokenLocked
 */
export const KeyRelease = call(
  'KeyRelease',
  z.strictObject({
    vault: vaultName,
    name: objectName,
    version: objectVersion.optional(),
    /** What attests the environment: a JSON Web Token in compact form. */
    target: z.string().min(1).max(mostTokenCharacters),
    /** Stands in the answer again, so that whoever asked knows it for theirs. */
    nonce: z.string().max(1_024).optional(),
    enc: releaseWrap.optional(),
    /** As it was asked by; stands in the answer. */
    apiVersion: z.string().max(40).optional(),
  }),
  z.object({
    id: z.string(),
    /** A JWS in compact form with Key Vault's answer. */
    value: z.string(),
    /** The authority that attested the environment. */
    issuer: z.string(),
    /** SHA-256 of what it attested, base64url: the same for the same environment. */
    environment: z.string(),
  }),
);

/** What the token of an HSM attests of a key by a certificate of its maker. @throws KeyUnsupported where it attests nothing */
export const KeyAttestationGet = call(
  'KeyAttestationGet',
  z.strictObject({ vault: vaultName, name: objectName, version: objectVersion.optional() }),
  keyProperties,
);
