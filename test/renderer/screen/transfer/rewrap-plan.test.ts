import { describe, expect, it } from 'vitest';
import type { HsmObject } from '../../../../app/contract/key-exchange.ts';
import { rewrapPlan } from '../../../../renderer/screen/transfer/rewrap-plan.ts';
import { objectName, objectRefusal } from '../../../../renderer/screen/transfer/transfer-text.ts';

const time = 1_790_000_000_000;
const version = '0123456789abcdef0123456789abcdef';

const old: HsmObject = {
  object: 'a1',
  label: 'payroll master',
  kind: 'private',
  type: 'RSA',
  spec: { family: 'RSA', bits: 2048 },
  sensitive: true,
  extractable: false,
  trustedOnly: false,
  twin: false,
  ofVault: false,
};
const made = { vault: 'payroll', name: 'master', id: `/keys/master/${version}`, operations: ['wrapKey', 'unwrapKey'] as const };
const planOf = (plan: string) => plan.split('\n').filter((line) => /^\d+\./.test(line));

describe('a plan for a key that can’t move', () => {
  it('says in which order what the old key wraps goes over to the new one', () => {
    const steps = planOf(rewrapPlan({ old, made: { ...made, operations: [...made.operations] } }));
    expect(steps[0]).toContain('this house’s log doesn’t know it');
    expect(steps[1]).toContain('wrap and encrypt with the new key from now on');
    expect(steps[2]).toContain('unwrap or decrypt it with “payroll master, RSA 2048”, wrap or encrypt it with the new key');
    expect(steps.at(-1)).toContain('disable it first');
  });

  it('names who used a key of a vault, and since when the log knows', () => {
    const uses = {
      items: [{ version, identity: { id: '1', name: 'billing', kind: 'application' }, operation: 'KeySign', count: 4, lastOn: time }],
      since: time - 86_400_000,
    };
    const plan = rewrapPlan({
      old: { ...old, key: { vault: 'payroll', name: 'signing' } },
      made: { ...made, operations: ['sign', 'verify'] },
      uses,
    });
    expect(plan).toContain('the key signing of the vault payroll');
    expect(plan).toMatch(/- billing: signed, last /);
    expect(plan).toContain('Give the new public key to everybody who verifies');
    expect(plan).not.toContain('ciphertext');
  });

  it('says so where the log knows nobody', () => {
    const uses = { items: [], since: time };
    const plan = rewrapPlan({ old: { ...old, key: { vault: 'payroll', name: 'signing' } }, made: { ...made, operations: ['sign'] }, uses });
    expect(plan).toContain('knows nobody who used it');
  });
});

describe('a key of a token', () => {
  it('is called by its label, its id, or as having neither', () => {
    expect(objectName(old)).toBe('payroll master, RSA 2048');
    expect(objectName({ ...old, label: '', type: 'DES3', spec: undefined })).toBe('id a1, DES3');
    expect(objectName({ ...old, label: '', object: '' })).toBe('without name or id, RSA 2048');
    expect(objectRefusal({ ...old, object: '' })).toContain('no id');
    expect(objectRefusal(old)).toBeUndefined();
  });
});
