import * as z from 'zod';
import { bytes, bytesBetween } from './bytes.ts';
import { cursor, displayName, instant, leastPassphraseBytes, mostPassphraseBytes, personName, uuid } from './common.ts';
import { passkeyProof } from './session.ts';
import { call } from './shape.ts';
import { reason } from './vault.ts';

/** `invited`: has a one-time code and no password yet, or no longer. */
export const personState = z.enum(['invited', 'active', 'disabled']);
export type PersonState = z.infer<typeof personState>;

/** What a person proves beside the password: a code of an app, a passkey or security key, or one of the codes kept for an emergency. */
export const factorKind = z.enum(['totp', 'passkey', 'recovery-code']);
export type FactorKind = z.infer<typeof factorKind>;

export const person = z.object({
  id: uuid,
  /** What they sign in with. */
  name: z.string(),
  displayName: z.string(),
  state: personState,
  /** Until when the one-time code of somebody invited holds. */
  invitedUntil: instant.optional(),
  /** Until when signing in is refused, after too many failures in a row. */
  lockedUntil: instant.optional(),
  /** Whether signing in needs a second factor; where it does and there is none yet, one is set up at the next sign-in. */
  secondFactor: z.boolean(),
  /** Kinds that are set up. */
  factors: z.array(factorKind),
  createdOn: instant,
  lastSignInOn: instant.optional(),
  revision: z.number().int(),
});
export type Person = z.infer<typeof person>;

/** Drawn by the engine, shown once to who invites, and used once by who is invited; UTF-8 of base32 in groups. */
const invitation = z.object({ person, code: bytes, until: instant });

const page = { after: cursor.optional(), limit: z.number().int().min(1).max(200) };

/** People by name. `text`: part of a name. */
export const PersonList = call(
  'PersonList',
  z.strictObject({ text: z.string().max(100).optional(), state: z.array(personState).max(3).optional(), ...page }),
  z.object({ items: z.array(person), next: cursor.optional(), total: z.number().int() }),
);

export const PersonGet = call('PersonGet', z.strictObject({ id: uuid }), person);

/** Adds a person who may do nothing yet, and draws the one-time code with which they choose their password. */
export const PersonInvite = call(
  'PersonInvite',
  z.strictObject({ name: personName, displayName, secondFactor: z.boolean(), groups: z.array(uuid).max(50) }),
  invitation,
);

/** Of a disabled person every session ends with the next operation. `unlock`: lets somebody try again before the time is over. */
export const PersonPatch = call(
  'PersonPatch',
  z.strictObject({
    id: uuid,
    displayName: displayName.optional(),
    enabled: z.boolean().optional(),
    secondFactor: z.boolean().optional(),
    unlock: z.literal(true).optional(),
    revision: z.number().int(),
  }),
  person,
);

/** For who has lost password or second factor: both fall, every session ends, and a new one-time code is drawn. Grants stay. */
export const PersonRecover = call('PersonRecover', z.strictObject({ id: uuid, reason, revision: z.number().int() }), invitation);

/** By who was invited, before they can sign in. */
export const InvitationAccept = call(
  'InvitationAccept',
  z.strictObject({ person: personName, code: bytesBetween(1, 128), password: bytesBetween(leastPassphraseBytes, mostPassphraseBytes) }),
  z.object({}),
);

const ownPassword = { password: bytesBetween(1, mostPassphraseBytes) };

/** One's own; ends one's other sessions. */
export const PasswordChange = call(
  'PasswordChange',
  z.strictObject({ ...ownPassword, next: bytesBetween(leastPassphraseBytes, mostPassphraseBytes) }),
  z.object({}),
);

export const factor = z.object({
  id: uuid,
  kind: factorKind,
  label: z.string(),
  createdOn: instant,
  lastUsedOn: instant.optional(),
  /** Of recovery codes: how many are left. */
  left: z.number().int().optional(),
});
export type Factor = z.infer<typeof factor>;

/** One's own. */
export const FactorList = call('FactorList', z.strictObject({}), z.object({ items: z.array(factor) }));

/** Begins to set one up: what is drawn waits in the engine's memory for its confirmation. */
export const FactorBegin = call(
  'FactorBegin',
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('totp'), ...ownPassword }),
    z.strictObject({ kind: z.literal('passkey'), ...ownPassword }),
    z.strictObject({ kind: z.literal('recovery-code'), ...ownPassword }),
  ]),
  z.discriminatedUnion('kind', [
    /** `uri`: UTF-8 of an `otpauth://totp/…` URI; it holds the secret. */
    z.object({ kind: z.literal('totp'), factor: uuid, uri: bytes }),
    /** `options`: JSON of PublicKeyCredentialCreationOptionsJSON (WebAuthn Level 3). */
    z.object({ kind: z.literal('passkey'), factor: uuid, options: z.string() }),
    /** Ten codes, UTF-8; they replace those of before once they are confirmed by one of them. */
    z.object({ kind: z.literal('recovery-code'), factor: uuid, codes: z.array(bytes) }),
  ]),
);

/** Proves that it works; only then does signing in ask for it. */
export const FactorConfirm = call(
  'FactorConfirm',
  z.strictObject({
    factor: uuid,
    label: displayName,
    proof: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('totp'), code: bytesBetween(6, 6) }),
      passkeyProof,
      z.strictObject({ kind: z.literal('recovery-code'), code: bytesBetween(1, 64) }),
    ]),
  }),
  factor,
);

export const FactorRemove = call('FactorRemove', z.strictObject({ id: uuid, ...ownPassword }), z.object({}));

export const group = z.object({
  id: uuid,
  name: z.string(),
  description: z.string(),
  /** People and groups that are in it directly. */
  memberCount: z.number().int(),
  /** Whether it, or a group that it is in, holds assignments: being in it then gives rights. */
  grants: z.boolean(),
  createdOn: instant,
  revision: z.number().int(),
});
export type Group = z.infer<typeof group>;

/**
 * That somebody is in a group. Where other groups lie between, what is said of it (`id`, `from`, `until`, by whom) is that of the member's
 * own place when a group was asked about, and that of the last place on the way when a member was.
 */
export const membership = z.object({
  id: uuid,
  group: z.object({ id: uuid, name: z.string() }),
  member: z.object({
    id: uuid,
    kind: z.enum(['person', 'group', 'application']),
    name: z.string(),
    /** Of an application of another tenant: that tenant's name, by which it is told from one's own. */
    home: z.string().optional(),
  }),
  /** The groups between, from the member's own to this one; empty where the member is in it directly. */
  through: z.array(z.object({ id: uuid, name: z.string() })),
  from: instant,
  until: instant.optional(),
  addedBy: z.string(),
  endedBy: z.string().optional(),
});
export type Membership = z.infer<typeof membership>;

const description = z
  .string()
  .trim()
  .max(500)
  .refine((text) => text.isWellFormed());

export const GroupList = call(
  'GroupList',
  z.strictObject({ text: z.string().max(100).optional(), ...page }),
  z.object({ items: z.array(group), next: cursor.optional(), total: z.number().int() }),
);

export const GroupGet = call('GroupGet', z.strictObject({ id: uuid }), group);

/** Without `id` a new one. */
export const GroupPut = call(
  'GroupPut',
  z.strictObject({ id: uuid.optional(), name: displayName, description, revision: z.number().int().optional() }),
  group,
);

/** Ends its memberships and assignments with it; their history stays. */
export const GroupDelete = call('GroupDelete', z.strictObject({ id: uuid, reason, revision: z.number().int() }), z.object({}));

/** Who is in a group, or which groups somebody is in; `nested`: through other groups too. `at`: as it was then. */
export const MembershipList = call(
  'MembershipList',
  z.strictObject({
    of: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('group'), id: uuid }),
      z.strictObject({ kind: z.literal('member'), id: uuid }),
    ]),
    nested: z.boolean(),
    at: instant.optional(),
    ...page,
  }),
  z.object({ items: z.array(membership), next: cursor.optional(), total: z.number().int() }),
);

/** Puts a person, a group or an application into a group. Where the group holds assignments this gives rights, and needs the right to give them. */
export const MembershipCreate = call(
  'MembershipCreate',
  z.strictObject({ group: uuid, member: uuid, until: instant.optional() }),
  membership,
);

export const MembershipEnd = call('MembershipEnd', z.strictObject({ id: uuid }), z.object({}));
