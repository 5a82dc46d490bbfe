import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../app/contract/vault-error.ts';
import { aHouse, aSecret, logOf, password, text, utf8, type Window } from '../../support/a-house.ts';
import { aPerson } from '../../support/a-person.ts';
import { choose, drain, list, naming, openFile, plan, rowsOf, run, upload } from './an-import.ts';

const refusal = (code: string, data?: object): unknown =>
  expect.objectContaining({ code, ...(data && { data: expect.objectContaining(data) }) });
const valueOf = async (window: Window, name: string) => text((await window.call('SecretGet', { vault: 'payroll', name })).value);
const operationsOf = async (window: Window) => (await logOf(window)).map(({ operation }) => operation);

describe('the preview of a file', () => {
  it('says of each row whether it is new, changed or the same, and records what it read', async () => {
    const { window } = await aHouse();
    await window.call('SecretSet', aSecret({ name: 'SAME', value: utf8('1') }));
    await window.call('SecretSet', aSecret({ name: 'CHANGED', value: utf8('1') }));
    const id = await plan(window, 'NEW=1\nSAME=1\nCHANGED=2\n');
    expect(await rowsOf(window, id)).toMatchObject([
      { row: 0, line: 1, source: 'NEW', name: 'NEW', status: 'new', choice: 'write', valueBytes: 1 },
      { row: 1, line: 2, name: 'SAME', status: 'same', choice: 'skip' },
      { row: 2, line: 3, name: 'CHANGED', status: 'changed', choice: 'write' },
    ]);
    expect((await operationsOf(window)).filter((name) => name === 'SecretGet')).toHaveLength(2);
  });

  it('says only that a secret exists where it is not compared, and reads nothing', async () => {
    const { window } = await aHouse();
    await window.call('SecretSet', aSecret({ name: 'A' }));
    const id = await plan(window, 'A=1', { compare: false });
    expect(await rowsOf(window, id)).toMatchObject([{ status: 'exists', choice: 'skip' }]);
    expect(await operationsOf(window)).not.toContain('SecretGet');
  });

  it('says only that it exists to who may not read', async () => {
    const { engine, window } = await aHouse();
    for (const name of ['A', 'B']) await window.call('SecretSet', aSecret({ name, value: utf8('1') }));
    await window.call('SecretUpdate', { vault: 'payroll', name: 'A', version: await versionOf(window, 'A'), enabled: false });
    const id = await plan(window, 'A=1\nB=1');
    // What is disabled can't be read by anyone.
    expect((await rowsOf(window, id)).map(({ status }) => status)).toEqual(['exists', 'same']);
    expect(engine.bugs).toEqual([]);
  });

  it('is refused to who may not write', async () => {
    const { engine, window } = await aHouse();
    await aPerson(engine, 'grace', { role: 'Key Vault Reader', scope: '/' });
    const other = engine.window();
    await other.call('SessionCreate', { person: 'grace', password: utf8(password) });
    await expect(openFile(other, 'A=1')).rejects.toEqual(refusal('Forbidden'));
    expect((await logOf(window)).at(-1)).toMatchObject({ operation: 'ImportOpen', code: 'Forbidden' });
  });

  it('holds no values', async () => {
    const { window } = await aHouse();
    const id = await plan(window, 'A=the-value-itself');
    expect(JSON.stringify(await list(window, id))).not.toContain('the-value');
  });

  it('makes names by rule: levels by the separator, other characters as hyphens, with prefix and in lower case', async () => {
    const { window } = await aHouse();
    const content = JSON.stringify({ Db: { Password: 'x', 'Host Name': 'y' }, 'Already--Valid': 'z', 'Smtp:Port': 25 });
    const change = { naming: { prefix: 'app-', separator: '--', lowerCase: true } } as const;
    const rows = await rowsOf(window, await plan(window, content, { fileName: 'a.json', ...change }));
    expect(rows.map(({ source, name }) => [source, name])).toEqual([
      ['Db.Password', 'app-db--password'],
      ['Db.Host Name', 'app-db--host-name'],
      ['Already--Valid', 'app-already--valid'],
      ['Smtp:Port', 'app-smtp--port'],
    ]);
  });

  it('refuses what can’t be written, with the reason', async () => {
    const { window } = await aHouse();
    const id = await plan(
      window,
      JSON.stringify([
        { name: '***', value: 'x' },
        { name: 'n'.repeat(128), value: 'x' },
        { name: 'long', value: 'x'.repeat(25_601) },
        { name: 'none', value: null },
        { name: 'half', value: '\ud800' },
        { name: 'date', value: 'x', expires: 'next week' },
        { name: 'order', value: 'x', notBefore: '2027-01-02', expires: '2027-01-01' },
        { name: 'type', value: 'x', contentType: 'a\nb' },
        { name: 'flag', value: 'x', enabled: 'perhaps' },
        { name: 'tags', value: 'x', tags: JSON.parse('{"__proto__":"x"}') as unknown },
        { name: 'fine', value: 'x', expires: '2027-01-01T00:00:00+01:00', tags: { owner: 'me' } },
      ]),
      { fileName: 'a.json' },
    );
    const rows = await rowsOf(window, id);
    expect(rows.map(({ reason }) => reason)).toEqual([
      'name', 'name_long', 'value_long', 'value_missing', 'value_text', 'date', 'date', 'content_type', 'enabled', 'tags', undefined,
    ]); // prettier-ignore
    expect(rows.at(-1)).toMatchObject({ status: 'new', expires: Date.UTC(2026, 11, 31, 23), tags: { owner: 'me' } });
    expect((await list(window, id)).counts).toEqual({ new: 1, changed: 0, same: 0, exists: 0, deleted: 0, refused: 10 });
  });

  it('tells what looks like a person’s own password', async () => {
    const { window } = await aHouse();
    const rows = await rowsOf(window, await plan(window, 'NETFLIX_LOGIN=1\nMY_PASSWORD=1\nFACEBOOK_APP_SECRET=1\nDB_PASSWORD=1'));
    expect(rows.map(({ personal }) => personal)).toEqual([true, true, false, false]);
  });

  it('lists by status and by page', async () => {
    const { window } = await aHouse();
    const id = await plan(window, `${Array.from({ length: 30 }, (_, at) => `N${at}=1`).join('\n')}\n***`);
    const page = await list(window, id, { status: ['new'], offset: 10, limit: 5 });
    expect([page.total, page.items.map(({ row }) => row)]).toEqual([30, [10, 11, 12, 13, 14]]);
  });
});

async function versionOf(window: Window, name: string): Promise<string> {
  return (await window.call('SecretList', { vault: 'payroll' })).items.find((it) => it.name === name)?.version ?? '';
}

describe('rows of one name', () => {
  it('are all refused where they differ, until one is chosen', async () => {
    const { window } = await aHouse();
    const id = await plan(window, 'A=1\nB=1\na=2');
    expect((await rowsOf(window, id)).map(({ reason }) => reason)).toEqual(['duplicate', undefined, 'duplicate']);
    await choose(window, id, { rows: [2] }, 'write');
    expect((await rowsOf(window, id)).map(({ status, choice }) => [status, choice])).toEqual([
      ['refused', 'skip'],
      ['new', 'write'],
      ['new', 'write'],
    ]);
    await choose(window, id, { rows: [0] }, 'write');
    expect((await rowsOf(window, id)).map(({ status }) => status)).toEqual(['new', 'new', 'refused']);
    await run(window, id);
    expect(await valueOf(window, 'A')).toBe('1');
  });

  it('count once where they say the same', async () => {
    const { window } = await aHouse();
    const id = await plan(window, 'A=1\nA=1');
    expect((await rowsOf(window, id)).map(({ status, reason }) => [status, reason])).toEqual([
      ['new', undefined],
      ['refused', 'duplicate'],
    ]);
  });

  it('are free of each other once one is renamed', async () => {
    const { window } = await aHouse();
    const id = await plan(window, 'A=1\nA=2');
    await choose(window, id, { rows: [1] }, 'write', { rename: 'A-2' });
    expect((await rowsOf(window, id)).map(({ name, status }) => [name, status])).toEqual([
      ['A', 'new'],
      ['A-2', 'new'],
    ]);
  });

  it('come to be by renaming, too', async () => {
    const { window } = await aHouse();
    const id = await plan(window, 'A=1\nB=2');
    await expect(choose(window, id, { rows: [1] }, 'skip', { rename: 'a' })).resolves.toEqual({ changed: 1 });
    expect((await rowsOf(window, id)).map(({ reason }) => reason)).toEqual(['duplicate', 'duplicate']);
  });
});

describe('a run', () => {
  it('writes what was chosen, one secret and one record each', async () => {
    const { window } = await aHouse();
    await window.call('SecretSet', aSecret({ name: 'B', value: utf8('old'), contentType: 'text/plain', tags: { owner: 'ada' } }));
    const id = await plan(window, 'A=1\nB="x\ny"\nC=3\n***');
    await choose(window, id, { rows: [2] }, 'skip');
    expect((await run(window, id)).at(-1)).toEqual({ done: 4, total: 4, written: 2, skipped: 1, refused: 1 });
    expect([await valueOf(window, 'A'), await valueOf(window, 'B')]).toEqual(['1', 'x\ny']);
    expect((await rowsOf(window, id)).map(({ outcome }) => outcome)).toEqual(['written', 'written', 'skipped', 'refused']);
    expect((await operationsOf(window)).filter((name) => name === 'SecretSet')).toHaveLength(3);
    const { properties } = await window.call('SecretGet', { vault: 'payroll', name: 'B' });
    // What the file does not say stays.
    expect(properties).toMatchObject({ contentType: 'text/plain', tags: { owner: 'ada' } });
  });

  it('that is dry writes nothing, and finds what would be refused', async () => {
    const { window } = await aHouse();
    await window.call('SecretSet', aSecret({ name: 'B', value: utf8('old') }));
    const id = await plan(window, 'A=1\nB=2');
    await window.call('SecretSet', aSecret({ name: 'B', value: utf8('changed meanwhile') }));
    const { sequence = 0 } = (await logOf(window)).at(-1) ?? {};
    expect((await run(window, id, true)).at(-1)).toEqual({ done: 2, total: 2, written: 1, skipped: 0, refused: 1 });
    expect(await rowsOf(window, id)).toMatchObject([{ name: 'A' }, { name: 'B', outcome: 'refused', outcomeCode: 'ChangedMeanwhile' }]);
    const since = (await logOf(window)).filter((row) => row.sequence > sequence);
    expect(since.map(({ operation }) => operation)).toEqual(['LogList', 'ImportRun']);
  });

  it('overwrites nothing that changed since the preview', async () => {
    const { window } = await aHouse();
    await window.call('SecretSet', aSecret({ name: 'B', value: utf8('old') }));
    const id = await plan(window, 'A=1\nB=2');
    await window.call('SecretSet', aSecret({ name: 'B', value: utf8('hers') }));
    await window.call('SecretSet', aSecret({ name: 'A', value: utf8('hers') }));
    expect((await run(window, id)).at(-1)).toMatchObject({ written: 0, refused: 2 });
    expect((await rowsOf(window, id)).map(({ outcomeCode }) => outcomeCode)).toEqual(['ChangedMeanwhile', 'ChangedMeanwhile']);
    expect(await valueOf(window, 'B')).toBe('hers');
  });

  it('takes a name out of the recycle bin as it was chosen', async () => {
    const { window } = await aHouse();
    for (const name of ['R', 'P', 'S']) {
      await window.call('SecretSet', aSecret({ name, value: utf8('old'), tags: { owner: 'ada' } }));
      await window.call('SecretDelete', { vault: 'payroll', name });
    }
    const id = await plan(window, 'R=1\nP=2\nS=3');
    const rows = await rowsOf(window, id);
    expect(rows).toMatchObject([1, 2, 3].map(() => ({ status: 'deleted', choice: 'skip', purgeProtected: false })));
    await expect(choose(window, id, { status: 'deleted' }, 'write')).rejects.toEqual(refusal('BadParameter'));
    await choose(window, id, { rows: [0] }, 'recover');
    await choose(window, id, { rows: [1] }, 'purge');
    await choose(window, id, { rows: [2] }, 'write', { rename: 'S-2' });
    expect((await run(window, id)).at(-1)).toMatchObject({ written: 3, refused: 0 });
    const count = async (name: string) => (await window.call('SecretListVersions', { vault: 'payroll', name })).items.length;
    expect([await count('R'), await count('P'), await count('S-2')]).toEqual([2, 1, 1]);
    expect((await window.call('SecretGet', { vault: 'payroll', name: 'R' })).properties.tags).toEqual({ owner: 'ada' });
    expect((await window.call('SecretListDeleted', { vault: 'payroll' })).items.map(({ name }) => name)).toEqual(['S']);
  });

  it('that was given up keeps what is done and says so; the next one goes on', async () => {
    const { window } = await aHouse();
    const id = await plan(window, Array.from({ length: 1_000 }, (_, at) => `N${at}=${at}`).join('\n'));
    const giveUp = new AbortController();
    let told = 0;
    try {
      for await (const item of window.listen('ImportRun', { import: id, dryRun: false }, giveUp.signal)) {
        giveUp.abort();
        told = (item as { written: number }).written;
      }
    } catch (error) {
      expect(error).toBeInstanceOf(CancelledError);
    }
    const written = (await list(window, id, { outcome: ['written'] })).total;
    expect(written).toBe(told);
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(1_000);
    expect((await window.call('LogList', { limit: 1, filter: { operation: ['SecretSet'] } })).total.count).toBe(written);
    expect((await run(window, id)).at(-1)).toMatchObject({ total: 1_000 - written, written: 1_000 - written });
  });

  it('that was given up between emptying the bin and writing goes on from there', async () => {
    const { window } = await aHouse();
    const names = Array.from({ length: 600 }, (_, at) => `N${at}`);
    await Promise.all(names.map((name) => window.call('SecretSet', aSecret({ name, value: utf8('old') }))));
    await Promise.all(names.map((name) => window.call('SecretDelete', { vault: 'payroll', name })));
    const id = await plan(window, names.map((name) => `${name}=new`).join('\n'));
    await choose(window, id, { status: 'deleted' }, 'purge');
    await choose(window, id, { rows: Array.from({ length: 300 }, (_, at) => at * 2) }, 'recover');
    const giveUp = new AbortController();
    await expect(
      (async () => {
        for await (const _item of window.listen('ImportRun', { import: id, dryRun: false }, giveUp.signal)) giveUp.abort();
      })(),
    ).rejects.toBeInstanceOf(CancelledError);
    expect((await run(window, id)).at(-1)).toMatchObject({ refused: 0, skipped: 0 });
    expect((await list(window, id, { outcome: ['written'] })).total).toBe(600);
    expect([await valueOf(window, 'N598'), await valueOf(window, 'N599')]).toEqual(['new', 'new']);
  });

  it('ends with the session, and holds nothing afterwards', async () => {
    const { window } = await aHouse();
    const id = await plan(window, Array.from({ length: 1_000 }, (_, at) => `N${at}=${at}`).join('\n'));
    for await (const _item of window.listen('ImportRun', { import: id, dryRun: false })) {
      await window.call('SessionDelete', {});
      break;
    }
    await window.call('SessionCreate', { person: 'ada', password: utf8(password) });
    await expect(list(window, id)).rejects.toEqual(refusal('StagedNotFound'));
    const { items } = await window.call('SecretList', { vault: 'payroll' });
    for (const { name } of items) expect(await valueOf(window, name)).toBe(name.slice(1));
  });

  it('is one at a time', async () => {
    const { window } = await aHouse();
    const id = await plan(window, Array.from({ length: 1_000 }, (_, at) => `N${at}=${at}`).join('\n'));
    for await (const _item of window.listen('ImportRun', { import: id, dryRun: false })) {
      await expect(run(window, id)).rejects.toEqual(refusal('Conflict'));
      await expect(choose(window, id, { status: 'new' }, 'skip')).rejects.toEqual(refusal('Conflict'));
      break;
    }
    await choose(window, id, { status: 'new' }, 'skip');
  });
});

describe('an import', () => {
  it('is over once it is closed', async () => {
    const { window } = await aHouse();
    const id = await plan(window, 'A=1');
    await window.call('ImportClose', { import: id });
    await expect(list(window, id)).rejects.toEqual(refusal('StagedNotFound', { what: 'import' }));
    await expect(run(window, id)).rejects.toEqual(refusal('StagedNotFound'));
  });

  it('is nobody else’s', async () => {
    const { engine, window } = await aHouse();
    const id = await plan(window, 'A=1');
    await aPerson(engine, 'grace', { role: 'Key Vault Administrator', scope: '/' });
    const other = engine.window();
    await other.call('SessionCreate', { person: 'grace', password: utf8(password) });
    await expect(list(other, id)).rejects.toEqual(refusal('StagedNotFound'));
  });

  it('of a CSV file asks which column is what', async () => {
    const { window } = await aHouse();
    const opened = await openFile(window, 'Title;Secret;Owner;Expires\nA;"1;2";me;2027-01-01\n', 'a.csv');
    expect(opened).toMatchObject({
      format: 'csv',
      columns: ['Title', 'Secret', 'Owner', 'Expires'],
      guess: { name: 'Title', value: 'Secret', expires: 'Expires' },
    });
    const columns = { name: 'Title', value: 'Secret', tags: ['Owner'] };
    await drain(window, 'ImportPlan', { import: opened.import, naming, compare: true, columns });
    expect(await rowsOf(window, opened.import)).toMatchObject([{ name: 'A', valueBytes: 3, tags: { Owner: 'me' } }]);
    const wrong = drain(window, 'ImportPlan', { import: opened.import, naming, compare: true, columns: { ...columns, value: 'No' } });
    await expect(wrong).rejects.toEqual(refusal('BadParameter'));
  });

  it('takes its upload once', async () => {
    const { window } = await aHouse();
    const id = await upload(window, utf8('A=1'));
    const input = { upload: id, fileName: '.env', vault: 'payroll' };
    await window.call('ImportOpen', input);
    await expect(window.call('ImportOpen', input)).rejects.toEqual(refusal('StagedNotFound', { what: 'upload' }));
  });

  it('of a file that can’t be read is refused, and recorded', async () => {
    const { window } = await aHouse();
    await expect(openFile(window, '{"a":', 'a.json')).rejects.toEqual(refusal('FileUnreadable', { reason: 'format', line: 1 }));
    expect((await logOf(window)).at(-1)).toMatchObject({ operation: 'ImportOpen', code: 'FileUnreadable' });
  });
});
