import { screen, within } from '@testing-library/react';
import { roles } from '../../../app/access/role.ts';
import { aSecret, makeVault } from '../../support/a-house.ts';
import { join, openBefore, type PeopleHouse, peopleHouse, signInAs } from './people-house.tsx';

/** A house of `ada`, who owns it, with the vault `payroll` and in it `db-password` and `smtp-key`. */
export async function accessHouse() {
  const house = await peopleHouse();
  const vault = await makeVault(house.window);
  for (const name of ['db-password', 'smtp-key']) await house.window.call('SecretSet', aSecret({ name }));
  return { ...house, scope: vault.resourceId, secretScope: `${vault.resourceId}/secrets/db-password` };
}
export type AccessHouse = Awaited<ReturnType<typeof accessHouse>>;

export const roleId = (name: string): string => roles.find((role) => role.name === name)?.id ?? '';

/** Gives somebody a role, as `ada`. */
export const grant = ({ window }: Pick<PeopleHouse, 'window'>, principal: string, role: string, scope: string) =>
  window.call('RoleAssignmentCreate', { principal, role: roleId(role), scope, reason: 'for their work' });

/** Somebody new who holds one role somewhere. */
export async function joinWith(house: PeopleHouse, name: string, role: string, scope: string) {
  const person = await join(house, name);
  const assignment = await grant(house, person.id, role, scope);
  return { person, assignment };
}

/** The whole window, with somebody signed in where they begin. */
export async function openFor(house: PeopleHouse, name: string) {
  const page = openBefore(house);
  await signInAs(page, name);
  const press = async (button: string | RegExp, inside: HTMLElement = document.body) =>
    page.person.click(await within(inside).findByRole('button', { name: button }));
  return { ...page, press };
}

/** Names of the places that the rail shows. */
export const placesShown = () =>
  within(screen.getByRole('navigation', { name: 'Places' }))
    .getAllByRole('link')
    .map((link) => link.textContent);
