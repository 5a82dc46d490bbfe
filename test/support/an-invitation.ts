import { type Desk, type Engine, password, signIn, utf8 } from './a-house.ts';

/** Somebody invited, who has not come yet. @param desk of somebody who may invite */
export const invite = (desk: Desk, name: string, change: { secondFactor?: boolean; groups?: string[] } = {}) =>
  desk.call('PersonInvite', { name, displayName: `The ${name}`, secondFactor: false, groups: [], ...change });

/** Somebody who was invited, came with the code, and signed in on a window of their own. */
export async function join(engine: Engine, desk: Desk, name: string, change: { secondFactor?: boolean; groups?: string[] } = {}) {
  const { person, code } = await invite(desk, name, change);
  const window = engine.window();
  await window.call('InvitationAccept', { person: name, code, password: utf8(password) });
  await signIn(window, password, name);
  return { id: person.id, window };
}

/** Assigns a role by its name. */
export async function assign(desk: Desk, principal: string, name: string, scope = '/') {
  const { items } = await desk.call('RoleList', {});
  const role = items.find((it) => it.name === name)?.id ?? '';
  return desk.call('RoleAssignmentCreate', { principal, role, scope, reason: 'As agreed' });
}
