import { expect, test } from 'vitest';
import { formatCost, parseCost, usualCost } from '../../../app/seal/argon2-cost.ts';
import { createPassphraseSlot, openPassphraseSlot } from '../../../app/seal/passphrase-slot.ts';
import { argon2, cheapHash, crypto, floor, instanceId, slotName, utf8, witnessed } from './sealing.ts';

const deps = { crypto, instanceId, passphraseHash: argon2 };
const cheap = { ...deps, passphraseHash: cheapHash };
const passphrase = utf8('correct horse battery staple');

test('a passphrase opens its slot; another, or none, does not', async () => {
  const rootKey = crypto.random(32);
  const slot = await createPassphraseSlot(deps, slotName(), { passphrase, rootKey }, floor);
  expect(await openPassphraseSlot(deps, slot, passphrase)).toEqual(rootKey);
  expect(await openPassphraseSlot(deps, slot, utf8('correct horse battery stapl'))).toBeUndefined();
  expect(await openPassphraseSlot(deps, slot, new Uint8Array(0))).toBeUndefined();
});

test('a new slot costs 256 MiB, three passes and four lanes', async () => {
  const slot = await createPassphraseSlot(cheap, slotName(), { passphrase, rootKey: crypto.random(32) });
  expect(slot.parameters.argon2id).toMatch(/^\$argon2id\$v=19\$m=262144,t=3,p=4\$[A-Za-z0-9+/]{22}$/);
});

test('two slots of one passphrase have nothing in common', async () => {
  const secrets = { passphrase, rootKey: crypto.random(32) };
  const one = await createPassphraseSlot(cheap, slotName(), secrets);
  const two = await createPassphraseSlot(cheap, slotName(), secrets);
  expect(one.parameters.argon2id).not.toBe(two.parameters.argon2id);
  expect(one.commitment).not.toBe(two.commitment);
  expect(one.wrappedKey).not.toBe(two.wrappedKey);
});

test('a slot opens only as it was made: id, label, date, cost, instance', async () => {
  const slot = await createPassphraseSlot(cheap, slotName('Mine'), { passphrase, rootKey: crypto.random(32) });
  const { salt } = parseCost(slot.parameters.argon2id) ?? { salt: new Uint8Array(0) };
  const others = [
    { ...slot, id: slotName().id },
    { ...slot, label: 'Yours' },
    { ...slot, createdOn: 2 },
    { ...slot, parameters: { argon2id: formatCost(floor, salt) } },
  ];
  for (const other of others) expect(await openPassphraseSlot(cheap, other, passphrase)).toBeUndefined();
  expect(await openPassphraseSlot({ ...cheap, instanceId: slotName().id }, slot, passphrase)).toBeUndefined();
  expect(await openPassphraseSlot(cheap, slot, passphrase)).toBeDefined();
});

test('a commitment without the key, or the key without its commitment, opens nothing', async () => {
  const one = await createPassphraseSlot(cheap, slotName(), { passphrase, rootKey: crypto.random(32) });
  const two = await createPassphraseSlot(cheap, slotName(), { passphrase, rootKey: crypto.random(32) });
  expect(await openPassphraseSlot(cheap, { ...one, commitment: two.commitment }, passphrase)).toBeUndefined();
  expect(await openPassphraseSlot(cheap, { ...one, wrappedKey: two.wrappedKey }, passphrase)).toBeUndefined();
});

const salt = new Uint8Array(16).fill(7);
const tail = 'BwcHBwcHBwcHBwcHBwcHBw';

test.each([usualCost, floor, { memoryKiB: 2 * 1024 * 1024, passes: 1, lanes: 4 }, { memoryKiB: 4 * 1024 * 1024, passes: 20, lanes: 16 }])(
  'a cost of $memoryKiB KiB, $passes passes, $lanes lanes is read as it was written',
  (cost) => {
    expect(parseCost(formatCost(cost, salt))).toEqual({ cost, salt });
  },
);

test.each([
  ['less memory', `$argon2id$v=19$m=65535,t=4,p=4$${tail}`],
  ['too few passes', `$argon2id$v=19$m=65536,t=2,p=4$${tail}`],
  ['one pass over little memory', `$argon2id$v=19$m=196607,t=1,p=4$${tail}`],
  ['too much memory', `$argon2id$v=19$m=4194305,t=3,p=4$${tail}`],
  ['too many passes', `$argon2id$v=19$m=65536,t=21,p=4$${tail}`],
  ['too many lanes', `$argon2id$v=19$m=65536,t=3,p=17$${tail}`],
  ['no lanes', `$argon2id$v=19$m=65536,t=3,p=0$${tail}`],
  ['another algorithm', `$argon2i$v=19$m=65536,t=3,p=4$${tail}`],
  ['an older version', `$argon2id$v=16$m=65536,t=3,p=4$${tail}`],
  ['leading zeros', `$argon2id$v=19$m=065536,t=3,p=4$${tail}`],
  ['a short salt', `$argon2id$v=19$m=65536,t=3,p=4$${tail.slice(1)}`],
  ['bits left over in the salt', `$argon2id$v=19$m=65536,t=3,p=4$${tail.slice(0, -1)}x`],
  ['a hash behind it', `$argon2id$v=19$m=65536,t=3,p=4$${tail}$AAAA`],
  ['a line end', `$argon2id$v=19$m=65536,t=3,p=4$${tail}\n`],
])('a cost with %s is refused', async (_, argon2id) => {
  expect(parseCost(argon2id)).toBeUndefined();
  const slot = await createPassphraseSlot(cheap, slotName(), { passphrase, rootKey: crypto.random(32) });
  const hostile = openPassphraseSlot(cheap, { ...slot, parameters: { argon2id } }, passphrase);
  await expect(hostile).rejects.toEqual(expect.objectContaining({ code: 'SlotFileDamaged' }));
});

test('nothing is made below the floor', async () => {
  const below = { memoryKiB: 19 * 1024, passes: 2, lanes: 1 };
  await expect(createPassphraseSlot(cheap, slotName(), { passphrase, rootKey: crypto.random(32) }, below)).rejects.toThrow(RangeError);
});

test('what was derived from the passphrase is zeroed, the passphrase and the root key are their owner’s', async () => {
  const witness = witnessed();
  const watched = { ...witness, instanceId };
  const secrets = { passphrase: utf8('correct horse battery staple'), rootKey: crypto.random(32) };
  const kept = secrets.rootKey.slice();
  const slot = await createPassphraseSlot(watched, slotName(), secrets);
  const opened = await openPassphraseSlot(watched, slot, secrets.passphrase);
  await openPassphraseSlot(watched, slot, utf8('wrong'));
  expect(opened).toEqual(kept);
  expect(secrets).toEqual({ passphrase, rootKey: kept });
  expect(witness.count()).toBe(4);
  expect(witness.left(opened)).toEqual([]);
});

test('a root key that was zeroed while the passphrase was hashed is never wrapped', async () => {
  const rootKey = crypto.random(32);
  const making = createPassphraseSlot(cheap, slotName(), { passphrase, rootKey });
  rootKey.fill(0);
  await expect(making).rejects.toEqual(expect.objectContaining({ code: 'InstanceSealed' }));
});
