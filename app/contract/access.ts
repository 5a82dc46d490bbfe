import * as z from 'zod';
import { cursor, instant, uuid } from './common.ts';
import { secretHit } from './search.ts';
import { secretName } from './secret.ts';
import { call } from './shape.ts';
import { reason, vaultName } from './vault.ts';

/**
 * Where a grant reaches, as an Azure resource path without case: `/` (the tenant), `/subscriptions/{id}`, `…/resourceGroups/{name}`,
 * `…/providers/Microsoft.KeyVault/vaults/{name}`, and below it `…/secrets/{name}` or `…/keys/{name}`; a Managed HSM pool
 * `…/managedHSMs/{name}`, all of its keys `…/keys`, one of them `…/keys/{name}`. Who knows a pool by its name alone may begin with
 * `/providers/Microsoft.KeyVault/managedHSMs/{name}`.
 */
export const scope = z
  .string()
  .max(1024)
  .regex(/^\/(?:[^/]+(?:\/[^/]+)*)?$/)
  .refine((text) => text.isWellFormed());

export const role = z.object({
  /** Azure's own. */
  id: uuid,
  name: z.string(),
  description: z.string(),
  kind: z.enum(['vault', 'pool', 'management', 'directory']),
  actions: z.array(z.string()),
  notActions: z.array(z.string()),
  dataActions: z.array(z.string()),
  /** The only roles that who has this one may assign, by id; absent where it is not limited. */
  assignable: z.array(uuid).optional(),
  /** Set where somebody who has it can give themselves more than it says, with how. */
  elevates: z.enum(['assignments', 'people']).optional(),
});
export type Role = z.infer<typeof role>;

/** The built-in roles; anyone who is signed in may know them. Roles of a pool's own are in `RoleDefinitionList`. */
export const RoleList = call('RoleList', z.strictObject({}), z.object({ items: z.array(role) }));

const named = z.object({ id: uuid, name: z.string() });
const principal = named.extend({
  kind: z.enum(['person', 'group', 'application']),
  /** Of an application of another tenant: that tenant's name, by which it is told from one's own. */
  home: z.string().optional(),
});

export const assignment = z.object({
  id: uuid,
  principal,
  role: named,
  scope: z.string(),
  /** What people read: `tenant`, `payroll`, `payroll / db-password`. */
  place: z.string(),
  state: z.enum(['in force', 'to come', 'ended']),
  from: instant,
  until: instant.optional(),
  grantedBy: z.string(),
  endedBy: z.string().optional(),
  reason: z.string(),
  /** Whether it stands at the scope that was asked about or above it. */
  inherited: z.boolean(),
  /** The groups by which it reaches who was asked about, from the person's own to the one that holds it; empty where it is their own. */
  through: z.array(named),
});
export type Assignment = z.infer<typeof assignment>;

/** People, groups and applications whose name has a text in it, at most 20 of each: for who may assign a role somewhere. To others there is nobody. */
export const PrincipalSearch = call(
  'PrincipalSearch',
  z.strictObject({ text: z.string().max(100) }),
  z.object({ items: z.array(principal) }),
);

const page = { after: cursor.optional(), limit: z.number().int().min(1).max(200) };

/**
 * Who holds what: at a scope and above it (`reach: 'here'`), or at it and below (`'below'`); or of a principal, its groups' included.
 * `at`: as it was then. `members`: one line for each person that a group's assignment reaches, instead of one for the group.
 */
export const RoleAssignmentList = call(
  'RoleAssignmentList',
  z.strictObject({
    scope,
    reach: z.enum(['here', 'below']),
    principal: uuid.optional(),
    role: uuid.optional(),
    state: z.array(assignment.shape.state).max(3).optional(),
    at: instant.optional(),
    members: z.boolean().optional(),
    ...page,
  }),
  z.object({ items: z.array(assignment), next: cursor.optional(), total: z.number().int() }),
);

/** Grants a role. `from` and `until` may lie ahead. */
export const RoleAssignmentCreate = call(
  'RoleAssignmentCreate',
  z.strictObject({
    /** What its name shall be, where who asks chooses that: the same again is refused. */
    id: uuid.optional(),
    principal: uuid,
    role: uuid,
    scope,
    reason,
    from: instant.optional(),
    until: instant.optional(),
  }),
  assignment,
);

/** One, as it stands at a scope or below it. */
export const RoleAssignmentGet = call('RoleAssignmentGet', z.strictObject({ id: uuid, scope }), assignment);

/** Ends one now, or puts one with another end in its place; what was stays readable. The last Owner of the tenant cannot be ended. */
export const RoleAssignmentEnd = call(
  'RoleAssignmentEnd',
  z.strictObject({
    id: uuid,
    /** Set by who names the place too: what stands elsewhere is not there. */
    scope: scope.optional(),
    reason,
  }),
  assignment,
);
export const RoleAssignmentPatch = call('RoleAssignmentPatch', z.strictObject({ id: uuid, until: instant.nullable(), reason }), assignment);

/** What the person who is signed in holds, with the groups it comes by: what RoleAssignmentList says of somebody else. */
export const AccessMine = call('AccessMine', z.strictObject({}), z.object({ items: z.array(assignment) }));

/** Something that a person would like to do: an operation, on what it names. */
const wish = z.strictObject({ operation: z.string().max(64), vault: vaultName.optional(), name: secretName.optional() });
export type Wish = z.infer<typeof wish>;

/** What is missing: the action, the smallest role that would allow it, and up to five people who could assign that role. */
const refusal = z.object({ missing: z.string(), smallestRole: z.string().optional(), grantors: z.array(z.string()) });
export type Refusal = z.infer<typeof refusal>;

/** Whether one may, without doing it: for the window, which disables with the reason. Not recorded. Answers in order. */
export const AccessCheck = call(
  'AccessCheck',
  z.strictObject({ wishes: z.array(wish).min(1).max(200) }),
  z.object({ answers: z.array(z.object({ allowed: z.boolean(), refusal: refusal.optional() })) }),
);

/** Single secrets that were granted one by one, in vaults that one does not see otherwise. */
export const SecretShared = call('SecretShared', z.strictObject({}), z.object({ items: z.array(secretHit) }));

export const accessRequest = z.object({
  id: uuid,
  by: principal,
  operation: z.string(),
  vault: z.string().optional(),
  name: z.string().optional(),
  action: z.string(),
  /** Only for who decides: where it would be granted. Absent where nothing of that name exists. */
  scope: z.string().optional(),
  smallestRole: named.optional(),
  reason: z.string(),
  createdOn: instant,
  state: z.enum(['open', 'granted', 'refused', 'withdrawn']),
  decidedBy: z.string().optional(),
  decidedOn: instant.optional(),
  note: z.string().optional(),
});
export type AccessRequest = z.infer<typeof accessRequest>;

/** Asks for what was refused. The answer is the same whether or not there is anything of that name. */
export const AccessRequestCreate = call('AccessRequestCreate', wish.extend({ reason }), accessRequest);

/** `mine`: one's own. `decide`: those that one may decide. Newest first. */
export const AccessRequestList = call(
  'AccessRequestList',
  z.strictObject({ whose: z.enum(['mine', 'decide']), state: z.array(accessRequest.shape.state).max(4).optional(), ...page }),
  z.object({ items: z.array(accessRequest), next: cursor.optional(), total: z.number().int() }),
);

/** Grants the role that was chosen at the scope that was chosen, or refuses; the person sees which, and the note. */
export const AccessRequestDecide = call(
  'AccessRequestDecide',
  z.strictObject({
    id: uuid,
    decision: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('grant'), role: uuid, scope, until: instant.optional() }),
      z.strictObject({ kind: z.literal('refuse') }),
    ]),
    note: reason,
  }),
  accessRequest,
);

export const AccessRequestWithdraw = call('AccessRequestWithdraw', z.strictObject({ id: uuid }), z.object({}));
