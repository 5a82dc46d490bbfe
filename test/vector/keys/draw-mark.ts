import { encodeAnchor } from '../../../app/seal/anchor-file.ts';
import { createKeyring } from '../../../app/seal/open-keyring.ts';
import type { RowFields } from '../../../app/seal/keyring.ts';
import { mapStore } from '../../app/seal/map-store.ts';
import { crypto, fromUtf8 } from '../../app/seal/sealing.ts';
import { drawHouse, hex, instanceId } from './draw-house.ts';
import type { Fields, MarkVectors } from './vector.ts';

export async function drawMarks(rootKey: Uint8Array): Promise<MarkVectors> {
  const { store, keyring } = await drawHouse(rootKey);
  const toRow = (fields: Fields): RowFields =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => {
        if (value === null) return [name, undefined];
        return [name, typeof value === 'object' && name !== 'tags' ? Uint8Array.from(Buffer.from(String(value['hex']), 'hex')) : value];
      }),
    ) as RowFields;
  const grant: Fields = { id: 'g1', principalId: 'p1', scope: '/', from: 1, until: null, reason: 'first “day”', rowVersion: 1 };
  const person: Fields = { id: 'p1', name: 'ada', enabled: true, passwordSalt: { hex: '00ff10' }, tags: { b: '2', a: '1' } };
  const mac = (table: string, fields: Fields) => hex(keyring.rowMac(table, toRow(fields)));
  const set = 'grant';
  const rows = [grant, { ...grant, id: 'g2' }, { ...grant, id: 'g3' }];
  for (const row of rows) await keyring.updateManifest(store, set, undefined, toRow(row));
  const changed = { ...grant, id: 'g3', until: 9, rowVersion: 2 };
  await keyring.updateManifest(store, set, toRow(rows[2] ?? grant), toRow(changed));
  const kept = (name: string) => {
    const row = store.sets.get(name);
    if (!row) throw new Error('no such manifest');
    return { count: row.count, sum: hex(row.sum), sequence: row.sequence, mac: hex(row.mac) };
  };
  const now = [grant, { ...grant, id: 'g2' }, changed];
  const manifest = (name: string, found: Fields[], valid: boolean, its: ReturnType<typeof kept> | null = kept(set), its_set = set) => ({
    name,
    set: its_set,
    manifest: its,
    rows: found,
    valid,
  });
  const anchor = (size: number, slotSequence: number, root = size) => ({
    instanceId,
    size,
    rootHash: new Uint8Array(32).fill(root),
    slotSequence,
  });
  const copy = (size: number, slotSequence: number, root = size) => fromUtf8(encodeAnchor({ keyring }, anchor(size, slotSequence, root)));
  const plain = (size: number, slotSequence: number, root = size) => ({
    size,
    rootHash: hex(anchor(size, slotSequence, root).rootHash),
    slotSequence,
  });
  const foreign = await createKeyring({ crypto, instanceId, rootKey: crypto.random(32) }, mapStore(), 1);
  return {
    rootKey: hex(rootKey),
    instanceId,
    rows: [
      { name: 'grant', table: 'grant', fields: grant, mac: mac('grant', grant), valid: true },
      { name: 'person with bytes and tags', table: 'person', fields: person, mac: mac('person', person), valid: true },
      { name: 'no fields', table: 'vault', fields: {}, mac: mac('vault', {}), valid: true },
      { name: 'another field', table: 'grant', fields: { ...grant, until: 5 }, mac: mac('grant', grant), valid: false },
      { name: 'another table', table: 'vault', fields: grant, mac: mac('grant', grant), valid: false },
      { name: 'number for text', table: 'grant', fields: { ...grant, from: '1' }, mac: mac('grant', grant), valid: false },
      {
        name: 'bytes altered',
        table: 'person',
        fields: { ...person, passwordSalt: { hex: '00ff11' } },
        mac: mac('person', person),
        valid: false,
      },
    ],
    manifests: [
      manifest('all rows', now, true),
      manifest('all rows in another order', now.toReversed(), true),
      manifest('a new set', [], true, kept('vault'), 'vault'),
      manifest('a row missing', now.slice(1), false),
      manifest('a row twice', [...now, changed], false),
      manifest('a row twice in place of another', [grant, grant, changed], false),
      manifest('an older row', rows, false),
      manifest('a row altered', [{ ...grant, scope: '/x' }, ...now.slice(1)], false),
      manifest('another count', now.slice(1), false, { ...kept(set), count: 2 }),
      manifest('another sequence', now, false, { ...kept(set), sequence: 4 }),
      manifest('another sum', now, false, { ...kept(set), sum: '00'.repeat(32) }),
      manifest('of another set', [], false, kept('vault'), 'person'),
      manifest('no manifest', [], false, null),
    ],
    hashes: ['db-password', '', 'é ✓'].map((text) => ({ text, hash: keyring.logHash(text) })),
    anchors: [
      { name: 'one copy', copies: [copy(7, 2)], anchor: plain(7, 2), distrusted: [null] },
      { name: 'an older copy', copies: [copy(6, 2), copy(7, 2)], anchor: plain(7, 2), distrusted: [null, null] },
      { name: 'an older slot file', copies: [copy(7, 2), copy(7, 1)], anchor: plain(7, 2), distrusted: [null, null] },
      {
        name: 'a copy of another house',
        copies: [copy(7, 2), fromUtf8(encodeAnchor({ keyring: foreign }, anchor(9, 9)))],
        anchor: plain(7, 2),
        distrusted: [null, 'forged'],
      },
      { name: 'an edited copy', copies: [copy(7, 2).replace('"size":7', '"size":8')], anchor: null, distrusted: ['forged'] },
      { name: 'a broken copy', copies: [copy(7, 2).slice(0, -1), copy(5, 1)], anchor: plain(5, 1), distrusted: ['damaged', null] },
      { name: 'a newer format', copies: [copy(7, 2).replace('"format":1', '"format":2')], anchor: null, distrusted: ['damaged'] },
      { name: 'a contradiction', copies: [copy(7, 2), copy(7, 1, 8)], anchor: plain(7, 2), distrusted: [null, 'contradicting'] },
      { name: 'none', copies: [], anchor: null, distrusted: [] },
    ],
  };
}
