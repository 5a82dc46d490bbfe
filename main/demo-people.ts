import * as z from 'zod';

/** Asks an operation, as whoever is signed in where it is asked. */
export type Call = (name: string, input: unknown) => Promise<unknown>;

interface Holding {
  readonly role: string;
  /** Vault, or vault and secret; everywhere without it. */
  readonly at?: readonly [vault: string, secret?: string];
  readonly reason: string;
}

interface SamplePerson {
  readonly name: string;
  readonly displayName: string;
  readonly group: { readonly name: string; readonly description: string; readonly holds: readonly Holding[] };
  /** What they hold themselves. */
  readonly holds: readonly Holding[];
}

const people: readonly SamplePerson[] = [
  {
    name: 'dev',
    displayName: 'Devi Developer',
    group: {
      name: 'Developers',
      description: 'Who builds and runs the shop',
      holds: [
        { role: 'Key Vault Secrets User', at: ['platform'], reason: 'Tokens of the build' },
        { role: 'Key Vault Secrets User', at: ['shop-test'], reason: 'Passwords of the tests' },
      ],
    },
    holds: [{ role: 'Key Vault Secrets User', at: ['payroll', 'payroll-smtp-key'], reason: 'Sends the pay slips by mail' }],
  },
  {
    name: 'audit',
    displayName: 'Audra Auditor',
    group: {
      name: 'Auditors',
      description: 'Who reads the log',
      holds: [{ role: 'Monitoring Reader', reason: 'Yearly audit' }],
    },
    holds: [],
  },
];

const made = z.object({ id: z.string() });
const found = z.object({ resourceId: z.string() });
const listed = z.object({ items: z.array(z.object({ id: z.string(), name: z.string() })) });
const invited = z.object({ person: made, code: z.instanceof(Uint8Array) });

/**
 * Invites a developer and an auditor, who come at once, each into a group of their own.
 * @param call of somebody who may do everything @param password drawn anew for each that takes one
 */
export async function seedPeople(call: Call, password: () => Uint8Array): Promise<void> {
  const { items: roles } = listed.parse(await call('RoleList', {}));
  const assign = async (principal: string, { role, at, reason }: Holding): Promise<void> => {
    const id = roles.find(({ name }) => name === role)?.id;
    await call('RoleAssignmentCreate', { principal, role: id, scope: await scopeOf(call, at), reason });
  };
  for (const { name, displayName, group, holds } of people) {
    const { id: groupId } = made.parse(await call('GroupPut', { name: group.name, description: group.description }));
    const invitation = { name, displayName, secondFactor: false, groups: [groupId] };
    const { person, code } = invited.parse(await call('PersonInvite', invitation));
    await call('InvitationAccept', { person: name, code, password: password() });
    for (const holding of group.holds) await assign(groupId, holding);
    for (const holding of holds) await assign(person.id, holding);
  }
}

async function scopeOf(call: Call, at: Holding['at']): Promise<string> {
  if (!at) return '/';
  const [vault, secret] = at;
  const { resourceId } = found.parse(await call('VaultGet', { vault }));
  return secret === undefined ? resourceId : `${resourceId}/secrets/${secret}`;
}
