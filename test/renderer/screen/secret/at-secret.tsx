import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { House } from '../../../../renderer/house.tsx';
import { aSecret } from '../../../support/a-house.ts';
import { dressed } from '../../support/dressed.tsx';
import { aHouseClient } from '../../support/house-client.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** A whole house in memory whose vault `payroll` holds `db-password` with these values, oldest first, and a person at its detail. */
export async function atSecret(values: readonly string[], change: Record<string, unknown> = {}) {
  const house = await aHouseClient();
  for (const value of values) await house.window.call('SecretSet', aSecret({ ...change, value: bytes(value) }));
  const { Around, shell, queries } = dressed(house.client);
  const person = userEvent.setup({ delay: null });
  render(
    <Around>
      <House />
    </Around>,
  );
  await person.click(await screen.findByRole('link', { name: 'Secrets' }));
  await person.click(await screen.findByRole('row', { name: /db-password/ }));
  await screen.findByRole('heading', { level: 2, name: 'db-password' });
  await screen.findByText('current');
  const asked = (name: string) => house.client.asked.filter((it) => it.name === name);
  /** Every version, newest first, as the engine has them. */
  const versions = async () => (await house.window.call('SecretListVersions', { vault: 'payroll', name: 'db-password' })).items;
  const read = async (version?: string) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      (await house.window.call('SecretGet', { vault: 'payroll', name: 'db-password', ...(version ? { version } : {}) })).value,
    );
  const dialog = (name: string | RegExp) => screen.findByRole('dialog', { name });
  const press = async (name: string | RegExp, inside: HTMLElement = document.body) =>
    person.click(await within(inside).findByRole('button', { name }));
  return { ...house, shell, queries, person, asked, versions, read, dialog, press };
}
