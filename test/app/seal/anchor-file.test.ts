import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Anchor } from '../../../app/audit/audit-log.ts';
import { encodeAnchor, readAnchors } from '../../../app/seal/anchor-file.ts';
import { canonicalBytes } from '../../../app/seal/canonical-json.ts';
import { createKeyring } from '../../../app/seal/open-keyring.ts';
import { crypto, flips, fromUtf8, instanceId, utf8 } from './sealing.ts';
import { mapStore } from './map-store.ts';

const aHouse = async () => ({
  crypto,
  keyring: await createKeyring({ crypto, instanceId, rootKey: crypto.random(32) }, mapStore(), 1),
});
const anchor = (size: number, slotSequence = 1, root = size): Anchor => ({
  instanceId,
  size,
  rootHash: new Uint8Array(32).fill(root),
  slotSequence,
});

describe('the anchor', () => {
  test('is read as it was written', async () => {
    const house = await aHouse();
    const content = encodeAnchor(house, anchor(42, 3));
    expect(content.length).toBeLessThan(400);
    expect(readAnchors(house, [{ place: 'file', content }])).toEqual({ anchor: anchor(42, 3), distrusted: [] });
  });

  test('remembers how often manifests were changed, and is read where it does not', async () => {
    const house = await aHouse();
    const counting = { ...anchor(42, 3), manifestSequence: 17 };
    const content = encodeAnchor(house, counting);
    expect(readAnchors(house, [{ place: 'file', content }]).anchor).toEqual(counting);
    const less = new TextEncoder().encode(new TextDecoder().decode(content).replace('"manifestSequence":17,', ''));
    expect(readAnchors(house, [{ place: 'file', content: less }]).distrusted).toEqual([{ place: 'file', reason: 'forged' }]);
  });

  test('that nobody remembers is none', async () => {
    expect(readAnchors(await aHouse(), [])).toEqual({ anchor: undefined, distrusted: [] });
  });

  test('is the newest of its copies, by size, then by slot file', async () => {
    const house = await aHouse();
    const copies = [anchor(9, 4), anchor(10, 3), anchor(10, 4), anchor(8, 9)].map((it, index) => ({
      place: String(index),
      content: encodeAnchor(house, it),
    }));
    for (const order of [copies, copies.toReversed()]) expect(readAnchors(house, order)).toEqual({ anchor: anchor(10, 4), distrusted: [] });
  });

  test('of another house, or with any bit flipped, is reported and not trusted', async () => {
    const house = await aHouse();
    const good = { place: 'file', content: encodeAnchor(house, anchor(5)) };
    const foreign = { place: 'keychain', content: encodeAnchor(await aHouse(), anchor(99)) };
    expect(readAnchors(house, [good, foreign])).toEqual({ anchor: anchor(5), distrusted: [{ place: 'keychain', reason: 'forged' }] });
    for (const content of flips(foreign.content)) {
      const { anchor: trusted, distrusted } = readAnchors(house, [good, { place: 'keychain', content }]);
      expect(trusted).toEqual(anchor(5));
      expect(distrusted).toHaveLength(1);
    }
    for (const content of flips(good.content)) expect(readAnchors(house, [{ place: 'file', content }]).anchor).toBeUndefined();
  });

  test('with an edited number is forged', async () => {
    const house = await aHouse();
    const content = encodeAnchor(house, anchor(5));
    for (const edit of [{ size: 4 }, { slotSequence: 0 }]) {
      const edited = canonicalBytes({ ...(JSON.parse(fromUtf8(content)) as object), ...edit });
      const { distrusted } = readAnchors(house, [{ place: 'file', content: edited }]);
      expect(distrusted).toEqual([{ place: 'file', reason: 'forged' }]);
    }
  });

  test('that contradicts another of the same size is reported', async () => {
    const house = await aHouse();
    const copies = [anchor(5, 2, 1), anchor(5, 1, 2)].map((it, index) => ({ place: String(index), content: encodeAnchor(house, it) }));
    expect(readAnchors(house, copies)).toEqual({ anchor: anchor(5, 2, 1), distrusted: [{ place: '1', reason: 'contradicting' }] });
  });

  test('is damaged, whatever the bytes, when it is no anchor', async () => {
    const house = await aHouse();
    const json = fc.jsonValue().map((value) => utf8(JSON.stringify(value)));
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), json, fc.constant(new Uint8Array(5_000).fill(0x5b))), (content) => {
        expect(readAnchors(house, [{ place: 'x', content }])).toEqual({
          anchor: undefined,
          distrusted: [{ place: 'x', reason: 'damaged' }],
        });
      }),
    );
  });
});
