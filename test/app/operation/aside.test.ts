import { expect, it } from 'vitest';
import { createAside } from '../../../app/operation/aside.ts';
import { CancelledError } from '../../../app/contract/vault-error.ts';

function anAside() {
  const reported: unknown[] = [];
  const done: string[] = [];
  const aside = createAside((error) => void reported.push(error));
  return { aside, reported, done };
}

it('one piece of a name goes on at a time, and others beside it', async () => {
  const { aside, done } = anAside();
  const hung = Promise.withResolvers<void>();
  aside.begin('one', () => hung.promise.then(() => void done.push('one')));
  aside.begin('one', async () => void done.push('one again'));
  aside.begin('other', async () => void done.push('other'));
  hung.resolve();
  await aside.settled();
  expect(done).toEqual(['other', 'one']);
  aside.begin('one', async () => void done.push('later'));
  await aside.settled();
  expect(done.at(-1)).toBe('later');
});

it('what fails is reported, what was cancelled is not, and neither keeps its name taken', async () => {
  const { aside, reported, done } = anAside();
  const broken = new Error('broken');
  aside.begin('one', () => Promise.reject(broken));
  aside.begin('other', () => Promise.reject(new CancelledError()));
  await aside.settled();
  expect(reported).toEqual([broken]);
  for (const name of ['one', 'other']) aside.begin(name, async () => void done.push(name));
  await aside.settled();
  expect(done).toEqual(['one', 'other']);
});
