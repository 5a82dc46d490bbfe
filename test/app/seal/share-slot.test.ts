import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VaultError } from '../../../app/contract/vault-error.ts';
import { decodeBase32, encodeBase32 } from '../../../app/seal/base32.ts';
import { formatShare, parseShare } from '../../../app/seal/share.ts';
import { checkShare, createShareSlot, openShareSlot } from '../../../app/seal/share-slot.ts';
import { crypto, flips, fromUtf8, instanceId, secretSharing, slotName, utf8, witnessed } from './sealing.ts';

const deps = { crypto, secretSharing, instanceId };

async function aSlot(count = 5, threshold = 3) {
  const rootKey = crypto.random(32);
  return { rootKey, ...(await createShareSlot(deps, slotName('Shares'), { count, threshold }, rootKey)) };
}

const subsets = <T>(items: readonly T[], size: number): T[][] =>
  size === 0 ? [[]] : items.flatMap((item, index) => subsets(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]));

const failure = (code: string, data: object): unknown => expect.objectContaining({ code, data });

describe('recovery shares', () => {
  test('every three of five open the slot, in any order, and so do more', async () => {
    const { slot, shares, rootKey } = await aSlot();
    const chosen = [...subsets(shares, 3), ...subsets(shares, 4), shares];
    expect(chosen).toHaveLength(16);
    for (const some of chosen) {
      expect(await openShareSlot(deps, slot, some)).toEqual(rootKey);
      expect(await openShareSlot(deps, slot, some.toReversed())).toEqual(rootKey);
    }
  });

  test('every two of five are too few', async () => {
    const { slot, shares } = await aSlot();
    for (const some of [[], ...subsets(shares, 1), ...subsets(shares, 2)]) {
      await expect(openShareSlot(deps, slot, some)).rejects.toEqual(failure('SharesTooFew', { needed: 3, given: some.length }));
    }
  });

  test.each([
    [2, 2],
    [10, 10],
    [10, 2],
  ])('%i shares of which %i are needed open the slot', async (count, threshold) => {
    const { slot, shares, rootKey } = await aSlot(count, threshold);
    expect(shares).toHaveLength(count);
    expect(await openShareSlot(deps, slot, shares.slice(count - threshold))).toEqual(rootKey);
  });

  test('the same share twice counts once, however it is written', async () => {
    const { slot, shares } = await aSlot();
    const [first = utf8(''), second = utf8('')] = shares;
    const again = utf8(fromUtf8(first).toLowerCase().replaceAll('-', ' '));
    await expect(openShareSlot(deps, slot, [first, again, second])).rejects.toEqual(failure('SharesTooFew', { needed: 3, given: 2 }));
  });

  test('a share of another set is named by its position', async () => {
    const { slot, shares } = await aSlot();
    const { shares: others } = await aSlot();
    const mixed = [...shares.slice(0, 2), ...others.slice(0, 1)];
    await expect(openShareSlot(deps, slot, mixed)).rejects.toEqual(failure('ShareForeign', { position: 2 }));
  });

  test('a share that is mistyped, cut short or empty is named by its position', async () => {
    const { slot, shares } = await aSlot();
    const text = fromUtf8(shares[1] ?? utf8(''));
    const wrong = text.replace(/[^0-]/, '0');
    for (const bad of [
      wrong,
      text.slice(0, -1),
      text.slice(0, -9),
      `${text}0`,
      `${text}${text}`,
      '',
      'share',
      'ü'.repeat(72),
      '-'.repeat(500),
    ]) {
      const given = [shares[0] ?? utf8(''), utf8(bad)];
      await expect(openShareSlot(deps, slot, given), bad).rejects.toEqual(failure('ShareInvalid', { position: 1 }));
    }
  });

  test('shares that were forged with the right set and checksum open nothing', async () => {
    const { slot, shares } = await aSlot();
    const forged = shares.slice(0, 3).map((text) => {
      const share = parseShare(crypto, text);
      if (share === undefined) throw new Error('own share not read');
      share.part[0] = (share.part[0] ?? 0) ^ 1;
      return formatShare(crypto, share);
    });
    expect(await openShareSlot(deps, slot, forged)).toBeUndefined();
    expect(await openShareSlot(deps, slot, [...shares.slice(0, 2), ...forged.slice(2)])).toBeUndefined();
    const contradicting = openShareSlot(deps, slot, [...shares.slice(0, 3), ...forged.slice(0, 1)]);
    await expect(contradicting).rejects.toEqual(failure('ShareInvalid', { position: 3 }));
  });

  test.each([{ threshold: 2 }, { index: 0 }, { index: 6 }])('a share that says %o of itself is not of this slot', async (lie) => {
    const { slot, shares } = await aSlot();
    const share = parseShare(crypto, shares[0] ?? utf8(''));
    if (share === undefined) throw new Error('own share not read');
    const lying = openShareSlot(deps, slot, [formatShare(crypto, { ...share, ...lie })]);
    await expect(lying).rejects.toEqual(failure('ShareInvalid', { position: 0 }));
  });

  test('a slot opens only as it was made', async () => {
    const { slot, shares } = await aSlot();
    expect(await openShareSlot(deps, { ...slot, label: 'Other' }, shares)).toBeUndefined();
    expect(await openShareSlot({ ...deps, instanceId: slot.id }, slot, shares)).toBeUndefined();
    const more = { ...slot, parameters: { ...slot.parameters, count: 6 } };
    expect(await openShareSlot(deps, more, shares)).toBeUndefined();
  });

  test('entering one again shows that it was kept', async () => {
    const { slot, shares } = await aSlot();
    for (const share of shares) checkShare(deps, slot, shares, utf8(fromUtf8(share).toLowerCase()));
    const { shares: others } = await aSlot();
    expect(() => checkShare(deps, slot, shares, others[0] ?? utf8(''))).toThrow(failure('ShareForeign', { position: 0 }));
    expect(() => checkShare(deps, slot, shares, utf8('x'))).toThrow(failure('ShareInvalid', { position: 0 }));
    expect(() => checkShare(deps, slot, shares.slice(1), shares[0] ?? utf8(''))).toThrow(failure('ShareInvalid', { position: 0 }));
  });

  test('parts and slot key are zeroed, what people typed is theirs', async () => {
    const witness = witnessed();
    const watched = { ...witness, instanceId };
    const { slot, shares } = await createShareSlot(watched, slotName(), { count: 5, threshold: 3 }, crypto.random(32));
    const typed = shares.map((share) => share.slice());
    const opened = await openShareSlot(watched, slot, typed);
    expect(typed).toEqual(shares);
    expect(witness.count()).toBe(8);
    expect(witness.left(opened)).toEqual([]);
  });
});

describe('a share as text', () => {
  test('is 18 groups of four, of which the first two are the set that the slot names', async () => {
    const { slot, shares } = await aSlot();
    for (const share of shares) {
      expect(fromUtf8(share)).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){17}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(fromUtf8(share).slice(0, 9).replace('-', '')).toBe(slot.parameters.setId);
    }
  });

  test('is read without regard to case, spaces, dashes and letters that look like digits', async () => {
    const { shares } = await aSlot();
    const text = fromUtf8(shares[0] ?? utf8(''));
    const share = parseShare(crypto, utf8(text));
    expect(share).toBeDefined();
    const ways = [
      text.toLowerCase(),
      text.replaceAll('-', ''),
      text.replaceAll('-', ' '),
      text.replaceAll('-', '\u2013'),
      text.replaceAll('-', '\u00a0'),
      text.replaceAll('-', ' \u2014\t'),
      `  ${text.replaceAll('-', '\r\n')}\n`,
      text.replaceAll('0', 'O').replaceAll('1', 'l'),
      text.replaceAll('0', 'o').replaceAll('1', 'I'),
      text.replaceAll('1', 'i'),
      text.replaceAll('1', 'L'),
    ];
    for (const way of ways) expect(parseShare(crypto, utf8(way)), way).toEqual(share);
  });

  test('survives no flipped bit but those that only change case', async () => {
    const { shares } = await aSlot();
    const original = shares[0] ?? utf8('');
    for (const flipped of flips(original)) {
      const read = parseShare(crypto, flipped);
      if (read !== undefined) expect(formatShare(crypto, read)).toEqual(original);
    }
  });

  test('of any fields is read as it was written', () => {
    const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
    const byte = fc.integer({ min: 0, max: 255 });
    const share = fc.record({ setId: bytes(5), threshold: byte, index: byte, part: bytes(33) });
    fc.assert(
      fc.property(share, (it) => {
        expect(parseShare(crypto, formatShare(crypto, it))).toEqual(it);
      }),
    );
  });

  test('whatever the text, reading it fails by the expected errors only', async () => {
    const { slot } = await aSlot();
    const digits = fc.string({ unit: fc.constantFrom(...Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZoiluU- \u2013')), maxLength: 120 });
    const text = fc.oneof(fc.uint8Array({ maxLength: 512 }), digits.map(utf8));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { maxLength: 10 }), async (texts) => {
        const error: unknown = await openShareSlot(deps, slot, texts).catch((it: unknown) => it);
        expect(error).toBeInstanceOf(VaultError);
      }),
    );
  });
});

test('base32 is the inverse of itself for whole groups of five bytes, and ASCII digits only', () => {
  const whole = fc.uint8Array({ maxLength: 100 }).filter((bytes) => bytes.length % 5 === 0);
  fc.assert(
    fc.property(whole, (bytes) => {
      expect(decodeBase32(encodeBase32(bytes))).toEqual(bytes);
    }),
  );
  expect(fromUtf8(encodeBase32(Uint8Array.of(0, 0x44, 0x32, 0x14, 0xc7)))).toBe('01234567');
  expect(fromUtf8(encodeBase32(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff)))).toBe('ZZZZZZZZ');
  for (const bad of ['0', '0000000', 'U0000000', '0000000*', '0000000\u0130']) expect(decodeBase32(utf8(bad))).toBeUndefined();
});
