import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { encodeFrame } from '../../app/contract/frame-codec.ts';
import { mostCallsAtOnce, mostCredit, mostFrameBytes } from '../../app/contract/frame.ts';
import { aDoor } from '../support/a-door.ts';
import { aHostilePage, type HostilePage } from '../support/a-hostile-page.ts';
import { sample } from '../support/sample.ts';

const soon = { interval: 2 };
const never = () => new Promise<never>(() => undefined);
const script = { VaultGet: () => sample.VaultGet.output, VaultList: never };
const call = (id: number, operation = 'VaultGet', input: unknown = { vault: 'payroll' }) => ({
  kind: 'call',
  id,
  operation,
  requestId: randomUUID(),
  input,
});
const listen = (id: number, credit = 1) => ({ kind: 'listen', id, operation: 'LogFollow', requestId: randomUUID(), input: {}, credit });

/** A frame whose JSON is written by hand. */
function rawFrame(json: string | Uint8Array, ...attachments: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const parts = [typeof json === 'string' ? new TextEncoder().encode(json) : json, ...attachments];
  const frame = new Uint8Array(parts.reduce((sum, part) => sum + 4 + part.length, 0));
  let at = 0;
  for (const part of parts) {
    new DataView(frame.buffer).setUint32(at, part.length);
    frame.set(part, at + 4);
    at += 4 + part.length;
  }
  return frame;
}

const rawCall = (input: string, ...attachments: Uint8Array[]) =>
  rawFrame(`{"kind":"call","id":1,"operation":"VaultGet","requestId":"${randomUUID()}","input":${input}}`, ...attachments);

/** The page is out, its trespass is named once, the corridor saw nothing of it, and another page is served as before. */
async function expectExpelled(page: HostilePage, problem: string): Promise<void> {
  await vi.waitFor(() => expect(page.expelled).toEqual([1]), soon);
  expect(page.violations.map((violation) => violation.problem)).toEqual([problem]);
  expect(page.bugs).toEqual([]);
  const before = page.corridor.asked.length;
  await page.send(call(1000));
  expect(page.corridor.asked).toHaveLength(before);
  page.door.receive({ kind: 'page-opened', page: 2 });
  await vi.waitFor(() => expect(page.posted.at(-1)).toMatchObject({ kind: 'page', page: 2 }), soon);
}

describe('a text that is no sealed frame expels the page', () => {
  test.each([
    ['that is empty', '', 'not authentic'],
    ['that is shorter than a tag', 'AAAA', 'not authentic'],
    ['of another alphabet', `${'A'.repeat(40)}+/==`, 'not base64url'],
    ['of no whole number of bytes', 'A'.repeat(41), 'not base64url'],
    ['with unused bits set', `${'A'.repeat(41)}B`, 'not base64url'],
    ['that was never sealed', 'A'.repeat(400), 'not authentic'],
    ['that is longer than any frame', 'A'.repeat(1_500_004), 'too long'],
  ])('%s', async (_name, text, problem) => {
    const page = await aHostilePage(script);
    await page.send(call(1));
    await vi.waitFor(() => expect(page.replies).toHaveLength(1), soon);

    page.sendText(text);

    await expectExpelled(page, problem);
  });

  test('with one bit turned', async () => {
    const page = await aHostilePage(script);
    const sealed = await page.channel.seal(encodeFrame(call(1)));

    page.sendText((sealed.startsWith('A') ? 'B' : 'A') + sealed.slice(1));

    await expectExpelled(page, 'not authentic');
  });

  test('that came before', async () => {
    const page = await aHostilePage(script);
    const sealed = await page.channel.seal(encodeFrame(call(1)));
    page.sendText(sealed);
    await vi.waitFor(() => expect(page.replies).toHaveLength(1));

    page.sendText(sealed);

    await expectExpelled(page, 'not authentic');
  });

  test('that overtakes another, or follows one that was lost', async () => {
    const page = await aHostilePage(script);
    await page.channel.seal(encodeFrame(call(1)));
    const second = await page.channel.seal(encodeFrame(call(2)));

    page.sendText(second);

    await expectExpelled(page, 'not authentic');
    expect(page.corridor.asked).toEqual([]);
  });
});

describe('a frame that breaks the rules expels the page', () => {
  const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  const wide = (keys: number) => JSON.stringify(Object.fromEntries(Array.from({ length: keys }, (_, index) => [`k${index}`, 0])));

  test.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ['that is empty', new Uint8Array(0), 'empty'],
    ['that is cut short in a length', Uint8Array.of(0, 0, 0), 'cut short'],
    ['whose length says more than there is', Uint8Array.of(255, 255, 255, 255, 1), 'cut short'],
    ['that is no JSON', rawFrame('{"kind":'), 'not JSON'],
    ['that is no UTF-8', rawFrame(Uint8Array.of(0x22, 0xff, 0x22)), 'not JSON'],
    ['that nests deeper than any input', rawCall(deep(40)), 'too deep'],
    ['that nests a hundred thousand deep', rawCall(deep(100_000)), 'too deep'],
    ['with more members than any input', rawCall(wide(300)), 'too wide'],
    ['with __proto__', rawCall('{"__proto__":{"admin":true}}'), 'forbidden key'],
    ['with __proto__ under an escape', rawCall('{"\\u005f_proto__":{"admin":true}}'), 'forbidden key'],
    ['with an unknown mark', rawCall('{"$date":0}'), 'forbidden key'],
    ['that names an attachment it lacks', rawCall('{"$bytes":0}'), 'attachment missing'],
    ['that names an attachment below the first', rawCall('{"$bytes":-1}', Uint8Array.of(1)), 'attachment missing'],
    ['that names an attachment by a text', rawCall('{"$bytes":"length"}', Uint8Array.of(1)), 'attachment missing'],
    ['that names one attachment twice', rawCall('[{"$bytes":0},{"$bytes":0}]', Uint8Array.of(1)), 'attachment missing'],
    ['that brings an attachment nobody names', rawCall('{}', Uint8Array.of(1)), 'attachment left over'],
    ['that is longer than the limit', rawFrame('{}', new Uint8Array(mostFrameBytes)), 'too long'],
  ])('%s', async (_name, frame, problem) => {
    const page = await aHostilePage(script);

    await page.sendFrame(frame);

    await expectExpelled(page, problem);
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  test.each<[string, unknown]>([
    ['null', null],
    ['a list', []],
    ['of an unknown kind', { ...call(1), kind: 'eval' }],
    ['of a kind that objects inherit', { ...call(1), kind: 'constructor' }],
    ['with a field too many', { ...call(1), caller: { door: 'shell' } }],
    ['with no id', { ...call(1), id: undefined }],
    ['with id 0', call(0)],
    ['with a broken id', call(1.5)],
    ['with a request id that is no UUID', { ...call(1), requestId: 'again' }],
    ['with an operation of endless name', call(1, 'x'.repeat(65))],
    ['with an operation that is no text', { ...call(1), operation: ['VaultGet'] }],
    ['with credit for more than allowed', listen(1, mostCredit + 1)],
    ['with negative credit', listen(1, -1)],
  ])('that is %s', async (_name, value) => {
    const page = await aHostilePage(script);

    await page.send(value);

    await expectExpelled(page, 'not a request');
  });
});

describe('an id', () => {
  test('that is in use expels the page', async () => {
    const page = await aHostilePage(script);
    await page.send(call(1, 'VaultList', {}));

    await page.send(call(1));

    await expectExpelled(page, 'id used');
  });

  test('that was answered long ago expels the page', async () => {
    const page = await aHostilePage(script);
    await page.send(call(7));
    await vi.waitFor(() => expect(page.replies).toHaveLength(1));

    await page.send(call(7));

    await expectExpelled(page, 'id used');
  });

  test.each([
    ['cancelled', { kind: 'cancel', id: 5 }],
    ['left', { kind: 'unlisten', id: 5 }],
    ['given credit', { kind: 'credit', id: 5, credit: 1 }],
  ])('that was never asked can’t be %s', async (_name, value) => {
    const page = await aHostilePage(script);

    await page.send(value);

    await expectExpelled(page, 'id unknown');
  });

  test('of a call takes no credit', async () => {
    const page = await aHostilePage(script);
    await page.send(call(1, 'VaultList', {}));

    await page.send({ kind: 'credit', id: 1, credit: 1 });

    await expectExpelled(page, 'id unknown');
  });
});

describe('too much', () => {
  test('credit expels the page', async () => {
    const page = await aHostilePage({
      LogFollow: async function* () {
        yield await never();
      },
    });
    await page.send(listen(1, mostCredit));

    for (let count = 0; count < 3; count += 1) await page.send({ kind: 'credit', id: 1, credit: mostCredit });

    await expectExpelled(page, 'credit exceeded');
  });

  test('asking while over the limit is refused, and going on with it expels the page', async () => {
    const page = await aHostilePage(script);
    for (let id = 1; id <= mostCallsAtOnce; id += 1) await page.send(call(id, 'VaultList', {}));

    for (let id = mostCallsAtOnce + 1; id <= mostCallsAtOnce + 300 && page.expelled.length === 0; id += 1) await page.send(call(id));

    await expectExpelled(page, 'flood');
    expect(page.corridor.asked).toHaveLength(mostCallsAtOnce);
    expect(page.corridor.asked.every((ask) => ask.signal.aborted)).toBe(true);
    await vi.waitFor(() => expect(page.replies).toHaveLength(256));
  });

  test('said before the keys are made expels the page', async () => {
    const opened = aDoor(script);
    opened.door.receive({ kind: 'page-opened', page: 1 });
    await vi.waitFor(() => expect(opened.posted).toHaveLength(1));

    opened.door.receive({ kind: 'page', page: 1, text: '{"v":1,"enc":"AAAA"}' });
    opened.door.receive({ kind: 'page', page: 1, text: 'A'.repeat(1_500_001) });

    expect(opened.violations).toMatchObject([{ page: 1, problem: 'flood' }]);
  });
});

describe('the offer', () => {
  test('can’t be answered before it is made', () => {
    const opened = aDoor(script);
    opened.door.receive({ kind: 'page-opened', page: 1 });

    opened.door.receive({ kind: 'page', page: 1, text: '{"v":1,"enc":"AAAA"}' });

    expect(opened.violations).toMatchObject([{ page: 1, problem: 'spoke before the offer' }]);
  });

  test.each([
    ['no JSON', 'accept'],
    ['a list', '[]'],
    ['of another version', `{"v":2,"enc":"${'A'.repeat(43)}"}`],
    ['with a key of no base64url', `{"v":1,"enc":"${'='.repeat(43)}"}`],
    ['with a key too short', '{"v":1,"enc":"AAAA"}'],
    ['with a key of low order', `{"v":1,"enc":"${'A'.repeat(43)}"}`],
    ['that is endless', `{"v":1,"enc":"${'A'.repeat(1000)}"}`],
  ])('answered by %s expels the page', async (_name, text) => {
    const opened = aDoor(script);
    opened.door.receive({ kind: 'page-opened', page: 1 });
    await vi.waitFor(() => expect(opened.posted).toHaveLength(1));

    opened.door.receive({ kind: 'page', page: 1, text });

    await vi.waitFor(() => expect(opened.violations).toMatchObject([{ page: 1, problem: 'bad answer to the offer' }]));
    expect(opened.bugs).toEqual([]);
  });

  test('is no second page’s: a page number that comes again ends the first and serves nobody', async () => {
    const page = await aHostilePage(script);

    page.door.receive({ kind: 'page-opened', page: 1 });

    await expectExpelled(page, 'page number used');
  });
});

test('whatever bytes a page seals, it is answered or expelled, and nothing breaks', async () => {
  const bytes = fc.uint8Array({ maxLength: 64 });
  const frame = fc.oneof(
    bytes.map((raw) => new Uint8Array(raw)),
    fc.tuple(fc.json(), fc.array(bytes, { maxLength: 2 })).map(([json, attachments]) => rawFrame(json, ...attachments)),
    fc.json().map((input) => rawCall(input)),
  );
  await fc.assert(
    fc.asyncProperty(frame, async (raw) => {
      const page = await aHostilePage(script);
      await page.sendFrame(raw);
      await vi.waitFor(() => expect(page.expelled.length + page.replies.length).toBe(1), { interval: 1 });
      expect(page.bugs).toEqual([]);
    }),
    { numRuns: 100 },
  );
});
