import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildShell } from './support/build-shell.ts';

describe('the preload in a Chromium page', () => {
  let folder: string;
  let source: string;

  beforeAll(async () => {
    folder = await buildShell();
    source = readFileSync(join(folder, 'dist/main/shell/chromium-preload.js'), 'utf8');
  }, 60_000);

  afterAll(() => rmSync(folder, { recursive: true }));

  /** A world as Chromium makes it: the binding is there before any script. */
  const world = (page: { origin: string; framed?: boolean; unbound?: boolean }) => {
    const send = vi.fn();
    const context = createContext({ ...(!page.unbound && { __strongroomSend: send }), location: { origin: page.origin } });
    const run = (code: string): unknown => runInContext(code, context);
    run(page.framed ? 'globalThis.top = {}' : 'globalThis.top = globalThis');
    run(source);
    return { send, run };
  };

  it('takes the binding away and leaves a frozen bridge', () => {
    const { send, run } = world({ origin: 'https://console.invalid' });
    expect(run('typeof __strongroomSend')).toBe('undefined');
    expect(run('Object.isFrozen(strongroom) && Object.keys(strongroom).join()')).toBe('post,receive');
    run(`try { globalThis.strongroom = 1 } catch {} ; delete globalThis.strongroom; strongroom.post('{"kind":"hello"}')`);
    expect(send.mock.calls).toEqual([['{"kind":"hello"}']]);
  });

  it('gives what arrives to the last receiver', () => {
    const { run } = world({ origin: 'https://console.invalid' });
    run('var heard = []; strongroom.receive((text) => heard.push(["first", text]))');
    run('__strongroomReceive("a"); strongroom.receive((text) => heard.push(["second", text])); __strongroomReceive("b")');
    expect(run('JSON.stringify(heard)')).toBe('[["first","a"],["second","b"]]');
    expect(run('delete globalThis.__strongroomReceive')).toBe(true);
  });

  it('takes text and functions only', () => {
    const { send, run } = world({ origin: 'https://console.invalid' });
    expect(() => run('strongroom.post({ toString: () => "x" })')).toThrow('a text is expected');
    expect(() => run('strongroom.receive("x")')).toThrow('a function is expected');
    expect(send).not.toHaveBeenCalled();
  });

  it('still works when the page spoils what scripts usually rely on', () => {
    const { send, run } = world({ origin: 'https://console.invalid' });
    run(
      'for (const it of [Object, Array, Function, String, Reflect]) { it.prototype && (it.prototype.call = it.prototype.apply = undefined) }; Reflect.get = null',
    );
    run('strongroom.post("x")');
    expect(send.mock.calls).toEqual([['x']]);
  });

  it.each([
    { origin: 'https://console.invalid.example' },
    { origin: 'http://console.invalid' },
    { origin: 'null' },
    { origin: 'https://console.invalid', framed: true },
    { origin: 'https://console.invalid', unbound: true },
  ])('gives no bridge to %o, and takes the binding away all the same', (page) => {
    const { run } = world(page);
    expect(run('[typeof __strongroomSend, typeof strongroom, typeof __strongroomReceive].join()')).toBe('undefined,undefined,undefined');
  });
});
