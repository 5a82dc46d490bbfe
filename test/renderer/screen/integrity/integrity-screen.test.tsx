import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Output } from '../../../../app/contract/operation.ts';
import type { Client } from '../../../../renderer/api/client.ts';
import { ClientContext, useClient } from '../../../../renderer/api/client-context.tsx';
import { IntegrityScreen } from '../../../../renderer/screen/integrity/integrity-screen.tsx';
import type { DoorScene } from '../../support/door-client.ts';
import { brokenLog, busyHouse, deniedLog } from '../../support/door-scene.ts';
import { openDoor } from '../../support/open-door.tsx';

vi.setConfig({ testTimeout: 30_000 });

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const open = (scene: DoorScene) => openDoor(scene, 'Integrity', <IntegrityScreen />);

/** A walk that goes no further than it is let. */
function HeldWalk() {
  const client = useClient();
  const held: Client = {
    ...client,
    async *listen(_name, _input, { signal } = {}) {
      yield { checked: 12_000, total: 48_211 } as Output<'LogVerify'> as never;
      await new Promise((resolve) => signal?.addEventListener('abort', resolve));
    },
  };
  return (
    <ClientContext value={held}>
      <IntegrityScreen />
    </ClientContext>
  );
}

describe('integrity', () => {
  test('a whole log is told in one sentence, with what was checked', async () => {
    const { user } = await open(busyHouse(Date.now()));
    await user.click(screen.getByRole('button', { name: 'Verify now' }));
    expect(await screen.findByText('The log is whole.')).toBeTruthy();
    expect(screen.getByText(/48,211 records and 212 checkpoints/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Verify again' })).toBeTruthy();
  });

  test('a log that is not whole lists each place with its meaning, first place first', async () => {
    const { user } = await open(brokenLog(Date.now()));
    await user.click(screen.getByRole('button', { name: 'Verify now' }));
    expect(await screen.findByText('The log is not whole: 3 faults.')).toBeTruthy();
    const rows = within(screen.getByRole('table', { name: /not whole/ }))
      .getAllByRole('row')
      .slice(1);
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringMatching(/^412A record is not as it was written/),
      expect.stringMatching(/^618A record is missing/),
      expect.stringMatching(/^1,204The log doesn’t reach, or doesn’t fit, what the anchor has seen/),
    ]);
  });

  test('shows how far it is by count, and stops when told to, without a verdict', async () => {
    const { user } = await openDoor(busyHouse(Date.now()), 'Integrity', <HeldWalk />);
    await user.click(screen.getByRole('button', { name: 'Verify now' }));
    expect(await screen.findByText('12,000 of 48,211')).toBeTruthy();
    expect(Number(screen.getByRole('progressbar', { name: 'Records checked' }).getAttribute('aria-valuenow'))).toBeCloseTo(24.9, 1);
    expect(screen.getByRole('button', { name: /Verify now/ }).getAttribute('aria-disabled')).toBe('true');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText(/Cancelled after 12,000 records/)).toBeTruthy();
    expect(screen.queryByText(/The log is/)).toBeNull();
  });

  test('the last checkpoint can be printed, with the signed note and the key', async () => {
    window.print = vi.fn();
    const { user } = await open(busyHouse(Date.now()));
    await user.click(await screen.findByRole('button', { name: 'Print' }));
    expect(window.print).toHaveBeenCalledOnce();
    expect(document.querySelector('#paper')?.textContent).toContain('strongroom+b8d2ac17+ARbw');
    window.dispatchEvent(new Event('afterprint'));
    await waitFor(() => expect(document.querySelector('#paper')).toBeNull());
  });

  test('says how many checkpoints there are beyond those listed', async () => {
    await open(busyHouse(Date.now()));
    expect(await screen.findByText('The newest 2 of 212.')).toBeTruthy();
  });

  test('who may not read the log learns which role would', async () => {
    await open(deniedLog(Date.now()));
    expect(await screen.findByText(/Monitoring Reader/)).toBeTruthy();
  });

  test('says what the anchor can not see', async () => {
    await open(busyHouse(Date.now()));
    expect(screen.getByText(/can’t see an older copy of everything at once/)).toBeTruthy();
  });
});
