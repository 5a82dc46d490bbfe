import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Condition, mostPolicyBytes, parseReleaseRule, type ReleaseRule } from '../../../app/contract/release-policy.ts';
import { meetsRule } from '../../../app/key/release-rule.ts';
import { utf8 } from '../../support/a-house.ts';
import { aRule } from '../../support/an-attester.ts';

const authority = 'https://contoso.attest.example';
const parse = (rule: unknown) => parseReleaseRule(utf8(JSON.stringify(rule)));
const ruleOf = (...conditions: Condition[]): ReleaseRule => ({ version: '1.0.0', anyOf: [{ authority, allOf: conditions }] });
const meets = (rule: ReleaseRule, claims: unknown) => meetsRule(rule, { authority, claims });

const leaf = fc.record({
  claim: fc.constantFrom('a', 'b', 'c', 'a.b', '__proto__', 'constructor.name', 'toString'),
  equals: fc.oneof(fc.constantFrom('yes', 'no', '', 'Object'), fc.boolean(), fc.integer({ min: 0, max: 3 })),
});
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.record({ allOf: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ anyOf: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
  ),
}));
const claims = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', '__proto__', 'x'),
  fc.oneof(fc.constantFrom('yes', 'no'), fc.boolean(), fc.integer({ min: 0, max: 3 }), fc.record({ b: fc.constantFrom('yes', 1, true) })),
  { noNullPrototype: true },
);

describe('a rule', () => {
  it('is met by exactly what it names, in a claim or a claim within one', () => {
    const rule = parse(aRule(authority));
    expect(rule && meets(rule, { 'x-ms-isolation-tee': { 'x-ms-compliance-status': 'azure-compliant-cvm' } })).toBe(true);
    expect(rule && meets(rule, { 'x-ms-isolation-tee': { 'x-ms-compliance-status': 'other' } })).toBe(false);
    expect(rule && meets(rule, { 'x-ms-isolation-tee.x-ms-compliance-status': 'azure-compliant-cvm' })).toBe(false);
  });

  it.each([
    ['true', true],
    [1, '1'],
    ['', undefined],
    [0, false],
  ])('tells %j from %j', (equals, given) => {
    expect(meets(ruleOf({ claim: 'a', equals }), { a: given })).toBe(false);
    expect(meets(ruleOf({ claim: 'a', equals }), { a: equals })).toBe(true);
  });

  it('is not met by what objects inherit, and not by lists or texts', () => {
    for (const claim of ['constructor.name', '__proto__.x', 'a.length', 'b.0', 'toString']) {
      for (const equals of ['Object', 'x', 1, 3]) expect(meets(ruleOf({ claim, equals }), { a: 'abc', b: [1] })).toBe(false);
    }
    expect(meets(ruleOf({ claim: '__proto__', equals: 'own' }), JSON.parse('{"__proto__":"own"}'))).toBe(true);
  });

  it('is met only by the authority that it names', () => {
    const rule = ruleOf({ claim: 'a', equals: 1 });
    expect(meetsRule(rule, { authority: `${authority}.evil.example`, claims: { a: 1 } })).toBe(false);
    expect(meetsRule(rule, { authority, claims: { a: 1 } })).toBe(true);
  });

  it('says what allOf and anyOf say, however they stand in each other', () => {
    fc.assert(
      fc.property(condition, claims, (one, given) => {
        expect(meets(ruleOf(one), given)).toBe(expected(one, given));
      }),
    );
  });

  it('comes back from its text as it was, and a claim that is taken away never meets more', () => {
    fc.assert(
      fc.property(condition, claims, fc.constantFrom('a', 'b', 'c', 'x'), (one, given, gone) => {
        const rule = ruleOf(one);
        expect(parse(rule)).toEqual(rule);
        const { [gone]: _gone, ...fewer } = given;
        if (meets(rule, fewer)) expect(meets(rule, given)).toBe(true);
      }),
    );
  });
});

/** The same, said another way: every leaf by the text of its path. */
function expected(one: Condition, given: Record<string, unknown>): boolean {
  if ('allOf' in one) return !one.allOf.some((it) => !expected(it, given));
  if ('anyOf' in one) return one.anyOf.filter((it) => expected(it, given)).length > 0;
  const flat = new Map<string, unknown>();
  for (const [name, value] of Object.entries(given)) {
    flat.set(name, value);
    if (typeof value === 'object' && value !== null) for (const [inner, it] of Object.entries(value)) flat.set(`${name}.${inner}`, it);
  }
  return flat.get(one.claim) === one.equals;
}

describe('the text of a rule', () => {
  const claim = { claim: 'a', equals: 1 };
  const nest = (depth: number): object => (depth === 0 ? claim : { allOf: [nest(depth - 1)] });

  it.each<[string, unknown]>([
    ['another version', { ...aRule(authority), version: '2.0.0' }],
    ['a member that nobody knows', { ...aRule(authority), note: 'x' }],
    ['another operator', { version: '1.0.0', anyOf: [{ authority, allOf: [{ claim: 'a', notEquals: 1 }] }] }],
    ['two operators', { version: '1.0.0', anyOf: [{ authority, allOf: [{ ...claim, greater: 1 }] }] }],
    ['no authority', { version: '1.0.0', anyOf: [] }],
    ['no condition', { version: '1.0.0', anyOf: [{ authority, allOf: [] }] }],
    ['both kinds of group', { version: '1.0.0', anyOf: [{ authority, allOf: [claim], anyOf: [claim] }] }],
    ['an authority without TLS', { version: '1.0.0', anyOf: [{ authority: 'http://contoso.attest.example', allOf: [claim] }] }],
    ['an authority with a query', { version: '1.0.0', anyOf: [{ authority: `${authority}?a=b`, allOf: [claim] }] }],
    ['an object as value', { version: '1.0.0', anyOf: [{ authority, allOf: [{ claim: 'a', equals: {} }] }] }],
    ['nothing to compare with', { version: '1.0.0', anyOf: [{ authority, allOf: [{ claim: 'a', equals: null }] }] }],
    ['conditions that stand too deep', { version: '1.0.0', anyOf: [{ authority, allOf: [nest(9)] }] }],
    ['no object', [aRule(authority)]],
  ])('is refused with %s', (_what, rule) => {
    expect(parse(rule)).toBeUndefined();
  });

  it('is refused where a member stands there twice, is no UTF-8 or too long', () => {
    const text = JSON.stringify(aRule(authority));
    expect(parseReleaseRule(utf8(text))).toBeDefined();
    expect(parseReleaseRule(utf8(text.replace('"version"', '"version":"1.0.0","versio\\u006e"')))).toBeUndefined();
    expect(parseReleaseRule(utf8(text.padEnd(mostPolicyBytes + 1)))).toBeUndefined();
    expect(parseReleaseRule(utf8(text.padEnd(mostPolicyBytes)))).toBeDefined();
    expect(parseReleaseRule(Uint8Array.of(...utf8(text), 0xff))).toBeUndefined();
  });

  it('is refused with a number that another one would be taken for', () => {
    const ruleWith = (number: string) =>
      `{"version":"1.0.0","anyOf":[{"authority":"${authority}","allOf":[{"claim":"a","equals":${number}}]}]}`;
    for (const number of ['9007199254740991', '-9007199254740991', '1.5'])
      expect(parseReleaseRule(utf8(ruleWith(number))), number).toBeDefined();
    for (const number of ['9007199254740992', '9007199254740993', '-9007199254740993', '1e300', '1e999'])
      expect(parseReleaseRule(utf8(ruleWith(number))), number).toBeUndefined();
  });

  it('is refused where conditions stand in each other without end', () => {
    const deep = '{"allOf":['.repeat(5_000) + JSON.stringify(claim) + ']}'.repeat(5_000);
    expect(parseReleaseRule(utf8(`{"version":"1.0.0","anyOf":[{"authority":"${authority}","allOf":[${deep}]}]}`))).toBeUndefined();
  });

  it('takes conditions eight deep, and an authority however its host is written', () => {
    expect(parse({ version: '1.0.0', anyOf: [{ authority, allOf: [nest(8)] }] })).toBeDefined();
    expect(parse(aRule('HTTPS://Contoso.Attest.Example/'))?.anyOf[0]?.authority).toBe(authority);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => void parseReleaseRule(utf8(text))));
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseReleaseRule(bytes)));
  });
});
