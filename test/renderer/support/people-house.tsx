import { within, screen, waitFor } from '@testing-library/react';
import { createHouseClient } from './house-client.ts';
import { openWindow } from './open-house.tsx';
import { makeInstance, newGround, password, signIn, startEngine, text, utf8 } from '../../support/a-house.ts';
import { createSettableClock } from '../../support/settable-clock.ts';

/** A house whose time is that of the page, with `ada`, who owns it, signed in at a window that nobody looks at. */
export async function peopleHouse() {
  const clock = createSettableClock(Date.now());
  const engine = await startEngine({ ...newGround(), clock });
  const window = engine.window();
  await makeInstance(window);
  await signIn(window);
  return { engine, window, clock };
}
export type PeopleHouse = Awaited<ReturnType<typeof peopleHouse>>;

/** Invites somebody. @returns the person, and the one-time code as it is shown */
export async function invite({ window }: PeopleHouse, name: string, secondFactor = false) {
  const { person, code } = await window.call('PersonInvite', { name, displayName: nameOf(name), secondFactor, groups: [] });
  return { person, code: text(code) };
}

/** `lena` as `Lena`. */
const nameOf = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** Somebody who has chosen the usual password. */
export async function join(house: PeopleHouse, name: string, secondFactor = false) {
  const { person, code } = await invite(house, name, secondFactor);
  await house.engine.window().call('InvitationAccept', { person: name, code: utf8(code), password: utf8(password) });
  return person;
}

export async function makeGroup({ window }: PeopleHouse, name: string, members: readonly string[] = []) {
  const group = await window.call('GroupPut', { name, description: '' });
  for (const member of members) await window.call('MembershipCreate', { group: group.id, member });
  return group;
}

/** The whole window before a house in memory, where somebody signs in. */
export function openBefore({ engine }: Pick<PeopleHouse, 'engine'>) {
  const client = createHouseClient(engine);
  const { person, ...page } = openWindow(client);
  const paste = async (label: string | RegExp, given: string) => {
    await person.click(await screen.findByLabelText(label));
    await person.paste(given);
  };
  return { ...page, person, client, paste };
}
export type PeoplePage = ReturnType<typeof openBefore>;

/** The same, with somebody signed in at one of its places. */
export async function openAs(house: PeopleHouse, place: string, name = 'ada') {
  const page = openBefore(house);
  await signInAs(page, name);
  await page.goTo(place);
  await screen.findByRole('heading', { level: 1, name: place });
  return page;
}

/** Types who one is and the usual password. */
export async function signInAs({ person, paste }: Pick<PeoplePage, 'person' | 'paste'>, name: string) {
  const group = await screen.findByRole('group', { name: 'Who you are' });
  await person.click(within(group).getByRole('radio', { name: new RegExp(` ${name}$`, 'i') }));
  await paste('Password', password);
  await person.click(screen.getByRole('button', { name: 'Sign in' }));
  await waitFor(() => screen.getByRole('navigation', { name: 'Places' }));
}
