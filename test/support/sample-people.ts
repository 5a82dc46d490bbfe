import type { Input, OperationName, Output } from '../../app/contract/operation.ts';
import type { Factor, Group, Membership, Person } from '../../app/contract/person.ts';
import type { Session } from '../../app/contract/session.ts';

const id = '0f4b1f0c-4c3c-4c1e-9d55-3a1f0f6c2b11';
const time = 1_790_000_000_000;
const utf8 = (text: string) => new TextEncoder().encode(text);
const sixDigits = () => utf8('287082');
const passphrase = () => utf8('correct horse battery staple');
const code = () => utf8('7K3M-Q9XP');

const session: Session = {
  id,
  person: { id, name: 'ada', displayName: 'Ada Lovelace' },
  tenant: { id, name: 'Analytical Engines' },
  resourceGroup: `/subscriptions/${id}/resourceGroups/main`,
  roles: [{ name: 'Key Vault Administrator', scope: '/' }],
  start: 'attention',
  logScopes: ['/'],
  factorDue: false,
  startedOn: time,
};

const person: Person = {
  id,
  name: 'ada',
  displayName: 'Ada Lovelace',
  state: 'active',
  secondFactor: true,
  factors: ['totp', 'recovery-code'],
  createdOn: time,
  lastSignInOn: time,
  revision: 1,
};

const factor: Factor = { id, kind: 'totp', label: 'Phone', createdOn: time, lastUsedOn: time };

const invited: Person = { ...person, state: 'invited', invitedUntil: time, factors: [] };

const group: Group = { id, name: 'Payroll', description: 'Who pays', memberCount: 2, grants: true, createdOn: time, revision: 1 };

const membership: Membership = {
  id,
  group: { id, name: 'Payroll' },
  member: { id, kind: 'person', name: 'Ada Lovelace' },
  through: [{ id, name: 'Finance' }],
  from: time,
  addedBy: 'Grace Hopper',
};

/** One good input and output of every operation on sessions, people and groups. */
export const peopleSample = {
  SessionCreate: { input: { person: 'ada', password: passphrase() }, output: { kind: 'signed-in', session } },
  SessionProve: { input: { proof: { kind: 'totp', code: sixDigits() } }, output: session },
  SessionGet: { input: {}, output: session },
  SessionDelete: { input: {}, output: {} },
  SessionFollow: { input: {}, output: session },
  PersonList: { input: { text: 'ad', state: ['active'], limit: 100 }, output: { items: [person], total: 1 } },
  PersonGet: { input: { id }, output: person },
  PersonInvite: {
    input: { name: 'ada', displayName: 'Ada Lovelace', secondFactor: true, groups: [id] },
    output: { person: invited, code: code(), until: time },
  },
  PersonPatch: { input: { id, enabled: false, revision: 1 }, output: { ...person, state: 'disabled' } },
  PersonRecover: {
    input: { id, reason: 'Lost her phone', revision: 1 },
    output: { person: invited, code: code(), until: time },
  },
  InvitationAccept: { input: { person: 'ada', code: code(), password: passphrase() }, output: {} },
  PasswordChange: { input: { password: passphrase(), next: passphrase() }, output: {} },
  FactorList: { input: {}, output: { items: [factor, { ...factor, kind: 'recovery-code', left: 9 }] } },
  FactorBegin: {
    input: { kind: 'recovery-code', password: passphrase() },
    output: { kind: 'recovery-code', factor: id, codes: [code(), code()] },
  },
  FactorConfirm: { input: { factor: id, label: 'Phone', proof: { kind: 'totp', code: sixDigits() } }, output: factor },
  FactorRemove: { input: { id, password: passphrase() }, output: {} },
  GroupList: { input: { text: 'pay', limit: 100 }, output: { items: [group], total: 1 } },
  GroupGet: { input: { id }, output: group },
  GroupPut: { input: { name: 'Payroll', description: 'Who pays' }, output: group },
  GroupDelete: { input: { id, reason: 'Merged with finance', revision: 1 }, output: {} },
  MembershipList: { input: { of: { kind: 'group', id }, nested: true, limit: 100 }, output: { items: [membership], total: 1 } },
  MembershipCreate: { input: { group: id, member: id, until: time }, output: { ...membership, through: [] } },
  MembershipEnd: { input: { id }, output: {} },
} as const satisfies { readonly [N in OperationName]?: { readonly input: Input<N>; readonly output: Output<N> } };
