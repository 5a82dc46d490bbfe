import { contract, type OperationName } from '../../app/contract/operation.ts';
import { sample } from '../support/sample.ts';
import { type Place, statedNeeds } from './stated-need.ts';
import type { World } from './world.ts';

/** One operation on one thing in one state. */
export interface Instance {
  readonly operation: OperationName;
  readonly state: string;
  readonly input: object;
  /** Where the right must be held, by what the house says of such a thing. */
  readonly scope: string;
}

type Spot = Pick<Instance, 'state' | 'scope'> & { readonly with: object };

const inPool = (scope: string, rest: object = {}): Spot => ({ state: 'in a pool', scope, with: { vault: 'hsms', ...rest } });

const nowhere = '/subscriptions/00000000-0000-4000-8000-000000000000';

const vaultSpots = ({ scopes }: World): readonly Spot[] => [
  { state: 'there', scope: scopes.payroll, with: { vault: 'payroll' } },
  { state: 'written otherwise', scope: scopes.payroll, with: { vault: 'PayRoll' } },
  { state: 'in the bin', scope: '/', with: { vault: 'closed' } },
  { state: 'absent', scope: '/', with: { vault: 'nothing' } },
];

const inPayroll = ({ scopes }: World, state: string, name: string, kind = 'secrets'): Spot => ({
  state,
  scope: `${scopes.payroll}/${kind}/${name}`,
  with: { vault: 'payroll', name },
});

const objectSpots = (world: World, kind: 'secrets' | 'keys', name: string): readonly Spot[] => [
  inPayroll(world, 'active', name, kind),
  inPayroll(world, 'disabled', 'old-key', kind),
  inPayroll(world, 'in the bin', 'gone', kind),
  inPayroll(world, 'absent', 'never', kind),
  inPool(`${world.scopes.pool}/${kind}/${name}`, { name }),
  { state: 'in a deleted vault', scope: '/', with: { vault: 'closed', name } },
  { state: 'in no vault', scope: '/', with: { vault: 'nothing', name } },
];

const scopeSpots = ({ scopes }: World, unknown: string): readonly Spot[] => [
  ...Object.entries(scopes)
    .filter(([name]) => name !== 'closed' && name !== 'shorter')
    .map(([state, scope]): Spot => ({ state, scope, with: { scope } })),
  { state: 'nowhere', scope: unknown, with: { scope: nowhere } },
];

const newVaultSpots = ({ scopes }: World): readonly Spot[] => [
  {
    state: 'in main',
    scope: `${scopes.main}/providers/Microsoft.KeyVault/vaults/fresh`,
    with: { name: 'fresh', resourceGroup: scopes.main },
  },
  {
    state: 'in shop',
    scope: `${scopes.shop}/providers/Microsoft.KeyVault/vaults/fresh`,
    with: { name: 'fresh', resourceGroup: scopes.shop },
  },
  {
    state: 'a pool',
    scope: `${scopes.main}/providers/Microsoft.KeyVault/managedHSMs/fresh`,
    with: { name: 'fresh', resourceGroup: scopes.main, tier: 'managed-hsm' },
  },
  { state: 'in no group', scope: '/', with: { name: 'fresh', resourceGroup: `${nowhere}/resourceGroups/main` } },
];

/** What is not there can only be asked for by who may everywhere: so that nobody else learns whether it is. */
const spotsOf: Readonly<Record<Place, (world: World) => readonly Spot[]>> = {
  secret: (world) => objectSpots(world, 'secrets', 'db-password'),
  key: (world) => objectSpots(world, 'keys', 'signing'),
  'vault and its keys': (world) => [...vaultSpots(world), inPool(world.scopes.poolKeys)],
  pool: (world) => [...vaultSpots(world), inPool(world.scopes.pool)],
  vault: (world) => [...vaultSpots(world), inPool(world.scopes.pool)],
  'deleted vault': ({ scopes }) => [
    { state: 'in the bin', scope: scopes.closed, with: { vault: 'closed' } },
    { state: 'there', scope: '/', with: { vault: 'payroll' } },
    { state: 'absent', scope: '/', with: { vault: 'nothing' } },
  ],
  'new vault': newVaultSpots,
  'new group': ({ scopes }) => [{ state: 'new', scope: `${scopes.subscription}/resourceGroups/fresh`, with: { name: 'fresh' } }],
  scope: (world) => scopeSpots(world, '/'),
  'written scope': (world) => scopeSpots(world, nowhere),
  assignment: ({ scopes, ids }) => [
    { state: 'at payroll', scope: scopes.payroll, with: { id: ids.assignment } },
    { state: 'in a pool', scope: scopes.pool, with: { id: ids.poolAssignment } },
    { state: 'absent', scope: '/', with: { id: ids.none } },
  ],
  house: () => [{ state: 'house', scope: '/', with: {} }],
};

const thereOrNot =
  (kind: 'group' | 'person' | 'membership' | 'application') =>
  ({ ids }: World, spot: Spot): readonly Spot[] => [
    { ...spot, state: 'there', with: { id: ids[kind] } },
    { ...spot, state: 'absent', with: { id: ids.none } },
  ];

/** Credentials of one that is there, and of one that is not. */
const ofApplication = ({ ids }: World, spot: Spot): readonly Spot[] => [
  { ...spot, state: 'there', with: { application: ids.application } },
  { ...spot, state: 'absent', with: { application: ids.none } },
];

/** Of operations whose sample alone does not say what they are about. */
const replaced: Partial<Record<OperationName, (world: World, spot: Spot) => readonly Spot[]>> = {
  ApplicationDelete: thereOrNot('application'),
  ApplicationGet: thereOrNot('application'),
  ApplicationOffer: thereOrNot('application'),
  ApplicationPatch: thereOrNot('application'),
  CredentialCreate: ofApplication,
  CredentialEnd: (world, spot) => [
    ...ofApplication(world, spot),
    { ...spot, state: 'there', with: { application: world.ids.application, id: world.ids.credential } },
  ],
  GroupGet: thereOrNot('group'),
  GroupDelete: thereOrNot('group'),
  MembershipEnd: thereOrNot('membership'),
  PersonGet: thereOrNot('person'),
  PersonPatch: thereOrNot('person'),
  PersonRecover: thereOrNot('person'),
  RoleAssignmentGet: (_world, spot) => [{ ...spot, with: { ...spot.with, scope: '/' } }],
  AccessRequestDecide: ({ ids }, spot) => [
    { ...spot, with: { id: ids.request, decision: { kind: 'grant', role: ids.none, ...spot.with } } },
    {
      state: `${spot.state}, no such request`,
      scope: '/',
      with: { id: ids.none, decision: { kind: 'grant', role: ids.none, ...spot.with } },
    },
  ],
};

/** Every operation on everything that it can be about. */
export function instancesOf(world: World): readonly Instance[] {
  return (Object.keys(contract) as OperationName[]).flatMap((operation) => {
    const need = statedNeeds[operation];
    const spots = spotsOf['at' in need ? need.at : 'house'](world);
    return spots
      .flatMap((spot) => replaced[operation]?.(world, spot) ?? [spot])
      .map(({ state, scope, with: change }) => ({ operation, state, scope, input: { ...sample[operation].input, ...change } }));
  });
}
