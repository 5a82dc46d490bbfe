import { describe, expect, it } from 'vitest';
import { SecretBackup } from '../../../app/contract/secret.ts';
import {
  aHouse,
  aSecret,
  logOf,
  makeVault,
  newGround,
  makeInstance,
  signIn,
  startEngine,
  text,
  utf8,
  type Window,
} from '../../support/a-house.ts';
import { aPerson, roomsOf } from '../../support/a-person.ts';

const refusal = (code: string, data?: object) => expect.objectContaining({ code, ...(data && { data }) });
const named = { vault: 'payroll', name: 'db-password' };

async function backUp(window: Window, input: object = named): Promise<{ file: Uint8Array; parts: number[] }> {
  const parts: Uint8Array[] = [];
  for await (const item of window.listen('SecretBackup', input)) parts.push(SecretBackup.output.parse(item).part);
  return { file: Uint8Array.from(parts.flatMap((part) => [...part])), parts: parts.map((part) => part.length) };
}

async function upload(window: Window, file: Uint8Array): Promise<string> {
  const { upload: id } = await window.call('UploadBegin', { sizeBytes: file.length });
  for (let at = 0; at < file.length; at += 400_000) await window.call('UploadSend', { upload: id, part: file.slice(at, at + 400_000) });
  return id;
}

const restore = async (window: Window, file: Uint8Array, vault = 'payroll') =>
  window.call('SecretRestore', { vault, upload: await upload(window, file) });

async function withVersions() {
  const house = await aHouse();
  const { window } = house;
  await window.call('SecretSet', aSecret({ value: utf8('first'), contentType: 'text/plain', tags: { owner: 'ada' }, expires: 9e12 }));
  await window.call('SecretSet', aSecret({ value: utf8('second'), enabled: false }));
  await window.call('SecretSet', aSecret({ value: utf8('third') }));
  return { ...house, versions: (await window.call('SecretListVersions', named)).items };
}

describe('a backup of a secret', () => {
  it('brings all versions back after a purge, ids and attributes as they were', async () => {
    const { window, versions } = await withVersions();
    const { file } = await backUp(window);
    await window.call('SecretDelete', named);
    await window.call('SecretPurge', named);
    expect(await restore(window, file)).toEqual(versions[0]);
    expect((await window.call('SecretListVersions', named)).items).toEqual(versions);
    expect(text((await window.call('SecretGet', named)).value)).toBe('third');
    expect(text((await window.call('SecretGet', { ...named, version: versions[2]?.version })).value)).toBe('first');
    const verdicts: unknown[] = [];
    for await (const item of window.listen('LogVerify', {})) verdicts.push(item);
    expect(verdicts.at(-1)).toMatchObject({ verdict: { whole: true } });
  });

  it('makes a copy in another vault, whose versions are its own', async () => {
    const { window, versions } = await withVersions();
    await makeVault(window, 'billing');
    await restore(window, (await backUp(window)).file, 'billing');
    const copies = (await window.call('SecretListVersions', { vault: 'billing', name: 'db-password' })).items;
    expect(copies.map((it) => it.tags)).toEqual(versions.map((it) => it.tags));
    expect(copies.some((it) => versions.some(({ version }) => version === it.version))).toBe(false);
    expect(text((await window.call('SecretGet', { vault: 'billing', name: 'db-password' })).value)).toBe('third');
    expect((await window.call('SecretListVersions', named)).items).toEqual(versions);
  });

  it('comes in parts that a frame holds, and tells nothing of what is in it', async () => {
    const { window } = await aHouse();
    for (let at = 0; at < 25; at += 1)
      await window.call('SecretSet', aSecret({ value: new Uint8Array(25_600).fill(0x61), tags: { hint: 'wallet' } }));
    const { file, parts } = await backUp(window);
    expect(parts).toHaveLength(2);
    expect(Math.max(...parts)).toBe(512 * 1024);
    expect(Buffer.from(file).includes('wallet')).toBe(false);
    expect(Buffer.from(file).includes('aaaaaaaa')).toBe(false);
  });

  it('is refused where the name is taken or lies in the recycle bin; the upload stays for another vault', async () => {
    const { window, versions } = await withVersions();
    await makeVault(window, 'billing');
    const id = await upload(window, (await backUp(window)).file);
    await expect(window.call('SecretRestore', { vault: 'payroll', upload: id })).rejects.toEqual(
      refusal('Conflict', { name: 'db-password' }),
    );
    const { purgeOn } = await window.call('SecretDelete', named);
    await expect(window.call('SecretRestore', { vault: 'payroll', upload: id })).rejects.toEqual(
      refusal('ObjectIsDeletedButRecoverable', { name: 'db-password', purgeOn }),
    );
    await window.call('SecretRestore', { vault: 'billing', upload: id });
    await expect(window.call('SecretRestore', { vault: 'billing', upload: id })).rejects.toEqual(refusal('StagedNotFound'));
    await window.call('SecretRecover', named);
    expect((await window.call('SecretListVersions', named)).items).toEqual(versions);
  });

  it('of another house is told apart from a damaged one', async () => {
    const { window } = await withVersions();
    const { file } = await backUp(window);
    const other = (await startEngine(newGround())).window();
    await makeInstance(other);
    await signIn(other);
    await makeVault(other);
    await expect(restore(other, file)).rejects.toEqual(refusal('FileUnreadable', { reason: 'foreign', line: 0 }));
    await makeVault(window, 'billing');
    const damaged = file.map((byte, at) => (at === file.length - 1 ? byte ^ 1 : byte));
    await expect(restore(window, damaged, 'billing')).rejects.toEqual(refusal('FileUnreadable', { reason: 'format', line: 0 }));
    await expect(restore(window, new Uint8Array(), 'billing')).rejects.toEqual(refusal('FileUnreadable', { reason: 'empty', line: 0 }));
    expect((await window.call('SecretList', { vault: 'billing' })).items).toEqual([]);
  });

  it('is refused for more versions than Key Vault backs up', async () => {
    const { engine, window } = await aHouse();
    await window.call('SecretSet', aSecret());
    const { store } = roomsOf(engine);
    await store.transaction(async (tx) => {
      const [row] = await tx.secrets.scan((await tx.vaults.find('payroll'))?.id ?? '', undefined, 1);
      for (let at = 0; row && at < 500; at += 1)
        await tx.secrets.insertVersion({ ...row, version: at.toString(16).padStart(32, '0'), ordinal: at + 2 });
    });
    await expect(backUp(window)).rejects.toEqual(
      refusal('BadParameter', { issues: [{ path: 'name', problem: 'too_many_versions', limit: 500 }] }),
    );
  });

  it('is made and restored by who may, each with its record', async () => {
    const { engine, window } = await withVersions();
    const { file } = await backUp(window);
    await aPerson(engine, 'grace', { role: 'Key Vault Secrets User', scope: '/' });
    const grace = engine.window();
    await grace.call('SessionCreate', { person: 'grace', password: utf8('three small blue doors') });
    await expect(backUp(grace)).rejects.toEqual(refusal('Forbidden'));
    await expect(restore(grace, file)).rejects.toEqual(refusal('Forbidden'));
    const rows = (await logOf(window)).filter((row) => row.operation === 'SecretBackup' || row.operation === 'SecretRestore');
    expect(rows.map((row) => [row.operation, row.object, row.result])).toEqual([
      ['SecretBackup', 'payroll / db-password', 'succeeded'],
      ['SecretBackup', 'payroll / db-password', 'refused'],
      ['SecretRestore', 'payroll', 'refused'],
    ]);
  });
});
