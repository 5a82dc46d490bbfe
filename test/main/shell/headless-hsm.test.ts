import { readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { password, utf8 } from '../../support/a-house.ts';
import { openRestHouse, type RestHouse } from '../../support/a-rest-house.ts';
import { bindToken, softHsmIn } from '../../support/soft-hsm.ts';
import { type Headless, startHeadless } from './support/headless-process.ts';
import { commandLine, processTree } from './support/process-tree.ts';

const pin = '135790';

const running: Headless[] = [];
afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGTERM');
    await ended;
  }
}, 60_000);

describe('a house without a window, opened by a token', { timeout: 120_000 }, () => {
  let house: RestHouse;
  beforeAll(async () => {
    house = await openRestHouse(undefined, softHsmIn);
    const { page, engine } = house;
    const { id } = await bindToken(page, { vault: 'signing', label: 'Server HSM', pin, keep: false });
    await page.call('SlotAdd', { kind: 'hsm', label: 'Server', token: id, pin: utf8(pin), password: utf8(password) });
    engine.send({ kind: 'lock', cause: 'shell-closed' });
    await engine.gone;
  }, 120_000);
  afterAll(() => house.close());

  /** @param state the folder of what the machine knows, where it is another */
  function serve(line: string, state = house.start.state): Headless {
    const { data, env } = house.start;
    const headless = startHeadless({ data, state }, ['--unlock', 'hsm'], env ?? {});
    headless.child.stdin.end(line);
    running.push(headless);
    return headless;
  }

  const hostsOf = ({ child }: Headless): number[] =>
    processTree(child.pid ?? 0).filter((pid) => commandLine(pid).some((word) => word.endsWith('host-child.ts')));

  it('serves once it was given the PIN, and signs nobody in to the token for longer', async () => {
    const alone = serve(`${pin}\n`);
    await vi.waitFor(() => expect(alone.output() + alone.problem()).toMatch(/^ready headless /m), { timeout: 40_000, interval: 50 });
    // The host that is there by now is of the house's own module, which was given no PIN.
    await vi.waitFor(() => expect(hostsOf(alone)).toHaveLength(1), { timeout: 20_000 });
    alone.child.kill('SIGTERM');
    expect(await alone.ended).toBe(0);
  });

  it('says that the PIN was refused, and tried it once', async () => {
    const wrong = serve('000000\n');
    expect(await wrong.ended).toBe(5);
    expect(wrong.problem()).toContain('the token refused the PIN, which was tried once: wrong, few tries remain');
    const none = serve('\n');
    expect(await none.ended).toBe(2);
    expect(none.problem()).toContain('no PIN');
  });

  it('serves on a machine that does not know the slot where the library is the system’s', async () => {
    const state = join(house.start.state, '..', 'elsewhere');
    const alone = serve(`${pin}\n`, state);
    await vi.waitFor(() => expect(alone.output() + alone.problem()).toMatch(/^ready headless /m), { timeout: 40_000, interval: 50 });
    alone.child.kill('SIGTERM');
    expect(await alone.ended).toBe(0);
    rmSync(state, { recursive: true, force: true });
  });

  // The last one: the token stays away.
  it('says that the token is away', async () => {
    const folder = join(house.start.data, '..');
    for (const token of readdirSync(join(folder, 'tokens'))) renameSync(join(folder, 'tokens', token), join(folder, token));
    const alone = serve(`${pin}\n`);
    expect(await alone.ended).toBe(5);
    expect(alone.problem()).toContain('the token can’t be used: it is not plugged in');
  });
});
