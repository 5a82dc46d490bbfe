import { expect, test } from 'vitest';
import { checkRecord } from '../../../app/audit/check-record.ts';
import type { Verifier } from '../../../app/audit/check-record.ts';
import { originOf } from '../../../app/audit/checkpoint.ts';
import { composeRecord } from '../../../app/audit/record.ts';
import { removedRow, toColumns } from '../../../app/audit/record-row.ts';
import type { RecordRow } from '../../../app/audit/record-store.ts';
import { hashLeaf } from '../../../app/audit/tree.ts';
import { anEntry, instanceId, logKey, nodeCrypto, tenantId } from './a-log.ts';

const verifier: Verifier = {
  hash: nodeCrypto.sha256,
  crypto: nodeCrypto,
  key: { origin: originOf(instanceId), publicKey: logKey.publicKey },
  instanceId,
  checkpointInterval: 256,
};

/** A row whose hash is that of its text: only what the text says can be wrong. */
function aRow(place: { sequence?: number; instanceId?: string } = {}, object = 'payroll / db-password'): RecordRow {
  const whole = { sequence: 3, instanceId, tenantId, salt: new Uint8Array(16), ...place };
  const { record, canonical } = composeRecord(anEntry({ object }), whole);
  return { ...toColumns(record), canonical, leafHash: hashLeaf(verifier.hash, new TextEncoder().encode(canonical)) };
}

const kindOf = (row: RecordRow) => checkRecord(verifier, row)?.kind;

test('a record as it was written has no fault', () => {
  expect(checkRecord(verifier, aRow())).toBeUndefined();
});

test('a text that belongs to another place is altered, though it gives its hash', () => {
  expect(kindOf({ ...aRow({ sequence: 4 }), sequence: 3 })).toBe('altered');
});

test('a text that belongs to another instance is altered, though it gives its hash', () => {
  expect(kindOf(aRow({ instanceId: 'another' }))).toBe('altered');
});

test('a text of no known format is altered, though it gives its hash', () => {
  const canonical = '{"format":2}';
  expect(kindOf({ ...aRow(), canonical, leafHash: hashLeaf(verifier.hash, new TextEncoder().encode(canonical)) })).toBe('altered');
});

test('a lone surrogate is not taken for the character that stands for it in UTF-8', () => {
  const row = aRow({}, 'a\ufffdb');
  const forged = { ...row, canonical: row.canonical?.replace('\ufffd', '\ud800') };
  expect(nodeCrypto.sha256(new TextEncoder().encode(forged.canonical))).toEqual(nodeCrypto.sha256(new TextEncoder().encode(row.canonical)));
  expect(kindOf(row)).toBeUndefined();
  expect(kindOf(forged)).toBe('altered');
});

test('a record whose text is gone says nothing any more', () => {
  expect(kindOf({ ...aRow(), canonical: undefined })).toBe('row');
  expect(kindOf(removedRow(aRow()))).toBeUndefined();
});
