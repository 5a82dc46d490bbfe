import { describe, expect, it } from 'vitest';
import { changePerson } from '../../../app/identity/person.ts';
import { aHouse, aSecret, password, utf8 } from '../../support/a-house.ts';
import { aPerson, change, roomsOf } from '../../support/a-person.ts';

const refusal = (code: string) => expect.objectContaining({ code });

describe('a stream', () => {
  it('that was asked for together with the sign-out ends with it', async () => {
    const { window } = await aHouse();
    const follow = window.listen('LogFollow', { after: -1, filter: {} })[Symbol.asyncIterator]();
    const [, first] = await Promise.all([window.call('SessionDelete', {}), follow.next()]);
    expect(first.done).toBe(true);
  });

  it('ends when the person may no longer sign in', async () => {
    const { engine, window } = await aHouse();
    const { id } = await aPerson(engine, 'grace', { role: 'Monitoring Reader', scope: '/' });
    const page = engine.window();
    await page.call('SessionCreate', { person: 'grace', password: utf8(password) });
    const follow = page.listen('LogFollow', { after: -1, filter: {} })[Symbol.asyncIterator]();
    expect((await follow.next()).done).toBe(false);
    await change(engine, async (tx) => {
      const person = await tx.directory.findPersonById(id);
      if (person) await changePerson(tx, roomsOf(engine).keyring, person, { enabled: false });
    });
    await window.call('SecretSet', aSecret());
    await expect(follow.next()).rejects.toEqual(refusal('Unauthorized'));
  });
});
