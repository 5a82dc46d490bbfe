import * as z from 'zod';
import { bytes, bytesBetween } from './bytes.ts';
import { cursor, displayName, instant, uuid } from './common.ts';
import { call } from './shape.ts';
import { reason } from './vault.ts';

const description = z
  .string()
  .trim()
  .max(500)
  .refine((text) => text.isWellFormed());

/**
 * What an application proves itself by. `secret`: text that it keeps; `certificate`: a private key that it keeps, of which the house has
 * the certificate; `managed-identity`: the header of the managed identity endpoint, for code that asks there by itself.
 */
export const credentialKind = z.enum(['secret', 'certificate', 'managed-identity']);
export type CredentialKind = z.infer<typeof credentialKind>;

export const credential = z.object({
  id: uuid,
  kind: credentialKind,
  label: z.string(),
  /** What tells it from others: the first characters of a secret, the SHA-256 thumbprint (base64url) of a certificate. */
  hint: z.string(),
  from: instant,
  until: instant,
  createdBy: z.string(),
  lastUsedOn: instant.optional(),
});
export type Credential = z.infer<typeof credential>;

/** An application (service principal): what asks over the endpoint, as itself and not as a person. */
export const application = z.object({
  /** Of the service principal: what assignments name, and tokens carry as `oid`. */
  id: uuid,
  /** What it signs in with; of an application of another tenant the id that it has there. */
  clientId: uuid,
  name: z.string(),
  description: z.string(),
  enabled: z.boolean(),
  /** The tenant that made it, where that is another one: it is used here by consent, with the certificates that its maker gave. */
  home: z.object({ tenantId: uuid, tenant: z.string(), consentedBy: z.string(), consentedOn: instant }).optional(),
  /** Credentials that hold, and when the first of them ends. */
  credentialCount: z.number().int(),
  credentialUntil: instant.optional(),
  createdOn: instant,
  createdBy: z.string(),
  /** When it was last given a token. */
  lastSignInOn: instant.optional(),
  revision: z.number().int(),
});
export type Application = z.infer<typeof application>;

const page = { after: cursor.optional(), limit: z.number().int().min(1).max(200) };

/** Applications by name. `endingBy`: only those with a credential that holds now and ends by then. */
export const ApplicationList = call(
  'ApplicationList',
  z.strictObject({ text: z.string().max(100).optional(), endingBy: instant.optional(), ...page }),
  z.object({ items: z.array(application), next: cursor.optional(), total: z.number().int() }),
);

/** With the credentials that hold or will. */
export const ApplicationGet = call(
  'ApplicationGet',
  z.strictObject({ id: uuid }),
  application.extend({ credentials: z.array(credential) }),
);

/** Adds an application that may do nothing yet, and has nothing to sign in with. */
export const ApplicationCreate = call('ApplicationCreate', z.strictObject({ name: displayName, description }), application);

/** A disabled one is refused from its next request on, and tokens that it holds by then stay refused once it is enabled again. */
export const ApplicationPatch = call(
  'ApplicationPatch',
  z.strictObject({
    id: uuid,
    name: displayName.optional(),
    description: description.optional(),
    enabled: z.boolean().optional(),
    revision: z.number().int(),
  }),
  application,
);

/** Ends its credentials and assignments with it; of an application of another tenant this takes the consent back. */
export const ApplicationDelete = call('ApplicationDelete', z.strictObject({ id: uuid, reason, revision: z.number().int() }), z.object({}));

/** Longest a credential may hold: two years. */
export const mostCredentialMs = 2 * 366 * 86_400_000;

/** One certificate as PEM (RFC 7468), UTF-8. */
const certificate = bytesBetween(1, 16_384);

/**
 * Adds something to sign in with. A secret or header is drawn by the engine and shown this once. For an application that holds
 * assignments this needs the right to give them.
 */
export const CredentialCreate = call(
  'CredentialCreate',
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('secret'), application: uuid, label: displayName, until: instant }),
    z.strictObject({ kind: z.literal('certificate'), application: uuid, label: displayName, certificate }),
    z.strictObject({ kind: z.literal('managed-identity'), application: uuid, label: displayName, until: instant }),
  ]),
  z.object({ credential, secret: bytes.optional() }),
);

/** Ends a credential: tokens that were given for it are refused from the next request on. */
export const CredentialEnd = call('CredentialEnd', z.strictObject({ application: uuid, id: uuid, reason }), z.object({}));

/** What another tenant is given to consent to: id, names and certificates, signed by this tenant (JWS, RFC 7515). No secret is in it. */
export const ApplicationOffer = call(
  'ApplicationOffer',
  z.strictObject({ id: uuid }),
  z.object({
    offer: z.string(),
    /** As ConsentPreview shows it to who consents: what is told them on another way. */
    fingerprint: z.string(),
  }),
);

const offer = z.string().max(65_536);

/** Reads an offer without taking it: what the person decides by. */
export const ConsentPreview = call(
  'ConsentPreview',
  z.strictObject({ offer }),
  z.object({
    clientId: uuid,
    name: z.string(),
    description: z.string(),
    tenantId: uuid,
    tenant: z.string(),
    /** SHA-256 (base64url) of the key that signed it, to be compared with what its maker says. */
    fingerprint: z.string(),
    certificates: z.array(z.object({ hint: z.string(), until: instant })),
    /** Set where the application is here already: the offer then renews its certificates. */
    standing: application.optional(),
    /** Whether it was signed by the key that signed the offer before. */
    sameKey: z.boolean().optional(),
  }),
);

/** Lets an application of another tenant be used here, or renews its certificates. It may do nothing yet. */
export const ConsentCreate = call('ConsentCreate', z.strictObject({ offer, reason }), application);

/** A public key that tokens are signed by (RFC 7517). */
export const tokenKey = z.object({
  kty: z.literal('RSA'),
  use: z.literal('sig'),
  alg: z.literal('RS256'),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
});
export type TokenKey = z.infer<typeof tokenKey>;

/** What tokens that hold can be checked with, the newest key first; none before the first token was given. */
export const TokenKeyList = call('TokenKeyList', z.strictObject({}), z.object({ keys: z.array(tokenKey) }));

/**
 * Gives an application a token for the endpoint. `assertion`: a client assertion (RFC 7523) signed by one of its certificates.
 * Every failure to prove itself is `TokenRefused`, in the same time whether or not there is such an application.
 */
export const TokenCreate = call(
  'TokenCreate',
  z.strictObject({
    proof: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('secret'), clientId: uuid, secret: bytesBetween(1, 1024) }),
      z.strictObject({ kind: z.literal('assertion'), clientId: uuid, assertion: bytesBetween(1, 16_384), audience: z.string().max(2048) }),
      z.strictObject({ kind: z.literal('managed-identity'), secret: bytesBetween(1, 1024), clientId: uuid.optional() }),
    ]),
    /** What it is for: `https://vault.localhost:8443`. */
    resource: z.string().max(2048),
    issuer: z.string().max(2048),
  }),
  z.object({ token: bytes, expiresOn: instant, clientId: uuid }),
);
