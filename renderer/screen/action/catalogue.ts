import type { OperationName } from '../../../app/contract/operation.ts';
import type { CalendarPlace } from '../calendar/calendar-place.ts';
import type { KeyPlace } from '../key/key-place.ts';
import type { SecretPlace } from '../secret/secret-place.ts';

/** Where an action leads while no screen offers it. */
export type Elsewhere =
  | { readonly to: '/secrets'; readonly search: SecretPlace }
  | { readonly to: '/keys'; readonly search: KeyPlace }
  | { readonly to: '/vaults'; readonly search: { readonly create: true } }
  | { readonly to: '/access' }
  | { readonly to: '/recycle-bin' }
  | { readonly to: '/people' | '/groups'; readonly search: { readonly create: true } }
  | { readonly to: '/applications'; readonly search: { readonly create: true } | { readonly takeUp: true } }
  | { readonly to: '/hsm'; readonly search?: { readonly create: true } }
  | { readonly to: '/account' }
  | { readonly to: '/endpoint'; readonly search?: { readonly connect: true } }
  | { readonly to: '/calendar'; readonly search?: CalendarPlace }
  | { readonly to: '/key-copy' }
  | { readonly to: '/import' };

export interface ActionEntry {
  /** A verb and what it acts on. */
  readonly name: string;
  readonly group: 'Secret' | 'Key' | 'Selection' | 'List' | 'Vault' | 'HSM' | 'Access' | 'Person' | 'Group' | 'Application' | 'Window';
  /** As in component/shortcut.ts. */
  readonly keys?: string;
  /** What it asks of the engine: who may do that nowhere is told so where the action leads elsewhere, or has no use for it. */
  readonly needs?: OperationName;
  /** Whether it gives a value away: who may read none doesn't find it at all. */
  readonly reveals?: true;
  /** Why it can't be done while no screen offers it and what to do first, or where it is done. */
  readonly otherwise: string | Elsewhere;
}

const secretFirst = 'Choose a secret first.';
const keyFirst = 'Choose a key first: G then K goes to the keys.';
const selectFirst = 'Select secrets first: Space in the list of secrets, or Ctrl+A for all of them.';
const listFirst = 'Open a list first: G then S goes to the secrets.';
const personFirst = 'Choose a person first: G then P goes to the people.';
const groupFirst = 'Choose a group first: G then G goes to the groups.';
const applicationFirst = 'Choose an application first: G then N goes to the applications.';

/** Every action that there is besides going to a place. Palette, keys, map of keys and buttons are made from it. */
export const catalogue = {
  'access.add': { name: 'Add access', group: 'Access', needs: 'RoleAssignmentCreate', otherwise: { to: '/access' } },
  'application.add': {
    name: 'Add application',
    group: 'Application',
    keys: 'n',
    needs: 'ApplicationCreate',
    otherwise: { to: '/applications', search: { create: true } },
  },
  'application.add-credential': { name: 'Add credential', group: 'Application', needs: 'CredentialCreate', otherwise: applicationFirst },
  'application.connect': { name: 'Connect the application', group: 'Application', needs: 'ApplicationList', otherwise: applicationFirst },
  'application.delete': {
    name: 'Delete application',
    group: 'Application',
    keys: 'delete',
    needs: 'ApplicationDelete',
    otherwise: applicationFirst,
  },
  'application.disable': { name: 'Disable application', group: 'Application', needs: 'ApplicationPatch', otherwise: applicationFirst },
  'application.edit': { name: 'Edit application', group: 'Application', keys: 'e', needs: 'ApplicationPatch', otherwise: applicationFirst },
  'application.enable': { name: 'Enable application', group: 'Application', needs: 'ApplicationPatch', otherwise: applicationFirst },
  'application.offer': {
    name: 'Offer application to another organisation',
    group: 'Application',
    needs: 'ApplicationOffer',
    otherwise: applicationFirst,
  },
  'application.renew': {
    name: 'Renew certificates by a newer offer',
    group: 'Application',
    needs: 'ConsentCreate',
    otherwise: applicationFirst,
  },
  'application.take-up': {
    name: 'Take up an application of another organisation',
    group: 'Application',
    needs: 'ConsentCreate',
    otherwise: { to: '/applications', search: { takeUp: true } },
  },
  'bin.purge': { name: 'Purge from the recycle bin', group: 'List', needs: 'SecretPurge', otherwise: { to: '/recycle-bin' } },
  'bin.recover': { name: 'Recover from the recycle bin', group: 'List', needs: 'SecretRecover', otherwise: { to: '/recycle-bin' } },
  'calendar.open': { name: 'Open the expiry calendar', group: 'List', otherwise: { to: '/calendar' } },
  'calendar.rotations': {
    name: 'Open the rotation calendar of keys',
    group: 'Key',
    needs: 'KeyList',
    otherwise: { to: '/calendar', search: { show: ['rotation'] } },
  },
  'calendar.save': { name: 'Save the expiry calendar', group: 'List', needs: 'SecretList', otherwise: { to: '/calendar' } },
  'endpoint.check': { name: 'Check names and trust of the endpoint', group: 'Window', otherwise: { to: '/endpoint' } },
  'endpoint.start': { name: 'Serve applications', group: 'Window', needs: 'EndpointPut', otherwise: { to: '/endpoint' } },
  'export.open': {
    name: 'Export secrets',
    group: 'List',
    needs: 'SecretGet',
    reveals: true,
    otherwise: 'Select secrets, or choose a vault first.',
  },
  'group.add-member': { name: 'Add members to the group', group: 'Group', needs: 'MembershipCreate', otherwise: groupFirst },
  'group.create': {
    name: 'Create group',
    group: 'Group',
    keys: 'n',
    needs: 'GroupPut',
    otherwise: { to: '/groups', search: { create: true } },
  },
  'group.delete': { name: 'Delete group', group: 'Group', keys: 'delete', needs: 'GroupDelete', otherwise: groupFirst },
  'group.edit': { name: 'Edit group', group: 'Group', keys: 'e', needs: 'GroupPut', otherwise: groupFirst },
  'hsm.add-module': { name: 'Add HSM module', group: 'HSM', needs: 'HsmModuleAdd', otherwise: { to: '/hsm', search: { create: true } } },
  'hsm.close-token': { name: 'Close token', group: 'HSM', needs: 'HsmTokenClose', otherwise: { to: '/hsm' } },
  'hsm.init-token': { name: 'Initialise token', group: 'HSM', needs: 'HsmTokenInit', otherwise: { to: '/hsm' } },
  'hsm.open-token': { name: 'Open token with its PIN', group: 'HSM', needs: 'HsmTokenOpen', otherwise: { to: '/hsm' } },
  'hsm.probe-token': { name: 'Try what the token can do', group: 'HSM', needs: 'HsmTokenProbe', otherwise: { to: '/hsm' } },
  'hsm.transfer-key': { name: 'Move a key to another token', group: 'HSM', needs: 'KeyTransfer', otherwise: { to: '/hsm' } },
  'import.open': { name: 'Import secrets', group: 'List', needs: 'SecretSet', otherwise: { to: '/import' } },
  'key.backup': { name: 'Back up key to a file', group: 'Key', needs: 'KeyBackup', otherwise: keyFirst },
  'key.copy': { name: 'Make keys anew in another vault', group: 'Key', needs: 'KeyCreate', otherwise: { to: '/key-copy' } },
  'key.copy-uri': { name: 'Copy URI of the key', group: 'Key', keys: 'ctrl+shift+c', needs: 'KeyList', otherwise: keyFirst },
  'key.copy-uri-bare': { name: 'Copy URI of the key without version', group: 'Key', needs: 'KeyList', otherwise: keyFirst },
  'key.create': {
    name: 'Create key',
    group: 'Key',
    keys: 'n',
    needs: 'KeyCreate',
    otherwise: { to: '/keys', search: { create: true } },
  },
  'key.delete': { name: 'Delete key', group: 'Key', keys: 'delete', needs: 'KeyDelete', otherwise: keyFirst },
  'key.disable': { name: 'Disable key', group: 'Key', needs: 'KeyUpdate', otherwise: keyFirst },
  'key.edit': { name: 'Edit key', group: 'Key', keys: 'e', needs: 'KeyUpdate', otherwise: keyFirst },
  'key.enable': { name: 'Enable key', group: 'Key', needs: 'KeyUpdate', otherwise: keyFirst },
  'key.import': { name: 'Import key', group: 'Key', needs: 'KeyImport', otherwise: { to: '/keys', search: { import: true } } },
  'key.make-byok': { name: 'Make a .byok file', group: 'Key', otherwise: { to: '/keys', search: {} } },
  'key.rotate': { name: 'Rotate key now', group: 'Key', keys: 'r', needs: 'KeyRotate', otherwise: keyFirst },
  'key.rotation-policy': { name: 'Edit rotation policy of the key', group: 'Key', needs: 'KeyRotationPolicySet', otherwise: keyFirst },
  'key.try': { name: 'Try the key', group: 'Key', keys: 't', needs: 'KeyList', otherwise: keyFirst },
  'list.filter': { name: 'Filter the list', group: 'List', keys: 'ctrl+f', otherwise: listFirst },
  'list.save': { name: 'Save this filter', group: 'List', needs: 'SecretList', otherwise: 'Filter the list of secrets first.' },
  'list.select-all': { name: 'Select everything in the list', group: 'List', keys: 'ctrl+a', otherwise: listFirst },
  'person.disable': { name: 'Disable person', group: 'Person', needs: 'PersonPatch', otherwise: personFirst },
  'person.edit': { name: 'Edit person', group: 'Person', keys: 'e', needs: 'PersonPatch', otherwise: personFirst },
  'person.enable': { name: 'Enable person', group: 'Person', needs: 'PersonPatch', otherwise: personFirst },
  'person.invite': {
    name: 'Invite person',
    group: 'Person',
    keys: 'n',
    needs: 'PersonInvite',
    otherwise: { to: '/people', search: { create: true } },
  },
  'person.recover': { name: 'Recover person', group: 'Person', needs: 'PersonRecover', otherwise: personFirst },
  'person.unlock': { name: 'Unlock person', group: 'Person', needs: 'PersonPatch', otherwise: personFirst },
  'secret.add': {
    name: 'Add secret',
    group: 'Secret',
    keys: 'n',
    needs: 'SecretSet',
    otherwise: { to: '/secrets', search: { create: true } },
  },
  'secret.backup': { name: 'Back up secret to a file', group: 'Secret', needs: 'SecretBackup', otherwise: secretFirst },
  'secret.connect': { name: 'Use in an application', group: 'Secret', otherwise: { to: '/endpoint', search: { connect: true } } },
  'secret.copy': { name: 'Copy value', group: 'Secret', keys: 'ctrl+c', needs: 'SecretGet', reveals: true, otherwise: secretFirst },
  'secret.copy-reference': {
    name: 'Copy reference for code',
    group: 'Secret',
    keys: 'ctrl+shift+e',
    needs: 'SecretList',
    otherwise: secretFirst,
  },
  'secret.copy-uri': { name: 'Copy URI', group: 'Secret', keys: 'ctrl+shift+c', needs: 'SecretList', otherwise: secretFirst },
  'secret.copy-uri-bare': { name: 'Copy URI without version', group: 'Secret', needs: 'SecretList', otherwise: secretFirst },
  'secret.delete': { name: 'Delete secret', group: 'Secret', keys: 'delete', needs: 'SecretDelete', otherwise: secretFirst },
  'secret.disable': { name: 'Disable secret', group: 'Secret', needs: 'SecretUpdate', otherwise: secretFirst },
  'secret.edit': { name: 'Edit secret', group: 'Secret', keys: 'e', needs: 'SecretUpdate', otherwise: secretFirst },
  'secret.enable': { name: 'Enable secret', group: 'Secret', needs: 'SecretUpdate', otherwise: secretFirst },
  'secret.new-version': { name: 'New version', group: 'Secret', keys: 'r', needs: 'SecretSet', otherwise: secretFirst },
  'selection.delete': { name: 'Delete the selection', group: 'Selection', needs: 'SecretDelete', otherwise: selectFirst },
  'selection.disable': { name: 'Disable the selection', group: 'Selection', needs: 'SecretUpdate', otherwise: selectFirst },
  'selection.enable': { name: 'Enable the selection', group: 'Selection', needs: 'SecretUpdate', otherwise: selectFirst },
  'selection.expire': { name: 'Set expiry of the selection', group: 'Selection', needs: 'SecretUpdate', otherwise: selectFirst },
  'selection.export': { name: 'Export the selection', group: 'Selection', needs: 'SecretGet', reveals: true, otherwise: selectFirst },
  'selection.tag': { name: 'Tag the selection', group: 'Selection', needs: 'SecretUpdate', otherwise: selectFirst },
  'vault.bind-token': {
    name: 'Choose the token for HSM keys of the vault',
    group: 'Vault',
    needs: 'HsmBindingPut',
    otherwise: 'Choose a vault first: G then V goes to the vaults.',
  },
  'vault.create': {
    name: 'Create vault',
    group: 'Vault',
    keys: 'n',
    needs: 'VaultPut',
    otherwise: { to: '/vaults', search: { create: true } },
  },
  'vault.delete': {
    name: 'Delete vault',
    group: 'Vault',
    keys: 'delete',
    needs: 'VaultDelete',
    otherwise: 'Choose a vault first: G then V goes to the vaults.',
  },
  'window.account': { name: 'Open your account', group: 'Window', otherwise: { to: '/account' } },
  'window.keys': { name: 'Show the map of keys', group: 'Window', keys: '?', otherwise: '' },
  'window.lock': { name: 'Lock', group: 'Window', keys: 'ctrl+l', otherwise: '' },
  'window.palette': { name: 'Search and commands', group: 'Window', keys: 'ctrl+k', otherwise: '' },
  'window.rail': { name: 'Names or icons in the rail', group: 'Window', keys: 'ctrl+b', otherwise: '' },
  'window.seal': { name: 'Seal Strongroom', group: 'Window', otherwise: '' },
  'window.sign-out': { name: 'Sign out', group: 'Window', otherwise: '' },
  'window.switch-person': { name: 'Switch person', group: 'Window', otherwise: '' },
  'window.undo': { name: 'Undo', group: 'Window', keys: 'ctrl+z', otherwise: 'Nothing that was done lately can be undone.' },
} as const satisfies Record<string, ActionEntry>;

export type ActionId = keyof typeof catalogue;

const ids = Object.keys(catalogue) as ActionId[];

/** The entries as the palette and the map of keys read them. */
export const actionEntries: readonly (readonly [ActionId, ActionEntry])[] = ids.map((id) => [id, catalogue[id]]);

export const entryOf = (id: ActionId): ActionEntry => catalogue[id];

export const keysOf = (id: ActionId): string | undefined => entryOf(id).keys;
