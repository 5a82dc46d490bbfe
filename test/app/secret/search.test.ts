import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../app/secret/search-text.ts';
import { aHouse, aSecret, logOf, makeVault, password, signIn, utf8, type Window } from '../../support/a-house.ts';
import { aPerson, change, roomsOf } from '../../support/a-person.ts';

const refusal = (code: string, data?: object) => expect.objectContaining({ code, ...(data && { data }) });
const byName = { by: 'name', direction: 'up' } as const;
const search = (window: Window, query: object = {}, rest: object = {}) =>
  window.call('SecretSearch', { query, sort: byName, limit: 100, ...rest });
const namesOf = async (window: Window, query: object = {}, rest: object = {}) =>
  (await search(window, query, rest)).items.map(({ vault, name }) => `${vault}/${name}`);

async function withSecrets() {
  const house = await aHouse();
  const { window } = house;
  await makeVault(window, 'billing');
  await window.call('SecretSet', aSecret({ name: 'db-password', tags: { env: 'prod', owner: 'Ada' }, contentType: 'text/plain' }));
  await window.call('SecretSet', aSecret({ name: 'db', tags: { env: 'test' } }));
  await window.call('SecretSet', aSecret({ name: 'old-db', enabled: false }));
  await window.call('SecretSet', aSecret({ vault: 'billing', name: 'stripe-key', tags: { env: 'prod' } }));
  return house;
}

/** Someone else's window, who has one role in one place. */
async function windowOf(house: Awaited<ReturnType<typeof aHouse>>, name: string, grant: { role: string; scope: string }) {
  await aPerson(house.engine, name, grant);
  const window = house.engine.window();
  await window.call('SessionCreate', { person: name, password: utf8(password) });
  return window;
}

describe('a search', () => {
  it('goes over all vaults, and gives what lists give', async () => {
    const { window } = await withSecrets();
    const { items, total } = await search(window);
    const listed = [
      ...(await window.call('SecretList', { vault: 'payroll' })).items,
      ...(await window.call('SecretList', { vault: 'billing' })).items,
    ];
    expect(items).toEqual(listed);
    expect(total).toEqual({ count: 4, atLeast: false });
  });

  it('finds each word in name, content type, or name or value of a tag, in any case', async () => {
    const { window } = await withSecrets();
    expect(await namesOf(window, { text: 'DB' })).toEqual(['payroll/db', 'payroll/db-password', 'payroll/old-db']);
    expect(await namesOf(window, { text: '  prod\tb-p ' })).toEqual(['payroll/db-password']);
    expect(await namesOf(window, { text: 'aDA plain' })).toEqual(['payroll/db-password']);
    expect(await namesOf(window, { text: 'owner' })).toEqual(['payroll/db-password']);
    expect(await namesOf(window, { text: 'db prod stripe' })).toEqual([]);
  });

  it('puts whole names before beginnings of names, and those before the rest', async () => {
    const { window } = await withSecrets();
    const sort = { by: 'match', direction: 'up' } as const;
    expect(await namesOf(window, { text: 'db' }, { sort })).toEqual(['payroll/db', 'payroll/db-password', 'payroll/old-db']);
    await expect(namesOf(window, { text: ' ' }, { sort })).rejects.toEqual(
      refusal('BadParameter', { issues: [{ path: 'sort.by', problem: 'needs_text' }] }),
    );
  });

  it.each([`"db"`, 'db*', 'db OR old', 'NEAR(db)', '%', '_b', `' or 1=1 --`, 'db\0', '\u202edb', '🔐', '^db', '{x', '-db-'])(
    'takes %j for plain text',
    async (text) => {
      const { window } = await withSecrets();
      expect(await namesOf(window, { text })).toEqual([]);
      await window.call('SecretSet', aSecret({ name: 'strange', tags: { note: text } }));
      expect(await namesOf(window, { text })).toEqual(['payroll/strange']);
    },
  );

  it('refuses half a character', async () => {
    const { window } = await withSecrets();
    await expect(search(window, { text: 'db\ud800' })).rejects.toEqual(refusal('BadParameter'));
  });

  it('combines its conditions, and takes several values of one for alternatives', async () => {
    const { window } = await withSecrets();
    expect(await namesOf(window, { tag: [{ name: 'env', value: 'prod' }] })).toEqual(['payroll/db-password', 'billing/stripe-key']);
    expect(await namesOf(window, { tag: [{ name: 'env', value: 'Prod' }] })).toEqual([]);
    expect(await namesOf(window, { tag: [{ name: 'env' }], vault: ['PAYROLL'] })).toEqual(['payroll/db', 'payroll/db-password']);
    expect(await namesOf(window, { contentType: ['text/plain', ''], text: 'db', state: ['active'] })).toEqual([
      'payroll/db',
      'payroll/db-password',
    ]);
    expect(await namesOf(window, { state: ['disabled', 'expired'] })).toEqual(['payroll/old-db']);
    expect(await namesOf(window, { state: [], tag: [], vault: [], contentType: [] })).toHaveLength(4);
  });

  it('follows its pages to the end by cursor, and jumps by offset', async () => {
    const { window } = await withSecrets();
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await search(window, {}, { limit: 3, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.next;
      more = cursor !== undefined;
    }
    expect(seen).toEqual(['db', 'db-password', 'old-db', 'stripe-key']);
    expect(await namesOf(window, {}, { limit: 2, offset: 2 })).toEqual(['payroll/old-db', 'billing/stripe-key']);
    expect(await namesOf(window, {}, { offset: 9 })).toEqual([]);
  });

  it.each(['', 'x', '{}', '[]', '["name","down",0,0,"db","00000000-0000-4000-8000-000000000000"]'])(
    'refuses %j as a cursor',
    async (cursor) => {
      const { window } = await withSecrets();
      await expect(search(window, {}, { cursor })).rejects.toEqual(
        refusal('BadParameter', { issues: [{ path: 'cursor', problem: 'invalid' }] }),
      );
    },
  );

  it('finds in the bin only what lies there, with its day', async () => {
    const { window } = await withSecrets();
    const deleted = await window.call('SecretDelete', { vault: 'payroll', name: 'db' });
    expect(await namesOf(window, { text: 'db' })).toEqual(['payroll/db-password', 'payroll/old-db']);
    const { items } = await search(window, { deleted: true }, { sort: { by: 'purge', direction: 'down' } });
    expect(items).toEqual([deleted]);
  });

  it('knows a secret by its current version alone', async () => {
    const { window } = await withSecrets();
    await window.call('SecretSet', aSecret({ name: 'db', tags: { env: 'stage' } }));
    expect(await namesOf(window, { text: 'test' })).toEqual([]);
    expect(await namesOf(window, { text: 'stage' })).toEqual(['payroll/db']);
  });
});

describe('who searches', () => {
  const reader = 'Key Vault Secrets User';

  it('sees the vaults where they may read metadata, and nothing of others in rows or totals', async () => {
    const house = await withSecrets();
    const { resourceId } = await house.window.call('VaultGet', { vault: 'billing' });
    const window = await windowOf(house, 'bob', { role: reader, scope: resourceId });
    expect(await search(window)).toMatchObject({ items: [{ name: 'stripe-key' }], total: { count: 1, atLeast: false } });
    for (const query of [{ vault: ['payroll'] }, { vault: ['nowhere'] }, { text: 'db' }, { tag: [{ name: 'owner' }] }])
      expect(await search(window, query)).toEqual({ items: [], total: { count: 0, atLeast: false } });
    expect(await window.call('SecretAttention', {})).toMatchObject({ total: 1, disabled: 0, disabledButRead: [], vaults: [] });
    await expect(window.call('SecretAttention', { vault: 'payroll' })).rejects.toEqual(refusal('VaultNotFound', { name: 'payroll' }));
  });

  it('sees nothing without a grant, with one that is about other things, or one that ended', async () => {
    const house = await withSecrets();
    const { resourceId } = await house.window.call('VaultGet', { vault: 'billing' });
    const contributor = await windowOf(house, 'carol', { role: 'Key Vault Contributor', scope: '/' });
    const onObject = await windowOf(house, 'dan', { role: reader, scope: `${resourceId}/secrets/stripe-key` });
    for (const window of [contributor, onObject]) expect(await search(window)).toEqual({ items: [], total: { count: 0, atLeast: false } });
    const stranger = house.engine.window();
    await expect(search(stranger)).rejects.toEqual(refusal('Unauthorized'));
  });

  it('sees nothing of a vault in the bin, even when they name it', async () => {
    const { window } = await withSecrets();
    await window.call('VaultDelete', { vault: 'billing' });
    expect(await namesOf(window, { text: 'prod' })).toEqual(['payroll/db-password']);
    expect(await search(window, { vault: ['billing'] })).toEqual({ items: [], total: { count: 0, atLeast: false } });
    await expect(window.call('SecretAttention', { vault: 'billing' })).rejects.toEqual(refusal('VaultNotFound', { name: 'billing' }));
    await window.call('VaultRecover', { vault: 'billing' });
    expect(await namesOf(window, { text: 'prod' })).toEqual(['payroll/db-password', 'billing/stripe-key']);
  });

  it('is told when a row was edited behind the house, instead of being shown it', async () => {
    const { engine, window } = await withSecrets();
    const { id } = await window.call('VaultGet', { vault: 'payroll' });
    await change(engine, async (tx) => {
      const row = await tx.secrets.find(id, 'db');
      if (row) await tx.secrets.update({ ...row, name: 'DB' });
    });
    await expect(search(window, { text: 'db' })).rejects.toEqual(refusal('IntegrityViolation'));
    expect(await namesOf(window, { text: 'stripe' })).toEqual(['billing/stripe-key']);
  });

  it('leaves a record that holds the text only as a keyed hash', async () => {
    const { engine, window } = await withSecrets();
    await search(window, { text: 'hunter2', state: ['active'], vault: [] });
    const row = (await logOf(window)).findLast(({ operation }) => operation === 'SecretSearch');
    const record = await window.call('LogGet', { sequence: row?.sequence ?? -1 });
    expect(record.properties).toEqual({ text: roomsOf(engine).keyring.logHash('hunter2'), conditions: 'state', count: '0' });
    expect(record.canonical).not.toContain('hunter2');
  });
});

describe('words', () => {
  it('are different, folded, composed, and what is between white space', () => {
    expect(wordsOf(' Prod\u00a0e\u0301 prod\nÉ\t')).toEqual(['prod', 'é']);
    expect(wordsOf(' \n ')).toEqual([]);
  });
});

describe('a session', () => {
  it('that is over searches nothing', async () => {
    const { window } = await withSecrets();
    await window.call('SessionDelete', {});
    await expect(search(window)).rejects.toEqual(refusal('Unauthorized'));
    await signIn(window);
    expect(await namesOf(window, { text: 'stripe' })).toEqual(['billing/stripe-key']);
  });
});
