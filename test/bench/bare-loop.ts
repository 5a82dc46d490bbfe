import { randomUUID } from 'node:crypto';
import type { LogHead, RecordRow } from '../../app/audit/record-store.ts';
import type { Tx } from '../../app/operation/store.ts';
import { bindingOf } from '../../app/secret/secret.ts';
import type { SecretRow, SecretVersionRow } from '../../app/secret/secret-store.ts';
import { secretSet } from '../../app/seal/manifest.ts';
import { type BenchHouse, secretName, value } from './corridor-house.ts';
import { vault } from './stock.ts';

/** The operations that are compared. */
export const compared = ['SessionGet', 'SecretGet', 'SecretSet', 'SecretList'] as const;
export type Compared = (typeof compared)[number];

/**
 * The store and cipher work of the compared operations and nothing else: the same rows read and written through the same ports, the same
 * envelopes, the same commit. Nobody is authenticated or authorized, nothing is parsed, nothing but the value is checked, and the log's
 * record is a finished text under a head that is not signed. What it leaves behind is no whole house.
 */
export interface BareLoop {
  /** Does it `count` times in one transaction. */
  run(name: Compared, count: number): Promise<void>;
}

export async function openBareLoop({ rooms, window }: BenchHouse): Promise<BareLoop> {
  const { store, keyring } = rooms;
  const personId = window.caller.session.current?.principalId ?? '';
  const sample = await store.read(async (tx) => {
    const head = await tx.records.findHead();
    const last = head && (await tx.records.find(head.size - 1));
    if (!last || !head) throw new Error('the log is empty');
    return { last, head };
  });
  let size = sample.head.size;
  let turn = 0;
  const read = readers(personId);
  const works: Readonly<Record<Compared, (tx: Tx) => Promise<unknown>>> = {
    SessionGet: read.session,
    SecretGet: async (tx) => {
      const row = await read.version(tx, secretName((turn += 1)));
      (await keyring.openValue(tx, bindingOf(row), row)).fill(0);
    },
    SecretSet: async (tx) => {
      const { mac } = await read.manifest(tx);
      const secret = await read.secret(tx, secretName((turn += 1)));
      const before = await read.current(tx, secret);
      const ordinal = (await tx.secrets.countVersions(before.secretId)) + 1;
      const version = { ...before, version: randomUUID().replaceAll('-', ''), ordinal };
      const row = { ...version, ...(await keyring.sealValue(tx, bindingOf(version), value())) };
      await tx.secrets.update({ ...secret, currentVersion: row.version, rowVersion: secret.rowVersion + 1 });
      await tx.secrets.insertVersion(row);
      await tx.manifests.put({ ...(await read.manifest(tx)), mac });
      const request = { identityId: personId, requestId: randomUUID() };
      await tx.requests.removeBefore(0);
      await tx.requests.find(request.identityId, request.requestId);
      await tx.requests.insert({ ...request, fingerprint: mac, output: sample.last.canonical ?? '', answeredOn: row.createdOn });
    },
    SecretList: async (tx) => tx.secrets.list((await read.vault(tx)).id, { after: undefined, limit: 100, deleted: false }),
  };
  return {
    run: (name, count) =>
      store.transaction(async (tx, savepoint) => {
        for (let at = 0; at < count; at += 1) await savepoint(() => works[name](tx));
        if (name !== 'SessionGet') size = await writeRecords(tx, { ...sample, size, count });
      }),
  };
}

function readers(personId: string) {
  const findVault = async (tx: Tx) => given(await tx.vaults.find(vault));
  const findSecret = async (tx: Tx, name: string) => given(await tx.secrets.find((await findVault(tx)).id, name));
  const current = async (tx: Tx, { id, currentVersion }: SecretRow) => given(await tx.secrets.findVersion(id, currentVersion));
  return {
    vault: findVault,
    session: async (tx: Tx) => {
      await tx.directory.findPersonById(personId);
      const tenant = given(await tx.directory.findTenant());
      await tx.directory.listResourceGroups(tenant.id);
      await tx.grants.listOf([personId]);
    },
    secret: findSecret,
    current,
    version: async (tx: Tx, name: string): Promise<SecretVersionRow> => current(tx, await findSecret(tx, name)),
    manifest: async (tx: Tx) => given(await tx.manifests.find(secretSet((await findVault(tx)).id))),
  };
}

async function writeRecords(tx: Tx, log: { last: RecordRow; head: LogHead; size: number; count: number }): Promise<number> {
  const { last, head, size, count } = log;
  await tx.records.findHead();
  await tx.records.append(Array.from({ length: count }, (_, at) => ({ ...last, sequence: size + at })));
  await tx.records.putHead({ ...head, size: size + count });
  return size + count;
}

function given<T>(row: T | undefined): T {
  if (row === undefined) throw new Error('a row is missing');
  return row;
}
