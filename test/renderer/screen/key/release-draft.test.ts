import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Condition, parseReleaseRule } from '../../../../app/contract/release-policy.ts';
import {
  inForm,
  newReleaseDraft,
  policyText,
  type ReleaseDraft,
  releaseProblem,
  toReleaseDraft,
  toReleasePolicy,
  valueText,
} from '../../../../renderer/screen/key/release-draft.ts';

const authority = 'https://contoso.attest.example';
const draftOf = (claim: string, value: string): ReleaseDraft => ({
  ...newReleaseDraft(),
  authorities: [{ authority, match: 'allOf', claims: [{ claim, value }] }],
});
const encode = (rule: unknown) => ({ data: new TextEncoder().encode(JSON.stringify(rule)), immutable: false });
const ruleOf = (draft: ReleaseDraft) => parseReleaseRule(toReleasePolicy(draft).data);

describe('a policy in lines', () => {
  it.each([
    ['azure-compliant-cvm', 'azure-compliant-cvm'],
    ['true', true],
    ['false', false],
    ['3', 3],
    ['-1.5', -1.5],
    ['"true"', 'true'],
    ['"3"', '3'],
    ['""', ''],
    ['007', '007'],
    ['1e3', '1e3'],
  ])('takes %s for %j, and shows it so again', (typed, value) => {
    expect(ruleOf(draftOf('a', typed))?.anyOf).toEqual([{ authority, allOf: [{ claim: 'a', equals: value }] }]);
    expect(ruleOf(draftOf('a', valueText(value)))).toEqual(ruleOf(draftOf('a', typed)));
  });

  it.each([
    [newReleaseDraft(), /^An authority is an address/],
    [draftOf('', 'x'), /^Every claim needs a name/],
    [{ ...newReleaseDraft(), form: 'text', text: '{}' } as const, /^This is no policy of version 1\.0\.0/],
    [{ ...newReleaseDraft(), form: 'text', text: ' '.repeat(70_000) } as const, /64 KiB/],
  ])('says what is wrong with it', (draft, words) => {
    expect(releaseProblem(draft)).toMatch(words);
  });

  it('is the same whichever way it is written, and in text what was in lines', () => {
    const value = fc.oneof(fc.string({ maxLength: 20 }), fc.boolean(), fc.integer());
    const claim = fc.record({ claim: fc.string({ minLength: 1, maxLength: 20 }), equals: value });
    const claims = fc.array(claim, { minLength: 1, maxLength: 4 });
    const one = fc.oneof(
      fc.record({ authority: fc.constant(authority), allOf: claims }),
      fc.record({ authority: fc.constant(authority), anyOf: claims }),
    );
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 3 }), (anyOf) => {
        const trimmed = anyOf.every((it) => ('allOf' in it ? it.allOf : it.anyOf).every((c) => isPlain(c.claim) && isPlain(c.equals)));
        fc.pre(trimmed);
        const rule = { version: '1.0.0', anyOf };
        const draft = toReleaseDraft(encode(rule));
        expect(draft.form).toBe('rows');
        expect(ruleOf(draft)).toEqual(rule);
        expect(ruleOf(inForm(inForm(draft, 'text'), 'rows'))).toEqual(rule);
      }),
    );
  });

  it('can’t say conditions within conditions: those stay text', () => {
    const nested: Condition = { anyOf: [{ claim: 'a', equals: 1 }] };
    const draft = toReleaseDraft(encode({ version: '1.0.0', anyOf: [{ authority, allOf: [nested] }] }));
    expect(draft.form).toBe('text');
    expect(inForm(draft, 'rows')).toBe(draft);
    expect(releaseProblem(draft)).toBeUndefined();
    expect(policyText(draft)).toContain('\n');
  });
});

/** Without blanks around it, which a line is read without. */
const isPlain = (value: unknown): boolean => typeof value !== 'string' || (value === value.trim() && value !== '' && value.isWellFormed());
