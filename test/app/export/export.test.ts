import dotenv from 'dotenv';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { contract, type Input, type Output } from '../../../app/contract/operation.ts';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { aHouse, aSecret, logOf, makeVault, password, signIn, text, utf8, type Window } from '../../support/a-house.ts';
import { aPerson } from '../../support/a-person.ts';

/** A passphrase costs a second of a core on purpose, and twice: closing and opening. */
const slow = { timeout: 60_000 };

type Question = Input<'ExportPrepare'>;

const items = (...names: string[]): Question['selection'] => ({ items: names.map((name) => ({ vault: 'payroll', name })) });
const clear = (): Question['protection'] => ({
  kind: 'clear',
  confirmation: 'export in clear',
  password: utf8(password),
  reason: 'Moving to another house',
});
const refusal = (code: string): unknown => expect.objectContaining({ code });

async function prepare(window: Window, question: Question): Promise<Output<'ExportPrepare'>[]> {
  const told = [];
  for await (const item of window.listen('ExportPrepare', question)) told.push(contract.ExportPrepare.output.parse(item));
  return told;
}

/** The last thing that is told: how it ended. */
async function ending(window: Window, question: Question): Promise<Output<'ExportPrepare'>> {
  const told = await prepare(window, question);
  return z.custom<Output<'ExportPrepare'>>((it) => it !== undefined).parse(told.at(-1));
}

async function aStock() {
  const house = await aHouse();
  await house.window.call('SecretSet', aSecret({ tags: { owner: 'ops' }, contentType: 'text/plain' }));
  await house.window.call('SecretSet', aSecret({ name: 'api-key', value: utf8('=cmd\n\u001b[2J') }));
  await house.window.call('SecretSet', aSecret({ name: 'off', enabled: false }));
  return house;
}

/** Prepares, saves, and reads what was written. */
async function exported(
  { window, ground }: Pick<Awaited<ReturnType<typeof aHouse>>, 'window' | 'ground'>,
  question: Question,
): Promise<{ path: string; content: Uint8Array }> {
  const { export: id } = await ending(window, question);
  const { path } = await window.call('ExportSave', { export: id });
  return { path, content: z.instanceof(Uint8Array).parse(ground.folder.exports.get(path)) };
}

describe('an export', () => {
  test('in clear holds the secrets as they are, and says where it lies', async () => {
    const house = await aStock();
    const { path, content } = await exported(house, { selection: items('db-password', 'api-key'), format: 'json', protection: clear() });
    expect(path).toMatch(/^\/exports\/\d{4}-\d\d-\d\dT[\d.-]+Z-payroll\.json$/);
    expect(JSON.parse(text(content))).toMatchObject({
      format: 'strongroom-secrets',
      secrets: [
        { vault: 'payroll', name: 'db-password', value: 's3cret', contentType: 'text/plain', enabled: true, tags: { owner: 'ops' } },
        { vault: 'payroll', name: 'api-key', value: '=cmd\n\u001b[2J', tags: {} },
      ],
    });
  });

  test('for a recipient is opened by that recipient alone', async () => {
    const house = await aStock();
    const identity = await generateX25519Identity();
    const protection = { kind: 'recipient', recipients: [await identityToRecipient(identity)] } as const;
    const { path, content } = await exported(house, {
      selection: items('db-password'),
      format: 'env',
      protection: { ...protection, recipients: [...protection.recipients] },
    });
    expect(path).toMatch(/-payroll\.env\.age$/);
    expect(text(content)).not.toContain('s3cret');
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    expect(dotenv.parse(await decrypter.decrypt(content, 'text'))).toEqual({ DB_PASSWORD: 's3cret' });
  });

  test('for a passphrase is opened by it', slow, async () => {
    const house = await aStock();
    const { content } = await exported(house, {
      selection: items('db-password'),
      format: 'csv',
      protection: { kind: 'passphrase', passphrase: utf8('a long walk at night') },
    });
    const decrypter = new Decrypter();
    decrypter.addPassphrase('a long walk at night');
    expect(await decrypter.decrypt(content, 'text')).toContain('"payroll","db-password","s3cret","text/plain","true"');
  });

  test('names each secret once, however it was asked for', async () => {
    const { window } = await aStock();
    const { total, changed } = await ending(window, {
      selection: items('db-password', 'DB-password'),
      format: 'json',
      protection: clear(),
    });
    expect([total, changed]).toEqual([1, 1]);
  });

  test('tells what is refused, and holds the rest', async () => {
    const house = await aStock();
    const question: Question = { selection: items('off', 'db-password', 'nothing'), format: 'json', protection: clear() };
    const told = await prepare(house.window, question);
    expect(told[0]).toMatchObject({ done: 0, total: 3 });
    expect(told.flatMap(({ rows }) => rows)).toEqual([
      { vault: 'payroll', name: 'off', outcome: 'refused', code: 'SecretDisabled' },
      { vault: 'payroll', name: 'db-password', outcome: 'changed' },
      { vault: 'payroll', name: 'nothing', outcome: 'refused', code: 'SecretNotFound' },
    ]);
    expect(told.at(-1)).toMatchObject({ done: 3, total: 3, changed: 1, unchanged: 0, refused: 2 });
  });

  test('of a query holds what a list of it shows', async () => {
    const house = await aStock();
    const { content } = await exported(house, {
      selection: { query: { contentType: ['text/plain'] } },
      format: 'json',
      protection: clear(),
    });
    expect(JSON.parse(text(content))).toMatchObject({ secrets: [{ name: 'db-password' }] });
  });

  test('of many secrets is passed on in parts, so that memory does not grow with it', async () => {
    const { window, ground } = await aStock();
    const names = Array.from({ length: 40 }, (_, at) => `large-${at}`);
    const value = utf8('v'.repeat(25_000));
    for (const name of names) await window.call('SecretSet', aSecret({ name, value }));
    const house = { window, ground };
    const { content } = await exported(house, { selection: items(...names), format: 'csv', protection: clear() });
    expect(content.length).toBeGreaterThan(1_000_000);
    expect(text(content).match(/v{25000}/g)).toHaveLength(40);
    expect(ground.folder.scratched.length).toBeGreaterThan(10);
    // Of the file, a part and the secret that filled it.
    expect(Math.max(...ground.folder.scratched)).toBeLessThan(100_000);
  });

  test('of nothing is none', async () => {
    const { window } = await aStock();
    expect((await ending(window, { selection: items('nothing'), format: 'json', protection: clear() })).export).toBeUndefined();
  });

  test('refuses names that are the same in an .env file, before they are read', async () => {
    const { window } = await aStock();
    await makeVault(window, 'shop');
    await window.call('SecretSet', aSecret({ vault: 'shop', name: 'DB-Password' }));
    const selection = {
      items: [
        { vault: 'payroll', name: 'db-password' },
        { vault: 'shop', name: 'db-password' },
        { vault: 'payroll', name: 'api-key' },
      ],
    };
    const told = await prepare(window, { selection, format: 'env', protection: clear() });
    expect(told.flatMap(({ rows }) => rows).map(({ code }) => code)).toEqual(['Conflict', 'Conflict', undefined]);
    expect((await logOf(window)).filter(({ operation }) => operation === 'SecretGet')).toHaveLength(1);
  });

  test('refuses a value that no quotes of an .env file keep', async () => {
    const { window } = await aStock();
    await window.call('SecretSet', aSecret({ name: 'odd', value: utf8('\'"`#') }));
    expect(await ending(window, { selection: items('odd'), format: 'env', protection: clear() })).toMatchObject({
      rows: [{ name: 'odd', outcome: 'refused', code: 'unwritable' }],
    });
  });

  test('holds only what the person may read', async () => {
    const { window, engine } = await aStock();
    const { resourceId } = await window.call('VaultGet', { vault: 'payroll' });
    await aPerson(engine, 'bob', { role: 'Key Vault Secrets User', scope: `${resourceId}/secrets/api-key` });
    const other = engine.window();
    await other.call('SessionCreate', { person: 'bob', password: utf8(password) });
    const told = await prepare(other, { selection: items('db-password', 'api-key'), format: 'json', protection: clear() });
    expect(told.flatMap(({ rows }) => rows)).toEqual([
      { vault: 'payroll', name: 'db-password', outcome: 'refused', code: 'Forbidden' },
      { vault: 'payroll', name: 'api-key', outcome: 'changed' },
    ]);
  });

  test('is recorded with its protection and reason, and each read by itself under the same correlation id', async () => {
    const house = await aStock();
    await exported(house, { selection: items('db-password', 'off'), format: 'json', protection: clear() });
    const rows = await logOf(house.window);
    const log = await Promise.all(rows.map(({ sequence }) => house.window.call('LogGet', { sequence })));
    const start = log.find(({ operation }) => operation === 'ExportPrepare');
    const reads = log.filter(({ operation }) => operation === 'SecretGet');
    expect(start?.properties).toMatchObject({
      selection: 'items',
      count: '2',
      format: 'json',
      protection: 'clear',
      reason: 'Moving to another house',
    });
    expect(reads.map(({ code, correlationId }) => [code, correlationId === start?.correlationId])).toEqual([
      ['OK', true],
      ['SecretDisabled', true],
    ]);
    const saves = log.filter(({ operation }) => operation === 'ExportSave');
    expect(saves.map(({ result }) => result)).toEqual(['attempted', 'succeeded']);
    expect(saves[1]?.properties).toMatchObject({ count: '1' });
  });
});

describe('before anything is read', () => {
  const readNothing = async (window: Window) =>
    expect((await logOf(window)).filter(({ operation }) => operation === 'SecretGet')).toEqual([]);

  test('a wrong password refuses an export in clear', async () => {
    const { window } = await aStock();
    const protection = { ...clear(), password: utf8('wrong') };
    await expect(prepare(window, { selection: items('db-password'), format: 'json', protection })).rejects.toThrow(refusal('SignInFailed'));
    await readNothing(window);
    expect((await logOf(window)).find(({ operation }) => operation === 'ExportPrepare')).toMatchObject({ code: 'SignInFailed' });
  });

  test('a recipient that is none is named', async () => {
    const { window } = await aStock();
    const recipients = [await identityToRecipient(await generateX25519Identity()), 'age1qqqqqq'];
    const question: Question = { selection: items('db-password'), format: 'json', protection: { kind: 'recipient', recipients } };
    const error = await prepare(window, question).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(VaultError);
    expect(error).toMatchObject({ data: { issues: [{ path: 'protection.recipients.1', problem: 'not_a_recipient' }] } });
    await readNothing(window);
  });

  test('a passphrase that is no text is refused', async () => {
    const { window } = await aStock();
    const protection = { kind: 'passphrase', passphrase: new Uint8Array(16).fill(0xff) } as const;
    await expect(prepare(window, { selection: items('db-password'), format: 'json', protection })).rejects.toThrow(refusal('BadParameter'));
    await readNothing(window);
  });
});

describe('a finished export', () => {
  const question = (): Question => ({ selection: items('db-password'), format: 'json', protection: clear() });

  test('can be saved once', async () => {
    const { window } = await aStock();
    const { export: id } = await ending(window, question());
    await window.call('ExportSave', { export: id });
    await expect(window.call('ExportSave', { export: id })).rejects.toThrow(refusal('StagedNotFound'));
  });

  test('is nobody else’s', async () => {
    const { window, engine } = await aStock();
    const { export: id } = await ending(window, question());
    const other = engine.window();
    await signIn(other);
    await expect(other.call('ExportSave', { export: id })).rejects.toThrow(refusal('StagedNotFound'));
  });

  test('ends with the session', async () => {
    const { window, ground } = await aStock();
    const { export: id } = await ending(window, question());
    await window.call('SessionDelete', {});
    await signIn(window);
    await expect(window.call('ExportSave', { export: id })).rejects.toThrow(refusal('StagedNotFound'));
    expect(ground.folder.exports.size).toBe(0);
  });
});
