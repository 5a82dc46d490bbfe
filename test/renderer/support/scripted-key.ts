import type { Span } from '../../../app/contract/common.ts';
import type { DeletedKey, KeyProperties, RotationPolicy } from '../../../app/contract/key.ts';
import type { KeyHit } from '../../../app/contract/key-search.ts';
import type { CallName, Input, Output } from '../../../app/contract/operation.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { aKey as sampleKey, aModule, aToken } from '../../support/sample-key.ts';
import { keyUseAnswers, type KeyUsed } from './scripted-key-use.ts';

const dayMs = 86_400_000;

/** What a scripted engine knows of keys and tokens. */
export interface KeyScene {
  /** Every version, by `vault/name`, from new to old. */
  keys: Record<string, KeyProperties[]>;
  bin: DeletedKey[];
  /** By `vault/name`. */
  policies: Record<string, RotationPolicy>;
  uses: Record<string, Output<'KeyUseList'>>;
  /** Why a key wasn't rotated, by `vault/name`. */
  trouble: Record<string, Pick<Output<'KeyAttention'>['overdueKeys'][number], 'trouble' | 'triedOn'>>;
  modules: Output<'HsmModuleList'>['items'];
  /** What every file holds, or what it fails with. */
  file: Output<'KeyFilePreview'> | VaultError;
  /** What was brought in, as it was asked for. */
  imported: Input<'KeyImport'>[];
  /** What keys were used on. */
  used: readonly KeyUsed[];
}

const versionId = () => crypto.randomUUID().replaceAll('-', '');

export function aKey(vault: string, name: string, now: number, change: Partial<KeyProperties> = {}): KeyProperties {
  const version = change.version ?? versionId();
  return {
    ...sampleKey,
    vault,
    name,
    version,
    id: `/keys/${name}/${version}`,
    createdOn: now - 40 * dayMs,
    updatedOn: now - 40 * dayMs,
    createdBy: 'M. Okafor',
    recoveryLevel: 'Recoverable+Purgeable',
    ...change,
  };
}

export const aDeletedKey = (vault: string, name: string, now: number, change: Partial<DeletedKey> = {}): DeletedKey => ({
  ...aKey(vault, name, now),
  deletedOn: now - 60 * dayMs,
  purgeOn: now + 30 * dayMs + 1000,
  deletedBy: 'L. Brandt',
  ...change,
});

export const noKeys = (): KeyScene => ({
  keys: {},
  bin: [],
  policies: {},
  uses: {},
  trouble: {},
  modules: [],
  file: { spec: sampleKey.spec, ...(sampleKey.publicKey && { publicKey: sampleKey.publicKey }) },
  imported: [],
  used: [],
});

const rsa = { family: 'RSA', n: Uint8Array.from({ length: 256 }, (_, at) => (at * 37 + 129) % 256), e: Uint8Array.of(1, 0, 1) } as const;

/** Keys in every state that a list shows, one with older versions that are still used. */
export function someKeys(now: number): KeyScene {
  const old = { version: '7c419a03d5e84f10b2a6c39e0f7d1b58', createdOn: now - 300 * dayMs, current: false } as const;
  const signing = aKey('payroll', 'invoice-signing', now, {
    version: 'a1b2c3d4e5f60718293a4b5c6d7e8f90',
    createdOn: now - 60 * dayMs,
    expires: now + 60 * dayMs + 1000,
    rotatesOn: now + 30 * dayMs + 1000,
    tags: { owner: 'billing' },
  });
  const hsm = {
    kind: 'hsm',
    token: aToken.id,
    label: aToken.label,
    certification: 'FIPS 140-2 level 3, certificate 4321',
    neverExtractable: true,
  } as const;
  const identity = { id: '00000000-0000-4000-8000-00000000a001', name: 'invoice-printer', kind: 'application' };
  const all = [
    [
      signing,
      { ...signing, ...old, id: `/keys/invoice-signing/${old.version}`, rotatesOn: undefined, expires: now - 2 * dayMs, enabled: true },
    ],
    [
      aKey('shop-prod', 'disk-wrapping', now, {
        type: 'RSA-HSM',
        spec: { family: 'RSA', bits: 3072 },
        protection: hsm,
        operations: ['wrapKey', 'unwrapKey'],
        publicKey: rsa,
      }),
    ],
    [aKey('platform', 'legacy-token', now, { enabled: false, expires: now - 9 * dayMs })],
    [
      aKey('platform', 'session-seal', now, {
        type: 'oct',
        spec: { family: 'oct', bits: 256 },
        operations: ['encrypt', 'decrypt'],
        publicKey: undefined,
      }),
    ],
    [
      aKey('shop-prod', 'checkout-jwt', now, {
        notBefore: now + 5 * dayMs,
        expires: now + 4 * dayMs + 365 * dayMs,
        spec: { family: 'EC', curve: 'P-384' },
      }),
    ],
  ].map((versions): KeyProperties[] => versions.map(whole));
  return {
    ...noKeys(),
    keys: Object.fromEntries(all.flatMap((versions) => (versions[0] ? [[keyOf(versions[0]), versions]] : []))),
    policies: { 'payroll/invoice-signing': { rotate: { from: 'creation', days: 90 }, expiryDays: 120, notifyDays: 14 } },
    uses: {
      'payroll/invoice-signing': {
        since: now - 400 * dayMs,
        items: [
          { version: signing.version, identity, operation: 'KeySign', count: 4_120, lastOn: now - 3_600_000 },
          {
            version: old.version,
            identity: { ...identity, id: '00000000-0000-4000-8000-00000000a002', name: 'archive-job' },
            operation: 'KeyVerify',
            count: 3,
            lastOn: now - 5 * dayMs,
          },
        ],
      },
    },
    modules: [{ ...aModule, tokens: [{ ...aToken, vaults: ['shop-prod'] }] }],
  };
}

/** Without members that are there and undefined, as the contract has it. */
const whole = (key: KeyProperties | (Omit<KeyProperties, 'publicKey' | 'rotatesOn'> & { publicKey: undefined })): KeyProperties =>
  Object.fromEntries(Object.entries(key).filter(([, value]) => value !== undefined)) as KeyProperties;

const keyOf = ({ vault, name }: { readonly vault: string; readonly name: string }) => `${vault}/${name}`.toLowerCase();

const foundIn = (scene: KeyScene, of: { vault: string; name: string }): KeyProperties[] => {
  const versions = scene.keys[keyOf(of)];
  if (!versions) throw new VaultError('KeyNotFound', { name: of.name });
  return versions;
};

const currentOf = (versions: readonly KeyProperties[], name: string): KeyProperties => {
  const current = versions.find((it) => it.current);
  if (!current) throw new VaultError('KeyNotFound', { name });
  return current;
};

function add(scene: KeyScene, key: KeyProperties): KeyProperties {
  const older = (scene.keys[keyOf(key)] ?? []).map((it) => ({ ...it, current: false }));
  scene.keys = { ...scene.keys, [keyOf(key)]: [key, ...older] };
  return key;
}

function takeOut(scene: KeyScene, { vault, name }: { vault: string; name: string }): DeletedKey {
  const found = scene.bin.find((it) => keyOf(it) === keyOf({ vault, name }));
  if (!found) throw new VaultError('KeyNotFound', { name });
  scene.bin = scene.bin.filter((it) => it !== found);
  return found;
}

const stateFits = ({ enabled, expires = Infinity, notBefore = 0 }: KeyProperties, state: Input<'KeySearch'>['state']): boolean => {
  const now = Date.now();
  switch (state) {
    case undefined:
      return true;
    case 'enabled':
      return enabled;
    case 'disabled':
      return !enabled;
    case 'expired':
      return expires <= now;
    case 'expiring':
      return expires > now && expires <= now + 30 * dayMs;
    case 'not-active':
      return notBefore > now;
  }
};

const isIn = (span: Span | undefined, time: number | undefined): boolean =>
  span === undefined || (time !== undefined && time >= (span.from ?? 0) && time < (span.until ?? Infinity));

const standingOf = ({ keys, policies }: KeyScene): readonly KeyHit[] =>
  Object.values(keys)
    .flatMap((versions) => versions.filter((it) => it.current))
    .map((it) => ({ ...it, ...(policies[keyOf(it)]?.rotate && { policy: policies[keyOf(it)] }) }));

function search(
  scene: KeyScene,
  { text = '', vault, type, state, rotates, expires, rotatesOn, created, token, deleted, sort, limit = 100, cursor }: Input<'KeySearch'>,
) {
  const all: readonly KeyHit[] = deleted
    ? scene.bin.toSorted((a, b) => a.purgeOn - b.purgeOn)
    : standingOf(scene)
        .filter((it) => sort === undefined || it[sort] !== undefined)
        .toSorted((a, b) => (sort ? (a[sort] ?? 0) - (b[sort] ?? 0) : 0) || a.name.localeCompare(b.name));
  const fits = all
    .filter((it) => [it.name, ...Object.entries(it.tags).flat()].join(' ').toLowerCase().includes(text.toLowerCase()))
    .filter((it) => vault === undefined || it.vault.toLowerCase() === vault.toLowerCase())
    .filter((it) => (type === undefined || it.type === type) && stateFits(it, state))
    .filter((it) => rotates === undefined || (scene.policies[keyOf(it)]?.rotate !== undefined) === rotates)
    .filter((it) => isIn(expires, it.expires) && isIn(rotatesOn, it.rotatesOn) && isIn(created, it.createdOn))
    .filter((it) => token === undefined || (it.protection.kind === 'hsm' && it.protection.token === token));
  const from = Number(cursor ?? 0);
  return { items: fits.slice(from, from + limit), ...(from + limit < fits.length ? { next: String(from + limit) } : {}) };
}

function attention(scene: KeyScene, { vault }: Input<'KeyAttention'>): Output<'KeyAttention'> {
  const now = Date.now();
  const find = (asked: Input<'KeySearch'>) => search(scene, { ...asked, ...(vault === undefined ? {} : { vault }), limit: 1000 }).items;
  const [expired, expiring] = [find({ state: 'expired' }), find({ state: 'expiring' })];
  const overdue = find({ rotatesOn: { until: now + 1 }, sort: 'rotatesOn' });
  const closed = scene.modules.flatMap(({ tokens }) => tokens.filter(({ state }) => state === 'locked' || state === 'absent'));
  return {
    total: find({}).length,
    expired: expired.length,
    expiring: expiring.length,
    unrotated: find({ state: 'enabled', rotates: false, created: { until: now - 365 * dayMs } }).length,
    overdue: overdue.length,
    overdueKeys: overdue
      .slice(0, 20)
      .map((it) => ({ vault: it.vault, name: it.name, rotatesOn: it.rotatesOn ?? 0, ...scene.trouble[keyOf(it)] })),
    purgedSoon: find({ deleted: true }).filter(({ purgeOn = Infinity }) => purgeOn <= now + 7 * dayMs).length,
    tokens: closed
      .map(({ id, label, state }) => ({
        token: id,
        label,
        state: state === 'absent' ? state : ('locked' as const),
        keys: find({ token: id }).length,
      }))
      .filter(({ keys }) => keys > 0),
    byWeek: Array.from(
      { length: 13 },
      (_, week) => find({ expires: { from: now + week * 7 * dayMs + 1, until: now + (week + 1) * 7 * dayMs + 1 } }).length,
    ),
    vaults: [...new Set([...expired, ...expiring].map((it) => it.vault))].map((name) => ({
      vault: name,
      expired: expired.filter((it) => it.vault === name).length,
      expiring: expiring.filter((it) => it.vault === name).length,
    })),
  };
}

type Answers = { readonly [N in CallName]?: (keys: KeyScene, input: Input<N>) => Output<N> };

/** Answers of an engine that knows keys from a script. */
export const keyAnswers: Answers = {
  ...keyUseAnswers,
  KeySearch: search,
  KeyAttention: attention,
  KeyList: (scene, { vault }) => search(scene, { vault }),
  KeyListVersions: (scene, of) => ({ items: foundIn(scene, of) }),
  KeyGet: (scene, { version, ...of }) => {
    const found = foundIn(scene, of).find((it) => (version === undefined ? it.current : it.version === version));
    if (!found) throw new VaultError('KeyNotFound', { name: of.name });
    return found;
  },
  KeyGetDeleted: (scene, { vault, name }) => {
    const found = scene.bin.find((it) => keyOf(it) === keyOf({ vault, name }));
    if (!found) throw new VaultError('KeyNotFound', { name });
    return found;
  },
  KeyCreate: (scene, { bits, curve = 'P-256', expect: _expect, operations, exportable = false, ...rest }) => {
    const family = rest.type.replace('-HSM', '');
    const spec =
      family === 'EC'
        ? ({ family: 'EC', curve } as const)
        : family === 'RSA'
          ? ({ family: 'RSA', bits: bits === 3072 || bits === 4096 ? bits : 2048 } as const)
          : ({ family: 'oct', bits: bits === 128 || bits === 192 ? bits : 256 } as const);
    return add(
      scene,
      aKey(rest.vault, rest.name, Date.now(), { ...rest, exportable, spec, operations: operations ?? [], createdOn: Date.now() }),
    );
  },
  KeyFilePreview: ({ file }) => {
    if (file instanceof VaultError) throw file;
    return file;
  },
  KeyImport: (scene, input) => {
    scene.imported = [...scene.imported, input];
    const { vault, name, enabled, tags, operations = [] } = input;
    return add(scene, aKey(vault, name, Date.now(), { enabled, tags, operations, origin: 'imported', createdOn: Date.now() }));
  },
  KeyUpdate: (scene, { vault, name, version, revision, notBefore, expires, ...change }) => {
    const versions = foundIn(scene, { vault, name });
    const before = versions.find((it) => (version === undefined ? it.current : it.version === version));
    if (!before) throw new VaultError('KeyNotFound', { name });
    if (revision !== undefined && before.revision !== revision)
      throw new VaultError('ChangedMeanwhile', { name, changedBy: 'L. Brandt', changedOn: Date.now() - 60_000 });
    const dates = Object.fromEntries(Object.entries({ notBefore, expires }).filter(([, value]) => value !== undefined));
    const now = whole({ ...before, ...withoutNull({ ...before, ...dates, ...change }), revision: before.revision + 1 });
    scene.keys = { ...scene.keys, [keyOf(now)]: versions.map((it) => (it === before ? now : it)) };
    return now;
  },
  KeyRotate: (scene, of) => {
    const before = currentOf(foundIn(scene, of), of.name);
    const { rotatesOn: _rotatesOn, ...rest } = before;
    const version = versionId();
    return add(scene, { ...rest, version, id: `/keys/${of.name}/${version}`, createdOn: Date.now(), origin: 'generated' });
  },
  KeyDelete: (scene, of) => {
    const current = currentOf(foundIn(scene, of), of.name);
    const deleted = { ...current, deletedOn: Date.now(), purgeOn: Date.now() + 90 * dayMs, deletedBy: 'M. Okafor' };
    scene.keys = Object.fromEntries(Object.entries(scene.keys).filter(([key]) => key !== keyOf(of)));
    scene.bin = [...scene.bin, deleted];
    return deleted;
  },
  KeyRecover: (scene, of) => {
    const { deletedOn: _on, purgeOn: _purge, deletedBy: _by, ...key } = takeOut(scene, of);
    return add(scene, key);
  },
  KeyPurge: (scene, of) => {
    takeOut(scene, of);
    return {};
  },
  KeyRotationPolicyGet: (scene, of) => scene.policies[keyOf(of)] ?? {},
  KeyRotationPolicySet: (scene, { policy, ...of }) => {
    scene.policies = { ...scene.policies, [keyOf(of)]: policy };
    return policy;
  },
  KeyUseList: (scene, of) => scene.uses[keyOf(of)] ?? { items: [], since: Date.now() - 30 * dayMs },
  UploadBegin: () => ({ upload: crypto.randomUUID() }),
  UploadSend: () => ({}),
};

const withoutNull = (of: object) => Object.fromEntries(Object.entries(of).map(([name, value]) => [name, value ?? undefined]));
