import { screen, waitFor, within } from '@testing-library/react';
import { roles } from '../../../../app/access/role.ts';
import { role } from '../../../../app/contract/access.ts';
import { openConsole } from '../../support/open-console.tsx';
import { fullScene, type Scene } from '../../support/scene.ts';
import { someAccess } from '../../support/scripted-access.ts';
import { someApplications, type ApplicationScene } from '../../support/scripted-application.ts';

/** A house with vaults, secrets, the built-in roles, and these applications. */
export const applicationScene = (now: number, change: Partial<ApplicationScene> = {}): Scene => ({
  ...fullScene(now),
  access: { ...someAccess(), roles: roles.map((it) => role.parse(it)) },
  application: { ...someApplications(now), ...change },
});

/** The list of applications, and a person in front of it. */
export async function atApplications(scene: Scene) {
  const page = openConsole(scene, '/applications');
  await screen.findByRole('heading', { level: 1, name: 'Applications' });
  // Until the list is there its buttons may still move.
  await waitFor(() => screen.queryByRole('grid', { name: 'Applications' }) ?? screen.getByRole('heading', { name: 'No applications yet' }));
  const press = async (name: string | RegExp, inside: HTMLElement = document.body) =>
    page.person.click(await within(inside).findByRole('button', { name }));
  return { ...page, press };
}

/** One application opened from the list. */
export async function atApplication(scene: Scene, name: string) {
  const page = await atApplications(scene);
  await page.person.click(await screen.findByRole('row', { name: new RegExp(name) }));
  await waitFor(() => screen.getByRole('heading', { level: 2, name: new RegExp(name) }));
  return { ...page, detail: screen.getByRole('region', { name: new RegExp(`^${name}`) }) };
}

/** A panel or a decision by its title. */
export const panelOf = (name: string | RegExp) => screen.findByRole('dialog', { name });
