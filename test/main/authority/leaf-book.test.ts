import { randomUUID, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { beforeEach, describe, expect, it } from 'vitest';
import { addAuthority, isAuthorityDue, putOwnCertificate } from '../../../app/endpoint/endpoint-key.ts';
import type { OpenHouse } from '../../../app/seal/house.ts';
import { createCertificateMaker } from '../../../main/authority/certificate-maker.ts';
import { createLeafBook } from '../../../main/authority/leaf-book.ts';
import { makeInstance, newGround, startEngine } from '../../support/a-house.ts';

const day = 86_400_000;
const maker = createCertificateMaker();

let rooms: OpenHouse;
let time: number;
let issued: string[];

beforeEach(async () => {
  const engine = await startEngine(newGround());
  await makeInstance(engine.window());
  const open = engine.house.open();
  if (!open) throw new Error('the house is closed');
  rooms = open;
  time = rooms.now();
  issued = [];
});

const book = (own = false) =>
  createLeafBook({
    maker: {
      issue: (authority, host, now) => {
        issued.push(host);
        return maker.issue(authority, host, now);
      },
    },
    open: () => rooms,
    own,
    now: () => time,
  });

async function keepAuthority() {
  const made = await maker.makeAuthority('Northwind', time);
  await rooms.store.transaction((tx) => addAuthority(tx, rooms.keyring, made, { id: randomUUID(), time }));
  return made;
}

describe('a name that is dialled', () => {
  it('shows a certificate of the house’s own authority, with a key that fits it', async () => {
    const authority = new X509Certificate((await keepAuthority()).publicPart);
    const { cert, key } = await book()('payroll.vault.localhost');
    const leaf = new X509Certificate(cert);
    expect(leaf.verify(authority.publicKey)).toBe(true);
    expect(leaf.subjectAltName).toBe('DNS:payroll.vault.localhost');
    createSecureContext({ cert, key });
  });

  it('shows the same one to everybody, also to those who come at once', async () => {
    await keepAuthority();
    const leaf = book();
    const shown = await Promise.all([leaf('a.vault.localhost'), leaf('a.vault.localhost'), leaf('b.vault.localhost')]);
    expect(shown[0]).toBe(shown[1]);
    expect(await leaf('a.vault.localhost')).toBe(shown[0]);
    expect(issued.toSorted()).toEqual(['a.vault.localhost', 'b.vault.localhost']);
  });

  it('shows another one some days before the first ends', async () => {
    await keepAuthority();
    const leaf = book();
    const first = await leaf('a.vault.localhost');
    time += 11 * day - 2_000;
    expect(await leaf('a.vault.localhost')).toBe(first);
    time += 2_000;
    const second = await leaf('a.vault.localhost');
    expect(new X509Certificate(second.cert).validToDate.getTime()).toBeGreaterThan(time + 13 * day);
  });

  it('is shown as long as the authority holds, though the next one is due before', async () => {
    const { until } = await keepAuthority();
    const due = (at: number) => rooms.store.read((tx) => isAuthorityDue(tx, rooms.keyring, at));
    expect([await due(until - 90 * day - 1), await due(until - 90 * day)]).toEqual([false, true]);
    time = until - 20 * day;
    const leaf = book();
    expect(new X509Certificate((await leaf('a.vault.localhost')).cert).validToDate.getTime()).toBe(time + 14 * day);
    time = until - day;
    expect(new X509Certificate((await leaf('a.vault.localhost')).cert).validToDate.getTime()).toBe(until);
    time = until;
    await expect(leaf('a.vault.localhost')).rejects.toMatchObject({ code: 'EndpointUnavailable' });
  });

  it('shows nothing where there is no authority, and is asked again later', async () => {
    const leaf = book();
    await expect(leaf('a.vault.localhost')).rejects.toMatchObject({ code: 'EndpointUnavailable', data: { reason: 'certificate' } });
    await keepAuthority();
    await leaf('a.vault.localhost');
  });

  it('shows the certificate of one’s own where there is one, whatever the name', async () => {
    const own = await maker.makeAuthority('Own', time);
    await rooms.store.transaction((tx) => putOwnCertificate(tx, rooms.keyring, own, { id: randomUUID(), time }));
    const leaf = book(true);
    const shown = await leaf('a.vault.example.org');
    expect(shown.cert).toBe(own.publicPart);
    expect(await leaf('b.vault.example.org')).toBe(shown);
    expect(issued).toEqual([]);
  });
});

describe('a certificate of one’s own', () => {
  it('takes the place of the one before, whose key is forgotten', async () => {
    const put = async () => {
      const own = await maker.makeAuthority('Own', time);
      return rooms.store.transaction((tx) => putOwnCertificate(tx, rooms.keyring, own, { id: randomUUID(), time }));
    };
    await put();
    const second = await put();
    const kept = await rooms.store.read((tx) => tx.houseKeys.list('endpoint-certificate'));
    expect(kept.map(({ id }) => id)).toEqual([second.id]);
  });
});
