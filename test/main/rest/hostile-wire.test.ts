import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aRestDoor, aWire, type OpenedRest, sayOnce } from '../../support/a-rest-door.ts';
import { sample } from '../../support/sample.ts';

/** Short enough to be waited for. */
const patience = { headersMs: 150, requestMs: 300, idleMs: 300, lookMs: 20 };
const mebibyte = 1024 * 1024;

let opened: OpenedRest;
let host: string;

const script = {
  SecretGet: () => ({ ...sample.SecretGet.output, value: new TextEncoder().encode('s3cret') }),
  SecretSet: () => sample.SecretSet.output,
};

beforeAll(async () => {
  opened = await aRestDoor(script);
  host = `payroll.vault.localhost:${opened.door.port}`;
});

afterAll(() => opened.close());

const head = (method: string, path: string, ...headers: readonly string[]): string =>
  [`${method} ${path}?api-version=7.5 HTTP/1.1`, `Host: ${host}`, 'Authorization: Bearer a.b.c', ...headers, '', ''].join('\r\n');
const get = (...headers: readonly string[]): string => head('GET', '/secrets/a', ...headers);
const put = (...headers: readonly string[]): string => head('PUT', '/secrets/a', 'Content-Type: application/json', ...headers);

describe('T25: a request that two readers would read otherwise', () => {
  const body = '{"value":"x"}';
  const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  it.each([
    ['a length and chunks', `${put('Content-Length: 5', 'Transfer-Encoding: chunked')}${chunk}`],
    ['chunks and a length', `${put('Transfer-Encoding: chunked', 'Content-Length: 5')}${chunk}`],
    ['two lengths', `${put('Content-Length: 13', 'Content-Length: 5')}${body}`],
    ['the same length twice', `${put('Content-Length: 13', 'Content-Length: 13')}${body}`],
    ['a list of lengths', `${put('Content-Length: 13, 5')}${body}`],
    ['a length with a sign', `${put('Content-Length: +13')}${body}`],
    ['a length below nothing', `${put('Content-Length: -1')}${body}`],
    ['a length in hexadecimal', `${put('Content-Length: 0xd')}${body}`],
    ['a length with a blank before the colon', `${put('Content-Length : 13')}${body}`],
    ['an encoding that is not the last', `${put('Transfer-Encoding: chunked, identity')}${chunk}`],
    ['an encoding that is hidden', `${put('Transfer-Encoding: xchunked')}${chunk}`],
    ['an encoding with a sign before it', `${put('Transfer-Encoding: \u000bchunked')}${chunk}`],
    ['a chunk of no size', `${put('Transfer-Encoding: chunked')}\r\n${body}\r\n0\r\n\r\n`],
    ['a chunk with a sign before its size', `${put('Transfer-Encoding: chunked')}+d\r\n${body}\r\n0\r\n\r\n`],
    ['a chunk that is longer than its size', `${put('Transfer-Encoding: chunked')}5\r\n${body}\r\n0\r\n\r\n`],
    ['a chunk that ends in a bare line feed', `${put('Transfer-Encoding: chunked')}d\n${body}\n0\n\n`],
    ['bare line feeds', get().replaceAll('\r\n', '\n')],
    ['one bare line feed', get('X-A: 1').replace('X-A: 1\r\n', 'X-A: 1\n')],
    ['bare carriage returns', get('X-A: 1\rHost: evil.com')],
    ['a folded header', get('X-A: 1\r\n folded')],
    ['a header without a name', get(': 1')],
    ['a header without a colon', get('X-A')],
    ['a header with a null in it', get('X-A: \u0000')],
    ['a null in the path', get().replace('/secrets/a', '/secrets/a\u0000')],
    ['a blank in the path', get().replace('/secrets/a', '/secrets/a b')],
    ['an unknown version of HTTP', get().replace('HTTP/1.1', 'HTTP/9.9')],
    ['an unknown method', get().replace('GET', 'GRAB')],
    ['no request at all', '\u0016\u0003\u0001 hello\r\n\r\n'],
  ])('with %s is a bad request: 400', async (_, text) => {
    expect(await sayOnce(opened, text)).toMatchObject({ status: 400, closed: true });
  });

  it('does not leave a second request behind', async () => {
    const before = opened.corridor.asked.length;
    const wire = await aWire(opened);
    wire.say(`${put('Content-Length: 4', 'Transfer-Encoding: chunked')}0\r\n\r\n${get()}`);
    expect((await wire.hear()).status).toBe(400);
    await wire.ended;
    expect(opened.corridor.asked).toHaveLength(before);
  });

  it('is answered once for each that follows another in good order', async () => {
    const wire = await aWire(opened);
    wire.say(`${get()}${put('Content-Length: 13')}${body}${get()}`);
    const answers = [await wire.hear(), await wire.hear(), await wire.hear()];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    wire.socket.destroy();
  });

  it('is read in chunks that are in good order', async () => {
    expect((await sayOnce(opened, `${put('Transfer-Encoding: chunked')}${chunk}`)).status).toBe(200);
  });
});

describe('T25: a request that would leave HTTP', () => {
  it.each(['websocket', 'h2c', 'TLS/1.0'])('to %s stays one like any other', async (to) => {
    const answer = await sayOnce(opened, get('Connection: Upgrade, HTTP2-Settings', `Upgrade: ${to}`, 'HTTP2-Settings: AAMAAABkAAQAAP__'));
    expect(answer.status).toBe(200);
  });

  it('is not asked to by a preface of HTTP/2', async () => {
    expect((await sayOnce(opened, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')).status).toBe(400);
  });
});

describe('T25: header bombs', () => {
  it('headers over 8 KiB are too large: 431', async () => {
    expect(await sayOnce(opened, get(`X-A: ${'a'.repeat(9_000)}`))).toMatchObject({ status: 431, closed: true });
  });

  it('a path over 8 KiB is too large: 431', async () => {
    expect((await sayOnce(opened, get().replace('/secrets/a', `/secrets/${'a'.repeat(9_000)}`))).status).toBe(431);
  });

  it('many small headers are too many: 431', async () => {
    const many = Array.from({ length: 400 }, (_, at) => `X-${at}: 1`);
    expect(await sayOnce(opened, get(...many))).toMatchObject({ status: 431, closed: true });
  });

  it('a second host behind two thousand headers is seen: no answer', async () => {
    const many = Array.from({ length: 2_000 }, () => 'a:');
    expect((await sayOnce(opened, get(...many, 'Host: evil.com'))).status).toBe(431);
  });
});

describe('T25: bodies', () => {
  it('over a mebibyte by their length are too large: 413', async () => {
    const wire = await aWire(opened);
    wire.say(put(`Content-Length: ${mebibyte + 1}`));
    wire.say('x'.repeat(mebibyte + 1));
    expect((await wire.hear()).status).toBe(413);
    wire.socket.destroy();
  });

  it('over a mebibyte in chunks are too large: 413', async () => {
    const wire = await aWire(opened);
    wire.say(put('Transfer-Encoding: chunked'));
    for (let at = 0; at < 17; at += 1) wire.say(`10000\r\n${'x'.repeat(65_536)}\r\n`);
    wire.say('0\r\n\r\n');
    expect((await wire.hear()).status).toBe(413);
    wire.socket.destroy();
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', '', 'application/json; charset=utf-16'])(
    'of the type %o are not taken: 415',
    async (type) => {
      const text = `${head('PUT', '/secrets/a', `Content-Type: ${type}`, 'Content-Length: 13')}{"value":"x"}`;
      expect((await sayOnce(opened, text)).status).toBe(415);
    },
  );

  it('that are many and large at one time find no more room: 429', async () => {
    const full = await aRestDoor(script, { limit: { connections: 128 } });
    const at = (text: string): string => text.replaceAll(host, `payroll.vault.localhost:${full.door.port}`);
    const wires = await Promise.all(Array.from({ length: 64 }, () => aWire(full)));
    for (const wire of wires) wire.say(at(`${put(`Content-Length: ${mebibyte}`)}{`));
    const small = at(`${put('Content-Length: 13')}{"value":"x"}`);
    await expect.poll(async () => (await sayOnce(full, small)).status).toBe(429);
    wires[0]?.socket.destroy();
    await expect.poll(async () => (await sayOnce(full, small)).status).toBe(200);
    for (const wire of wires) wire.socket.destroy();
    await full.close();
  });

  it('of no type are not taken: 415', async () => {
    expect((await sayOnce(opened, `${head('PUT', '/secrets/a', 'Content-Length: 13')}{"value":"x"}`)).status).toBe(415);
  });

  it('of the right type are taken, however it is written', async () => {
    const text = `${head('PUT', '/secrets/a', 'Content-Type: Application/JSON; charset="UTF-8"', 'Content-Length: 13')}{"value":"x"}`;
    expect((await sayOnce(opened, text)).status).toBe(200);
  });

  it('that nobody asked for do not become a request', async () => {
    const before = opened.corridor.asked.length;
    const wire = await aWire(opened);
    const hidden = get();
    wire.say(`${get(`Content-Length: ${hidden.length}`)}${hidden}${get()}`);
    expect([(await wire.hear()).status, (await wire.hear()).status]).toEqual([200, 200]);
    expect(opened.corridor.asked).toHaveLength(before + 2);
    wire.socket.destroy();
  });
});

describe('T25: slowness', () => {
  it.each([
    ['a request whose headers never end', () => get().slice(0, -4)],
    ['a request of which every line is late', () => 'GET / HTTP/1.1\r\n'],
    ['a body that never ends', () => `${put('Content-Length: 13')}{"val`],
    ['a chunk that never ends', () => `${put('Transfer-Encoding: chunked')}d\r\n{"val`],
    ['a connection on which nothing is said', () => ''],
  ])('%s is given up: 408, and the connection is closed', async (_, text) => {
    const slow = await aRestDoor(script, { patience });
    const wire = await aWire(slow);
    if (text() !== '') wire.say(text().replaceAll(host, `payroll.vault.localhost:${slow.door.port}`));
    expect(await wire.hear()).toMatchObject({ status: 408, closed: true });
    await wire.ended;
    await slow.close();
  });

  it('a handshake that is never made is given up', async () => {
    const slow = await aRestDoor(script, { patience });
    const socket = connect({ host: '127.0.0.1', port: slow.door.port });
    socket.on('error', () => undefined);
    await new Promise((resolve) => void socket.once('close', resolve));
    await expect.poll(() => slow.door.connections()).toBe(0);
    await slow.close();
  });

  it('a connection that is idle after an answer is closed', async () => {
    const slow = await aRestDoor(script, { patience });
    const wire = await aWire(slow);
    wire.say(get().replaceAll(host, `payroll.vault.localhost:${slow.door.port}`));
    expect((await wire.hear()).status).toBe(200);
    await wire.ended;
    await slow.close();
  });
});

describe('T25: crowds', () => {
  it('more connections than may be are ended before anything is heard on them', async () => {
    const small = await aRestDoor(script, { limit: { connections: 3 } });
    const wires = [await aWire(small), await aWire(small), await aWire(small)];
    await expect(aWire(small)).rejects.toThrow();
    expect(small.door.connections()).toBe(3);
    wires[0]?.socket.destroy();
    for (const wire of wires) wire.socket.destroy();
    await small.close();
  });

  it('a place that was left is free again', async () => {
    const small = await aRestDoor(script, { limit: { connections: 1 } });
    const first = await aWire(small);
    first.socket.destroy();
    await expect.poll(() => small.door.connections()).toBe(0);
    (await aWire(small)).socket.destroy();
    await small.close();
  });

  it('more requests at a time on one connection than any client makes are throttled: 429 with Retry-After', async () => {
    const gate = Promise.withResolvers<void>();
    const busy = await aRestDoor({ SecretGet: async () => (await gate.promise, script.SecretGet()) });
    const wire = await aWire(busy);
    const one = get().replaceAll(host, `payroll.vault.localhost:${busy.door.port}`);
    wire.say(one.repeat(70));
    await expect.poll(() => busy.corridor.asked.length).toBe(64);
    gate.resolve();
    const statuses: number[] = [];
    for (let at = 0; at < 70; at += 1) statuses.push((await wire.hear()).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(6);
    wire.socket.destroy();
    await busy.close();
  });

  it('who asks without a token again and again is throttled: 429 with Retry-After', async () => {
    const wire = await aWire(opened);
    const anonymous = `GET /secrets HTTP/1.1\r\nHost: ${host}\r\n\r\n`;
    const answers = [];
    for (let round = 0; round < 40; round += 1) {
      wire.say(anonymous.repeat(50));
      for (let at = 0; at < 50; at += 1) answers.push(await wire.hear());
      if (answers.some(({ status }) => status === 429)) break;
      if (wire.socket.destroyed) break;
    }
    const last = answers.findLast(({ status }) => status !== 0);
    expect(answers.filter(({ status }) => status === 401).length).toBeGreaterThan(500);
    expect([401, 429]).toContain(last?.status);
    wire.socket.destroy();
    expect(await sayOnce(opened, anonymous)).toMatchObject({ status: 429, text: expect.stringMatching(/retry-after: 1\r/i) });
    expect((await sayOnce(opened, get())).status).toBe(200);
  });
});
