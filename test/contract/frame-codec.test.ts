import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrame, encodeFrame } from '../../app/contract/frame-codec.ts';
import { FrameError } from '../../app/contract/frame-error.ts';
import { mostFrameBytes } from '../../app/contract/frame.ts';

const marks = fc.constantFrom('$bytes', '$$bytes', '$', 'constructor', 'toString');
const key = fc.oneof(fc.string(), marks).filter((name) => name !== '__proto__');

/** Everything that may cross: JSON's values and byte arrays, with keys that look like the codec's own marks. */
const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
    fc.uint8Array({ maxLength: 32 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;
const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null && !(value instanceof Uint8Array) ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

const problemOf = (act: () => unknown): unknown => {
  try {
    return act();
  } catch (error) {
    if (error instanceof FrameError) return error.problem;
    throw error;
  }
};

test('whatever is encoded decodes to the same', () => {
  fc.assert(
    fc.property(plain, (value) => {
      fc.pre(depthOf(value) <= 16);
      expect(decodeFrame(encodeFrame(value))).toEqual(value);
    }),
    { numRuns: 500 },
  );
});

test('bytes of any kind either decode, or are refused as a frame', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (frame) => {
      problemOf(() => decodeFrame(frame));
    }),
    { numRuns: 2000 },
  );
});

test('a frame with a byte changed either decodes, or is refused as a frame', () => {
  fc.assert(
    fc.property(plain, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, place, change) => {
      fc.pre(depthOf(value) <= 16);
      const frame = encodeFrame(value);
      const at = place % frame.length;
      frame[at] = (frame[at] ?? 0) ^ change;
      problemOf(() => decodeFrame(frame));
    }),
    { numRuns: 1000 },
  );
});

describe('byte arrays', () => {
  test('are copied into the frame, and come out as views of it, so that zeroing it zeroes them', () => {
    const value = Uint8Array.of(1, 2, 3);
    const frame = encodeFrame({ value });
    value.fill(7);

    const decoded = decodeFrame(frame);
    expect(decoded).toEqual({ value: Uint8Array.of(1, 2, 3) });

    frame.fill(0);
    expect(decoded).toEqual({ value: Uint8Array.of(0, 0, 0) });
  });

  test('stay byte arrays when they are Node’s buffers', () => {
    expect(decodeFrame(encodeFrame([Buffer.from('abc')]))).toEqual([Uint8Array.of(97, 98, 99)]);
  });

  test('appear nowhere in the frame’s text', () => {
    const frame = encodeFrame({ value: new TextEncoder().encode('hunter2') });
    const json = new TextDecoder().decode(frame.subarray(4, 4 + new DataView(frame.buffer).getUint32(0)));
    expect(json).toBe('{"value":{"$bytes":0}}');
  });
});

test('members that are undefined are left out', () => {
  expect(decodeFrame(encodeFrame({ cursor: undefined, limit: 1 }))).toEqual({ limit: 1 });
});

test('a frame may be as long as the limit, and not one byte longer', () => {
  const overhead = encodeFrame([new Uint8Array(0)]).length;
  const longest = encodeFrame([new Uint8Array(mostFrameBytes - overhead)]);
  expect(longest).toHaveLength(mostFrameBytes);
  expect(decodeFrame(longest)).toHaveLength(1);
  expect(problemOf(() => encodeFrame([new Uint8Array(mostFrameBytes - overhead + 1)]))).toBe('too long');
});

test.each<[string, unknown, string]>([
  ['a date', new Date(0), 'not a plain value'],
  ['a map', new Map(), 'not a plain value'],
  ['a function', () => undefined, 'not a plain value'],
  ['no number', Number.NaN, 'not a plain value'],
  ['an endless number', Infinity, 'not a plain value'],
  ['a big integer', 1n, 'not a plain value'],
  ['undefined in a list', [undefined], 'not a plain value'],
  ['an own __proto__', JSON.parse('{"__proto__":1}'), 'forbidden key'],
])('%s is never sent', (_name, value, problem) => {
  expect(problemOf(() => encodeFrame(value))).toBe(problem);
});

test('a value that holds itself is never sent', () => {
  const loop: unknown[] = [];
  loop.push(loop);
  expect(problemOf(() => encodeFrame(loop))).toBe('too deep');
});
