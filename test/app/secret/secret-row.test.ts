import { describe, expect, it } from 'vitest';
import type { SecretRow } from '../../../app/secret/secret-store.ts';
import { aHouse, aSecret, text, utf8 } from '../../support/a-house.ts';
import { roomsOf } from '../../support/a-person.ts';

const violation: unknown = expect.objectContaining({ code: 'IntegrityViolation', data: expect.objectContaining({ what: 'secret' }) });
const vault = 'payroll';

/** A vault with two secrets, of which the first has two versions, and a way to edit their rows past the house. */
async function twoSecrets() {
  const { engine, window, ground } = await aHouse();
  const first = await window.call('SecretSet', aSecret({ name: 'one', value: utf8('leaked') }));
  const before = await rowOf('one');
  await window.call('SecretSet', aSecret({ name: 'one', value: utf8('renewed') }));
  await window.call('SecretSet', aSecret({ name: 'two' }));

  async function rowOf(name: string): Promise<SecretRow> {
    const row = await roomsOf(engine).store.read(async (tx) => tx.secrets.find((await tx.vaults.find(vault))?.id ?? '', name));
    if (!row) throw new Error('not set up');
    return row;
  }
  const put = async (...rows: SecretRow[]): Promise<void> => {
    // What the house remembers of secrets goes with the next one that is written.
    await window.call('SecretSet', aSecret({ name: 'three' }));
    for (const { tables } of ground.folder.disk.values()) for (const row of rows) tables.secrets.put(row.id, row);
  };
  return { window, first, before, one: await rowOf('one'), two: await rowOf('two'), rowOf, put };
}

describe('a secret whose row was edited', () => {
  it.each([
    ['SecretGet', { vault, name: 'one' }],
    ['SecretListVersions', { vault, name: 'one' }],
    ['SecretList', { vault }],
    ['SecretSet', aSecret({ name: 'one' })],
  ] as const)('to bear the name of another is refused by %s', async (operation, input) => {
    const { window, one, two, put } = await twoSecrets();
    await put({ ...one, name: two.name, nameKey: two.nameKey }, { ...two, name: one.name, nameKey: one.nameKey });
    await expect(window.call(operation, input)).rejects.toEqual(violation);
  });

  it.each([
    ['SecretGet', { vault, name: 'one', version: 'given' }],
    ['SecretListVersions', { vault, name: 'one' }],
    ['SecretList', { vault }],
  ] as const)('to point at an older version is refused by %s', async (operation, input) => {
    const { window, first, one, put } = await twoSecrets();
    await put({ ...one, currentVersion: first.version });
    const given = 'version' in input ? { ...input, version: first.version } : input;
    await expect(window.call(operation, given)).rejects.toEqual(violation);
  });

  it('to point at a version of another secret is refused', async () => {
    const { window, one, two, put } = await twoSecrets();
    await put({ ...one, currentVersion: two.currentVersion });
    await expect(window.call('SecretList', { vault })).rejects.toEqual(violation);
    await expect(window.call('SecretGet', { vault, name: 'one' })).rejects.toEqual(violation);
  });
});

describe('a secret whose row was put back to an older state, with the MAC that it had', () => {
  it('does not give out the value that was replaced', async () => {
    const { window, before, put } = await twoSecrets();
    await put(before);
    await expect(window.call('SecretGet', { vault, name: 'one' })).rejects.toEqual(violation);
  });
});

describe('a secret that is set again', () => {
  it('keeps its row and counts the change', async () => {
    const { window, before, one, rowOf } = await twoSecrets();
    expect(before.rowVersion).toBe(1);
    expect(one).toMatchObject({ id: before.id, createdOn: before.createdOn, rowVersion: 2 });
    const third = await window.call('SecretSet', aSecret({ name: 'ONE', value: utf8('third') }));
    expect(await rowOf('one')).toMatchObject({ name: 'one', currentVersion: third.version, rowVersion: 3 });
    expect(text((await window.call('SecretGet', { vault, name: 'one' })).value)).toBe('third');
  });
});
