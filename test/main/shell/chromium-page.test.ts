import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { aMark } from './support/a-mark.ts';
import { buildShell } from './support/build-shell.ts';
import { browserProgram, type Console, patience, startConsole, untilHere } from './support/console.ts';
import { type Display, startDisplay } from './support/display.ts';
import { isAlive, processTree, renderers } from './support/process-tree.ts';

describe.skipIf(!browserProgram)('the page in a Chromium window', { timeout: 60_000 }, () => {
  let folder: string;
  let display: Display;
  let console: Console;
  let browser: Browser;
  let page: Page;
  let startedMs: number;

  beforeAll(async () => {
    [folder, display] = await Promise.all([buildShell(), startDisplay()]);
  }, 90_000);

  afterAll(() => {
    display.close();
    rmSync(folder, { recursive: true });
  });

  const open = async (): Promise<void> => {
    startedMs = Date.now();
    const data = mkdtempSync(join(tmpdir(), 'strongroom-data-'));
    console = startConsole(folder, { data, display: display.name, args: ['--test-attach'] });
    await untilHere(console);
    ({ browser, page } = await console.attach());
  };
  const close = async (): Promise<void> => {
    await browser.close();
    console.destroy();
  };
  /** What attached to a page is lost with its process. */
  const attachAgain = async (): Promise<void> => {
    await browser.close();
    ({ browser, page } = await console.attach());
  };

  /** Has the page send a text to the shell. It may be gone before it could answer the test. */
  const post = async (text: string): Promise<void> => {
    try {
      await page.evaluate((it) => window.strongroom?.post(it), text);
    } catch (error) {
      if (!/Target crashed|has been closed/.test(String(error))) throw error;
    }
  };
  const say = (text: string): Promise<void> => post(JSON.stringify({ kind: 'engine', text }));
  const greeting = async (times: number): Promise<unknown> => {
    const here = await untilHere(console, times);
    return JSON.parse(here.at(-1)?.text?.slice('here '.length) ?? '');
  };
  const crashFiles = (): string[] =>
    [join(console.data, 'profile'), join(homedir(), '.config')]
      .filter((place) => existsSync(place))
      .flatMap((place) => readdirSync(place, { recursive: true, withFileTypes: true }))
      .filter(({ name }) => name.endsWith('.dmp'))
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((path) => statSync(path).mtimeMs > startedMs);

  describe('has', () => {
    beforeAll(open, 60_000);
    afterAll(close);

    it('a frozen bridge and nothing else of the shell', async () => {
      const seen = await page.evaluate(() => ({
        frozen: Object.isFrozen(window.strongroom),
        keys: Object.keys(window.strongroom ?? {}),
        own: Object.getOwnPropertyDescriptor(window, 'strongroom'),
        names: Object.getOwnPropertyNames(window).filter((name) => name.startsWith('__strongroom')),
      }));
      expect(seen).toMatchObject({ frozen: true, keys: ['post', 'receive'], names: [], own: { configurable: false, writable: false } });
    });

    it('an answer for every text that it sends to the engine, up to the longest', async () => {
      await say('x'.repeat(1_400_000));
      await vi.waitFor(async () => {
        const lengths = await page.evaluate(() => window.heard.map((message) => message.text?.length ?? 0));
        expect(lengths).toContain(1_400_005);
      }, patience);
    });

    it('styles of the nonce, and no other', async () => {
      const colour = await page.evaluate(() => {
        const style = document.createElement('style');
        style.textContent = 'body { background: rgb(9, 9, 9) }';
        document.head.append(style);
        return getComputedStyle(document.body).backgroundColor;
      });
      expect(colour).toBe('rgb(1, 2, 3)');
    });

    it('no way to run text, to fetch, to frame or to open', async () => {
      const outcome = await page.evaluate(async () => {
        const attempt = async (act: () => unknown): Promise<string> => {
          try {
            return `went through: ${String(await act())}`;
          } catch (error) {
            return error instanceof Error ? error.name : String(error);
          }
        };
        return {
          script: await attempt(() => window.probe),
          html: await attempt(() => (document.body.innerHTML = '<b>x</b>')),
          fetch: await attempt(() => fetch('https://example.invalid/')),
          own: await attempt(() => fetch('/index.html')),
          clipboard: await attempt(() => navigator.clipboard.readText()),
          peer: await attempt(async () => {
            const peer = new RTCPeerConnection();
            peer.createDataChannel('x');
            await peer.setLocalDescription();
            return peer.connectionState;
          }),
          worker: await attempt(
            () =>
              new Promise((_, reject) => {
                new Worker('/page.js').onerror = () => reject(new Error('blocked'));
              }),
          ),
          popup: await attempt(() => Promise.resolve(window.open('https://example.invalid/')?.closed ?? 'none')),
        };
      });
      expect(outcome).toMatchObject({
        script: 'went through: TypeError',
        html: 'TypeError',
        fetch: 'TypeError',
        own: 'TypeError',
        clipboard: 'NotAllowedError',
      });
      expect(outcome.worker).not.toContain('went through');
      expect(outcome.peer).not.toContain('connected');
      await vi.waitFor(() => expect(browser.contexts()[0]?.pages()).toHaveLength(1), patience);
    });

    it('no bridge in a frame', async () => {
      const inside = await page.evaluate(() => {
        const frame = document.createElement('iframe');
        document.body.append(frame);
        return frame.contentWindow === null
          ? []
          : Object.getOwnPropertyNames(frame.contentWindow).filter((name) => name.includes('trongroom'));
      });
      expect(inside).toEqual([]);
    });
  });

  describe('stays on its origin', () => {
    beforeAll(open, 60_000);
    afterAll(close);

    it.each([
      'https://example.invalid/',
      'http://console.invalid/',
      'data:text/html,x',
      'about:blank',
      'file:///etc/passwd',
      'chrome://version',
    ])('when sent to %s', async (address) => {
      await page.evaluate((it) => void (location.href = it), address).catch(() => undefined);
      await vi.waitFor(async () => {
        expect(await page.evaluate(() => [location.origin, typeof window.strongroom])).toEqual(['https://console.invalid', 'object']);
      }, patience);
    });
  });

  describe('is replaced, process and all,', () => {
    beforeEach(open, 60_000);
    afterEach(close);

    it.each([
      ['lock', 'locked'],
      ['seal', 'sealed'],
      ['crash', 'crashed'],
      ['babble', 'crashed'],
      ['linger', 'locked'],
    ])('when the engine was told to %s', async (wish, after) => {
      const before = renderers(console.pid);
      expect(before.length).toBeGreaterThan(0);
      await say(wish);
      expect(await greeting(2)).toMatchObject({ after });
      expect(before.filter((pid) => isAlive(pid))).toEqual([]);
      const engines = new Set(console.journal().flatMap(({ kind, pid }) => (kind === 'started' ? [pid] : [])));
      expect(engines.size).toBe(2);
      await vi.waitFor(() => expect([...engines].filter((pid) => isAlive(pid))).toHaveLength(1), patience);
      expect(crashFiles()).toEqual([]);
    });

    it('with the whole browser when the engine was sealed', async () => {
      const before = processTree(console.pid).filter((pid) => pid !== console.pid);
      await say('seal');
      await untilHere(console, 2);
      await vi.waitFor(() => expect(before.filter((pid) => isAlive(pid))).toEqual([]), patience);
      await attachAgain();
      expect(await page.evaluate(() => typeof window.strongroom)).toBe('object');
    });

    it('when it broke the rules of the channel, while the engine stays', async () => {
      const before = renderers(console.pid);
      await say('expel');
      expect(await greeting(2)).toMatchObject({ after: 'stopped' });
      expect(before.filter((pid) => isAlive(pid))).toEqual([]);
      expect(console.journal().filter(({ kind }) => kind === 'started')).toHaveLength(1);
      expect(console.journal().map(({ kind }) => kind)).toContain('page-closed');
    });

    it('when it sends the shell what is no message', async () => {
      const before = renderers(console.pid);
      await post('{"kind":"hello","more":1}');
      await untilHere(console, 2);
      expect(before.filter((pid) => isAlive(pid))).toEqual([]);
    });

    it('even while it hangs', async () => {
      await say('x');
      const before = renderers(console.pid);
      page
        .evaluate(() => {
          window.strongroom?.post(JSON.stringify({ kind: 'engine', text: 'lock' }));
          for (;;);
        })
        .catch(() => undefined);
      expect(await greeting(2)).toMatchObject({ after: 'locked' });
      expect(before.filter((pid) => isAlive(pid))).toEqual([]);
    });

    it('and comes back when its process was killed', async () => {
      for (const pid of renderers(console.pid)) process.kill(pid, 'SIGKILL');
      expect(await greeting(2)).toMatchObject({ after: 'crashed' });
      expect(console.journal().filter(({ kind }) => kind === 'started')).toHaveLength(1);
    });

    it('and comes back when it crashed by itself, and no dump is left anywhere', async () => {
      const session = await browser.newBrowserCDPSession();
      const { targetInfos } = await session.send('Target.getTargets');
      const target = targetInfos.find(({ type }) => type === 'page');
      const { sessionId } = await session.send('Target.attachToTarget', { targetId: target?.targetId ?? '', flatten: false });
      // Not answered by a process that is gone.
      await session.send('Target.sendMessageToTarget', { sessionId, message: '{"id":1,"method":"Page.crash"}' });
      expect(await greeting(2)).toMatchObject({ after: 'crashed' });
      expect(crashFiles()).toEqual([]);
    });

    it('and knows nothing of what was typed into it', async () => {
      await page.fill('#value', 'sentinel-of-the-value');
      await page.fill('#passphrase', 'sentinel-of-the-passphrase');
      await say('lock');
      await untilHere(console, 2);
      await attachAgain();
      const typed = await page.evaluate(() => [...document.querySelectorAll('textarea, input')].map((it) => 'value' in it && it.value));
      expect(typed).toEqual(['', '']);
    });
  });

  describe.skipIf(!existsSync('/usr/bin/xclip'))('puts a value on the clipboard', () => {
    beforeEach(open, 60_000);
    afterEach(close);

    const env = (): NodeJS.ProcessEnv => ({ ...process.env, DISPLAY: display.name });
    const clipboard = (): string => spawnSync('xclip', ['-selection', 'clipboard', '-out'], { env: env(), encoding: 'utf8' }).stdout;
    /** Another program puts something there. */
    const replace = (text: string): void =>
      void spawnSync('xclip', ['-selection', 'clipboard', '-in'], { env: env(), input: text, stdio: ['pipe', 'ignore', 'ignore'] });
    const value = 'copied-value\nsecond line 🔑';
    const copy = async (clearAfterMs: number): Promise<void> => {
      await page.bringToFront();
      await page.evaluate((it) => navigator.clipboard.writeText(it), value);
      const message = JSON.stringify({ kind: 'copied', clearAfterMs, mark: aMark(value) });
      await page.evaluate((it) => window.strongroom?.post(it), message);
      expect(clipboard()).toBe(value);
    };
    const told = (): Promise<unknown[]> =>
      page.evaluate(() => window.heard.filter(({ kind }) => kind === 'clipboard').map((it) => Reflect.get(it, 'outcome')));

    it('and the shell takes it off again in time', async () => {
      await copy(500);
      await vi.waitFor(async () => expect(await told()).toEqual(['emptied']), patience);
      expect(clipboard()).toBe('');
    });

    it('and the shell leaves alone what somebody else put there meanwhile', async () => {
      await copy(2000);
      replace('of another program');
      await vi.waitFor(async () => expect(await told()).toEqual(['other']), patience);
      expect(clipboard()).toBe('of another program');
    });

    it('and still may not read it', async () => {
      await copy(500);
      const read = page.evaluate(async () => {
        const outcomes = new Set<string>();
        for (let tries = 0; tries < 300 && !window.heard.some(({ kind }) => kind === 'clipboard'); tries += 1) {
          outcomes.add(await navigator.clipboard.readText().catch((error: unknown) => (error instanceof Error ? error.name : 'unknown')));
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        return [...outcomes];
      });
      expect(await read).toEqual(['NotAllowedError']);
    });

    it.each(['lock', 'seal', 'expel'])('and the shell takes it off on %s', async (wish) => {
      await copy(300_000);
      await say(wish);
      await untilHere(console, 2);
      await vi.waitFor(() => expect(clipboard()).toBe(''), patience);
    });

    it('and the shell leaves alone on lock what is somebody else’s', async () => {
      await copy(300_000);
      replace('of another program');
      await say('lock');
      await untilHere(console, 2);
      await vi.waitFor(() => expect(console.log('shell')).toContain('clipboard: other'), patience);
      expect(clipboard()).toBe('of another program');
    });

    it('and the shell takes it off before it ends', async () => {
      await copy(300_000);
      console.child.kill('SIGTERM');
      await console.ended;
      expect(console.log('shell')).toContain('clipboard: emptied');
      expect(clipboard()).toBe('');
    });
  });

  describe('of a person', () => {
    beforeEach(open, 60_000);
    afterEach(close);

    it('gets a new page for a reload, without a reason', async () => {
      await page.reload();
      expect(await greeting(2)).not.toHaveProperty('after');
      expect(console.journal().map(({ kind }) => kind)).toEqual(['started', 'page-opened', 'page', 'page-closed', 'page-opened', 'page']);
    });

    it('keeps how the window looks', async () => {
      const preference = { appearance: 'dark', railCollapsed: true, detailPercent: 60 };
      await page.evaluate((it) => window.strongroom?.post(JSON.stringify({ kind: 'preference', preference: it })), preference);
      await page.reload();
      expect(await greeting(2)).toMatchObject({ preference });
      expect(JSON.parse(readFileSync(join(console.data, 'preference.json'), 'utf8'))).toMatchObject({ preference });
    });
  });
});

declare global {
  interface Window {
    heard: { kind: string; text?: string }[];
    /** What became of running a text as script, from the page itself: from a test it might. */
    probe: Promise<string>;
  }
}
