import type { Output } from '../../../app/contract/operation.ts';
import type { LogRow } from '../../../app/contract/log.ts';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { someAccess, type AccessScene } from './scripted-access.ts';
import { noApplications, type ApplicationScene } from './scripted-application.ts';
import { anEndpointScene, type EndpointScene } from './scripted-endpoint.ts';
import { type KeyScene, noKeys, someKeys } from './scripted-key.ts';
import { aCheckpoint, aLogRow, aSecret, aSession, aSlot, aVault, somePayroll } from './sample.ts';

export type Instance = Output<'InstanceGet'>;

/** What a scripted engine knows, and how it fails. */
export interface Scene {
  instance: Instance;
  session: Output<'SessionGet'> | undefined;
  slots: Output<'SlotList'>['slots'];
  vaults: Output<'VaultList'>['items'];
  /** By vault, the current version of each secret. */
  secrets: Record<string, SecretProperties[]>;
  /** By `vault/name`, newest first; a secret without an entry has its current version alone. */
  versions: Record<string, SecretProperties[]>;
  /** By version, or by `vault/name`. */
  values: Record<string, string>;
  rows: LogRow[];
  checkpoints: Output<'LogCheckpointList'>;
  /** By operation: what it fails with. */
  failures: Partial<Record<string, VaultError>>;
  /** Operations that never answer. */
  stuck: readonly string[];
  /** So many secrets instead of those of `secrets`, made as they are asked for. */
  many?: number;
  views: Output<'ViewList'>['items'];
  /** Names of secrets that bulk changes are refused on. */
  refused: readonly string[];
  /** Bulk changes stop here until they are cancelled. */
  stuckAfter?: number | undefined;
  access: AccessScene;
  application: ApplicationScene;
  endpoint: EndpointScene;
  key: KeyScene;
}

export const anInstance = (change: Partial<Instance> = {}): Instance => ({
  serving: { state: 'off', locked: false },
  state: 'open',
  appVersion: '0.1.0',
  slots: [],
  keychain: 'absent',
  organisation: 'Northwind',
  people: [{ name: 'm.okafor', displayName: 'M. Okafor' }],
  recovering: false,
  idleMinutes: 15,
  ...change,
});

export function emptyScene(now: number): Scene {
  return {
    instance: anInstance(),
    session: aSession(now),
    slots: [aSlot('passphrase', now), aSlot('shares', now)],
    vaults: [],
    secrets: {},
    versions: {},
    values: {},
    rows: [
      aLogRow(1, now, { operation: 'SessionCreate', object: 'Northwind', time: now - 30_000 }),
      aLogRow(0, now, { operation: 'InstanceCreate', object: 'Northwind', time: now - 90_000 }),
    ],
    checkpoints: { checkpoints: [aCheckpoint(2, now)], total: 1, publicKey: 'strongroom+b8d2ac17+ARbw' },
    failures: {},
    stuck: [],
    views: [],
    refused: [],
    access: someAccess(),
    application: noApplications(),
    endpoint: anEndpointScene(),
    key: noKeys(),
  };
}

const someRows = (now: number): LogRow[] =>
  Array.from({ length: 60 }, (_, at): LogRow => {
    const sequence = 399 - at;
    if (at === 3)
      return aLogRow(sequence, now, {
        operation: 'SessionCreate',
        result: 'refused',
        status: 401,
        code: 'SignInFailed',
        object: 'Northwind',
        identity: 'l.brandt',
      });
    if (at === 7) return aLogRow(sequence, now, { operation: 'SecretSet', result: 'failed', status: 500, code: 'StoreUnavailable' });
    return aLogRow(sequence, now, at % 4 === 0 ? { operation: 'SecretList', object: 'payroll' } : {});
  });

export function fullScene(now: number): Scene {
  const payroll = somePayroll(now);
  const names = ['archive', 'network', 'payroll', 'platform', 'shop-prod', 'shop-test'];
  const dbPassword = payroll.find((secret) => secret.name === 'db-password') ?? aSecret('payroll', 'db-password', now);
  const older = ['0ab4c2d1', '71d09fe3'].map((start, at) =>
    aSecret('payroll', 'db-password', now, {
      version: start.padEnd(32, '97f1'),
      current: false,
      enabled: at > 0,
      createdBy: at === 0 ? 'L. Brandt' : 'import',
      createdOn: now - (90 + at * 90) * 86_400_000,
    }),
  );
  return {
    ...emptyScene(now),
    vaults: names.map((name, at) =>
      aVault(name, now, {
        secretCount: name === 'payroll' ? payroll.length : at * 7,
        ...(name === 'shop-prod' && { tier: 'premium' as const }),
        keyCount: name === 'payroll' ? 1 : 0,
        purgeProtection: at % 3 === 0,
        retentionDays: at === 5 ? 7 : 90,
        tags: name === 'payroll' ? { owner: 'finance', environment: 'production' } : {},
      }),
    ),
    secrets: { payroll },
    key: someKeys(now),
    versions: { 'payroll/db-password': [dbPassword, ...older] },
    values: { 'payroll/db-password': 'correct horse battery staple' },
    rows: someRows(now),
    checkpoints: {
      checkpoints: [aCheckpoint(48_211, now), aCheckpoint(47_800, now - 3_600_000)],
      total: 212,
      publicKey: 'strongroom+b8d2ac17+ARbw',
    },
  };
}

/** Names as long as the contract allows, and as long as people make them. */
export function longScene(now: number): Scene {
  const vault = 'v23456789012345678901234';
  const name =
    'a-secret-whose-name-is-as-long-as-a-name-may-be-which-is-one-hundred-and-twenty-seven-characters-and-not-one-more-than-just-that';
  const tags = Object.fromEntries(
    Array.from({ length: 15 }, (_, at) => [`tag-number-${at}-with-a-long-name`, `and a value that goes on ${'and on '.repeat(at)}`]),
  );
  const scene = fullScene(now);
  const person = 'Wolfeschlegelsteinhausenbergerdorff, Hubert Blaine the Younger of Philadelphia';
  return {
    ...scene,
    session: aSession(now, {
      person: { id: scene.slots[0]?.id ?? '', name: 'hubert.wolfeschlegelsteinhausenbergerdorff', displayName: person },
      tenant: { id: '', name: 'Vereinigte Strom- und Wasserversorgungsgesellschaft Niederösterreich mbH' },
    }),
    vaults: [aVault(vault, now, { secretCount: 1_204_318, tags, createdBy: person })],
    secrets: {
      [vault]: Array.from({ length: 5_000 }, (_, at) =>
        aSecret(vault, at === 0 ? name.slice(0, 127) : `generated-${String(at).padStart(5, '0')}`, now, {
          tags,
          createdBy: person,
          contentType: 'application/vnd.northwind.credential+json; charset=utf-8',
        }),
      ),
    },
    versions: {},
  };
}

/** Secrets whose every word tries to be something else than text. */
export function hostileScene(now: number): Scene {
  const words = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'txt.\u202Egnp.yek\u202C',
    '\u001B[31mred\u001B[0m\u0007',
    '=HYPERLINK("http://a","b")',
    'a\r\nb\tc\u2028d',
    'pay\u200Broll\uFEFF',
    'مفتاح-السر',
    'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!͖̬̰̙̗̿̋ͥͥ̂ͣ̐́́͜͞',
    'x'.repeat(250),
  ];
  const secrets = words.map((word, at) =>
    aSecret('payroll', `secret-${at}`, now, { contentType: word.slice(0, 255), tags: { [word]: word }, createdBy: word }),
  );
  return { ...fullScene(now), secrets: { payroll: secrets } };
}

export const refusal = (missing: string) => new VaultError('Forbidden', { missing, scope: '/', smallestRole: 'Key Vault Reader' });

/** The same house to someone without a role, and with an engine that fails. */
export function brokenScene(now: number): Scene {
  return {
    ...fullScene(now),
    failures: {
      VaultList: refusal('Microsoft.KeyVault/vaults/read'),
      SecretSearch: new VaultError('InternalError', { correlationId: '5e1f9c02-7d3b-4b8e-9a70-2f0c8a35a07c' }),
      LogList: new VaultError('StoreUnavailable', { reason: 'io' }),
      SlotList: refusal('Strongroom.Instance/slots/read'),
    },
  };
}
