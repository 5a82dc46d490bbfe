import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type AnApplication, anApplication, openRestHouse, type RestHouse } from '../../support/a-rest-house.ts';
import { generations, type SdkChild } from '../../support/sdk-child.ts';
import { openProgram, sdkDeleted, sdkProperties, sdkSecret } from './application-ground.ts';

let house: RestHouse;
let officer: AnApplication;

beforeAll(async () => {
  house = await openRestHouse();
  officer = await anApplication(house.page, 'officer', [{ role: 'Key Vault Secrets Officer', scope: house.scopeOf('payroll') }]);
});

afterAll(() => house.close());

describe.each(generations)('a program with unmodified Azure libraries (%s)', (generation) => {
  let program: SdkChild;
  const name = (word: string): string => `${generation}-${word}`;
  const set = async (...words: readonly unknown[]) => sdkSecret.parse(await program.ask('set', ...words));

  beforeAll(() => {
    program = openProgram(house, officer, { generation });
  });

  afterAll(() => program.close());

  it('sets a secret with everything that belongs to it, and reads it back', async () => {
    const option = {
      contentType: 'text/plain',
      enabled: true,
      tags: { owner: 'ops' },
      notBefore: '2026-01-01T00:00:00.000Z',
      expiresOn: '2030-01-01T00:00:00.000Z',
    };
    const written = await set(name('whole'), 'a value ✓', option);
    const read = sdkSecret.parse(await program.ask('get', name('whole')));
    expect(read).toEqual(written);
    expect(read).toMatchObject({
      value: 'a value ✓',
      properties: { ...option, recoverableDays: 90, recoveryLevel: 'Recoverable+Purgeable' },
    });
    expect(read.properties.id).toBe(
      `https://payroll.vault.localhost:${house.port}/secrets/${name('whole')}/${read.properties.version ?? ''}`,
    );
  });

  it('reads what the URI of the console names', async () => {
    const { properties } = await set(name('linked'), 'by its URI');
    const { items } = await house.page.call('SecretListVersions', { vault: 'payroll', name: name('linked') });
    // The console puts the name in front by which the house is reached.
    const uri = new URL(items[0]?.id ?? '', `https://${house.hostOf('payroll')}:${house.port}`);
    expect(uri.href).toBe(properties.id);
    expect(await program.ask('readByUri', uri.href)).toMatchObject({ value: 'by its URI' });
    const latest = uri.href.slice(0, uri.href.lastIndexOf('/'));
    expect(await program.ask('readByUri', latest)).toMatchObject({ value: 'by its URI' });
  });

  it('reads what a person wrote in the window, and the other way round', async () => {
    const value = new TextEncoder().encode('from the window');
    await house.page.call('SecretSet', { vault: 'payroll', name: name('window'), value, enabled: true, tags: {} });
    expect(await program.ask('get', name('window'))).toMatchObject({ value: 'from the window' });
    await set(name('window'), 'from the program');
    const read = await house.page.call('SecretGet', { vault: 'payroll', name: name('window') });
    expect(new TextDecoder().decode(read.value)).toBe('from the program');
  });

  it('updates what describes a version, and not its value', async () => {
    const { properties } = await set(name('updated'), 'stays', { tags: { a: '1' } });
    const updated = sdkProperties.parse(
      await program.ask('update', name('updated'), properties.version, { enabled: true, contentType: 'text/csv', tags: { b: '2' } }),
    );
    expect(updated).toMatchObject({ version: properties.version, contentType: 'text/csv', tags: { b: '2' } });
    expect(await program.ask('get', name('updated'))).toMatchObject({ value: 'stays', properties: { contentType: 'text/csv' } });
  });

  it('goes through secrets and versions, page by page', async () => {
    for (let at = 0; at < 7; at += 1) await set(name('many'), `value ${at}`);
    for (let at = 0; at < 6; at += 1) await set(name(`page-${at}`), 'x');
    const pages = z.array(z.array(z.string())).parse(await program.ask('pages', 4));
    expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(4);
    const all = z.array(sdkProperties).parse(await program.ask('list'));
    expect(pages.flat().toSorted()).toEqual(all.map((item) => item.name).toSorted());
    expect(all.filter((item) => item.name.startsWith(name('page-')))).toHaveLength(6);
    const versions = z.array(sdkProperties).parse(await program.ask('listVersions', name('many')));
    expect(new Set(versions.map(({ version }) => version)).size).toBe(7);
    expect(
      z
        .array(z.array(z.string()))
        .parse(await program.ask('versionPages', name('many'), 3))
        .flat(),
    ).toHaveLength(7);
  });

  it('deletes, finds in the bin, recovers, deletes and purges, with pollers', async () => {
    const { properties } = await set(name('gone'), 'not yet');
    const deleted = sdkDeleted.parse(await program.ask('delete', name('gone')));
    expect(deleted.recoveryId).toBe(`https://payroll.vault.localhost:${house.port}/deletedsecrets/${name('gone')}`);
    expect(await program.refusal('get', name('gone'))).toMatchObject({ status: 404, code: 'SecretNotFound' });
    expect(await program.ask('getDeleted', name('gone'))).toMatchObject({ name: name('gone') });
    expect(await program.ask('listDeleted')).toContainEqual(expect.objectContaining({ name: name('gone') }));
    expect(await program.refusal('set', name('gone'), 'again')).toMatchObject({ status: 409 });
    expect(await program.ask('recover', name('gone'))).toMatchObject({ version: properties.version });
    expect(await program.ask('get', name('gone'))).toMatchObject({ value: 'not yet' });
    await program.ask('delete', name('gone'));
    await program.ask('purge', name('gone'));
    expect(await program.refusal('getDeleted', name('gone'))).toMatchObject({ status: 404, code: 'SecretNotFound' });
    expect(await set(name('gone'), 'anew')).toMatchObject({ value: 'anew' });
  });

  it('backs up and restores with every version', async () => {
    const first = await set(name('kept'), 'one');
    await set(name('kept'), 'two');
    const backup = await program.ask('backup', name('kept'));
    expect(await program.refusal('restore', backup)).toMatchObject({ status: 409 });
    await program.ask('delete', name('kept'));
    await program.ask('purge', name('kept'));
    expect(await program.ask('restore', backup)).toMatchObject({ name: name('kept') });
    expect(await program.ask('get', name('kept'))).toMatchObject({ value: 'two' });
    expect(await program.ask('get', name('kept'), first.properties.version)).toMatchObject({ value: 'one' });
  });
});
