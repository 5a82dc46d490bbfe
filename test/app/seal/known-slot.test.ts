import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createMemorySmallFile } from '../../../app/memory/small-file.ts';
import { assertConfirmed, learnSlot, printOf, standingOf, unlearnSlot } from '../../../app/seal/known-slot.ts';
import type { SlotOf } from '../../../app/seal/slot.ts';
import { crypto, instanceId, utf8 } from './sealing.ts';

const slot = {
  id: '11111111-1111-4111-8111-111111111111',
  kind: 'hsm',
  label: 'HSM',
  createdOn: 1,
  wrappedKey: 'A',
  commitment: 'A',
  parameters: {
    library: { path: '/home/ada/token.so', parameters: '' },
    token: { manufacturer: 'M', model: 'M', serial: '1', label: 'T' },
    object: '0'.repeat(32),
    algorithm: 'A256GCM',
    sealedSecret: 'A',
  },
} as const satisfies SlotOf<'hsm'>;

function aMachine(content?: Uint8Array) {
  const file = createMemorySmallFile(content);
  const reports: unknown[] = [];
  const machine = { isSystemLibrary: async () => false, knownSlots: () => file };
  return { file, reports, deps: { crypto, instanceId, machine, report: (error: unknown) => void reports.push(error) } };
}

it('a slot is new, then known, changed when anything of it is another, and new again when it was forgotten', async () => {
  const { deps } = aMachine();
  expect(await standingOf(deps, slot)).toBe('new');
  await learnSlot(deps, slot);
  expect(await standingOf(deps, slot)).toBe('known');
  for (const edit of [{ label: 'Other' }, { wrappedKey: 'B' }, { parameters: { ...slot.parameters, sealedSecret: 'B' } }]) {
    expect(await standingOf(deps, { ...slot, ...edit })).toBe('changed');
  }
  await unlearnSlot(deps, slot.id);
  expect(await standingOf(deps, slot)).toBe('new');
});

it('a confirmation is of the slot that was shown, and of no other', async () => {
  const { deps } = aMachine();
  const other = { ...slot, label: 'Other' };
  await assertConfirmed(deps, slot, printOf(deps, slot));
  await expect(assertConfirmed(deps, other, printOf(deps, slot))).rejects.toMatchObject({ code: 'SlotUnconfirmed' });
  await expect(assertConfirmed(deps, slot, undefined)).rejects.toMatchObject({ code: 'SlotUnconfirmed', data: { reason: 'new' } });
});

it('of several slots each is remembered by itself', async () => {
  const { deps } = aMachine();
  const second = { ...slot, id: '22222222-1111-4111-8111-111111111111' };
  await learnSlot(deps, slot);
  await learnSlot(deps, second);
  await unlearnSlot(deps, slot.id);
  expect([await standingOf(deps, slot), await standingOf(deps, second)]).toEqual(['new', 'known']);
});

it('a record that is damaged says nothing, is reported, and is written anew', async () => {
  const { deps, reports } = aMachine(utf8('{"format":1'));
  expect(await standingOf(deps, slot)).toBe('new');
  expect(reports).toHaveLength(1);
  await learnSlot(deps, slot);
  expect(await standingOf(deps, slot)).toBe('known');
});

it('whatever is in the record, a slot that is not in it is not known', async () => {
  const anything = fc.oneof(
    fc.uint8Array(),
    fc.jsonValue().map((value) => utf8(JSON.stringify(value))),
    fc.jsonValue().map((slots) => utf8(JSON.stringify({ format: 1, slots }))),
  );
  await fc.assert(
    fc.asyncProperty(anything, async (content) => {
      expect(await standingOf(aMachine(content).deps, slot)).not.toBe('known');
    }),
  );
});
