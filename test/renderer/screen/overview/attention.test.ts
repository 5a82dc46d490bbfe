import { expect, it } from 'vitest';
import { findAttention } from '../../../../renderer/screen/overview/attention.ts';
import { aLogRow, aSlot } from '../../support/sample.ts';

const now = Date.UTC(2026, 10, 22, 12);
const passphrase = aSlot('passphrase', now);
const shares = aSlot('shares', now);
const keychain = aSlot('keychain', now);
const titles = (...given: Parameters<typeof findAttention>) => findAttention(...given).map((it) => it.title);

it('two slots, one of them shares, and a quiet log need no attention', () => {
  expect(titles([passphrase, shares], [aLogRow(1, now)], now)).toEqual([]);
});

it('a house with one way in comes first', () => {
  const refused = aLogRow(1, now, { result: 'refused', time: now - 1000 });
  expect(titles([passphrase], [refused], now)).toEqual(['Only one unlock slot', '1 operation refused since yesterday']);
});

it('a house without shares is told what a forgotten passphrase would mean', () => {
  expect(titles([passphrase, keychain], [], now)).toEqual(['No recovery shares']);
});

it('what failed comes before what was refused, and neither from before yesterday counts', () => {
  const rows = (['refused', 'failed', 'failed'] as const).map((result, at) => aLogRow(at, now, { result, time: now - 1000 }));
  const old = aLogRow(9, now, { result: 'failed', time: now - 90_000_000 });
  expect(titles([passphrase, shares], [...rows, old], now)).toEqual([
    '2 operations failed since yesterday',
    '1 operation refused since yesterday',
  ]);
});

it('nothing is claimed about what one may not see', () => {
  expect(titles(undefined, undefined, now)).toEqual([]);
});
