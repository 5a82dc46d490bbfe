import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { aSecret } from '../../../support/a-house.ts';
import { aHouseClient } from '../../support/house-client.ts';
import { withLayout } from '../../support/layout.ts';
import { openWindow } from '../../support/open-house.tsx';

withLayout();
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe('what the overview shows of the log', () => {
  it('counts operations and refusals by hour, and leads from a vault to its records', async () => {
    const { client, window, ground } = await aHouseClient();
    // The page goes by the computer's clock, as the house would.
    vi.useFakeTimers({ now: ground.clock.now(), toFake: ['Date'] });
    await window.call('SecretSet', aSecret());
    await expect(window.call('SecretGet', { vault: 'nothing', name: 'db-password' })).rejects.toBeDefined();
    openWindow(client);
    const hours = await screen.findByRole('table', { name: 'Operations in the last 24 hours' });
    expect(within(hours).getAllByRole('row')).toHaveLength(25);
    const used = (await screen.findByRole('heading', { name: 'Use by vault' })).closest('section');
    expect(
      within(used ?? document.body)
        .getByRole('link', { name: 'payroll' })
        .getAttribute('href'),
    ).toMatch(/\/log\?.*payroll/);
  });
});
