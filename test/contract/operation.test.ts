import { describe, expect, test } from 'vitest';
import { contract, type OperationName } from '../../app/contract/operation.ts';
import { mostValueBytes } from '../../app/contract/secret.ts';
import { sample } from '../support/sample.ts';

const names = Object.keys(contract).filter((name): name is OperationName => Object.hasOwn(contract, name));

/** Something that no field of the contract takes. */
const stranger = Symbol('stranger');

/** Every way to replace one field, at any depth, by a stranger. */
function* spoil(value: unknown, path = ''): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  for (const [key, item] of Object.entries(value)) {
    const at = path ? `${path}.${key}` : key;
    const copy = (next: unknown) =>
      Array.isArray(value) ? Object.assign(Array.from<unknown>(value), { [key]: next }) : { ...value, [key]: next };
    yield [at, copy(stranger)];
    for (const [below, next] of spoil(item, at)) yield [below, copy(next)];
  }
}

describe.each(names)('%s', (name) => {
  const { input, output } = contract[name];

  test('is called what it is filed under', () => {
    expect(contract[name].name).toBe(name);
  });

  test('takes its input as it is', () => {
    expect(input.parse(sample[name].input)).toEqual(sample[name].input);
  });

  test('refuses an unknown field', () => {
    expect(input.safeParse({ ...sample[name].input, stranger: 1 }).success).toBe(false);
  });

  test('refuses what is no object', () => {
    for (const value of [undefined, null, 'text', 1, [], [sample[name].input]]) expect(input.safeParse(value).success).toBe(false);
  });

  test('refuses each field of another type', () => {
    for (const [path, spoiled] of spoil(sample[name].input)) expect(input.safeParse(spoiled).success, path).toBe(false);
  });

  test('gives its output as it is, without a field that the contract doesn’t name', () => {
    const given: unknown = sample[name].output;
    expect(output.parse(given)).toEqual(given);
    const more = Array.isArray(given) ? given.map((row: object) => ({ ...row, stranger: 1 })) : Object.assign({ stranger: 1 }, given);
    expect(output.parse(more)).toEqual(given);
  });

  test('refuses an output with a field of another type', () => {
    for (const [path, spoiled] of spoil(sample[name].output)) expect(output.safeParse(spoiled).success, path).toBe(false);
  });
});

describe('a secret’s value', () => {
  const withValue = (length: number) => contract.SecretSet.input.safeParse({ ...sample.SecretSet.input, value: new Uint8Array(length) });

  test('may have exactly 25,600 bytes', () => {
    expect(mostValueBytes).toBe(25_600);
    expect(withValue(25_600).success).toBe(true);
  });

  test('with one byte more is refused, and the limit is named', () => {
    expect(withValue(25_601).error?.issues).toMatchObject([{ code: 'too_big', path: ['value'], maximum: 25_600 }]);
  });
});
