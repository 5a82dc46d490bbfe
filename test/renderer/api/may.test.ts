import { expect, it } from 'vitest';
import type { Wish } from '../../../app/contract/access.ts';
import { createMayDesk, type May } from '../../../renderer/api/may.ts';
import { createScriptedClient } from '../support/scripted-client.ts';
import { emptyScene } from '../support/scene.ts';

function aDesk(refuses: (wish: Wish) => boolean = () => false) {
  const scene = emptyScene(Date.now());
  scene.access.refuse = (wish) => (refuses(wish) ? { missing: `${wish.operation}/action`, grantors: ['Ada'] } : undefined);
  const client = createScriptedClient(scene);
  return { scene, desk: createMayDesk(client), questions: () => client.asked.filter((name) => name === 'AccessCheck').length };
}

const wishes = (count: number): Wish[] =>
  Array.from({ length: count }, (_, at) => ({ operation: 'SecretGet', vault: 'payroll', name: `secret-${at}` }));
const stateOf = ({ state }: May) => state;

it('all wishes of one turn are one question, and each gets its own answer', async () => {
  const { desk, questions } = aDesk(({ name }) => name === 'secret-1');
  const answers = await Promise.all(wishes(3).map((wish) => desk.ask(wish)));
  expect(questions()).toBe(1);
  expect(answers.map(stateOf)).toEqual(['yes', 'no', 'yes']);
  expect(answers[1]).toMatchObject({ wish: { name: 'secret-1' }, refusal: { missing: 'SecretGet/action', grantors: ['Ada'] } });
});

it('more wishes than a question holds become several', async () => {
  const { desk, questions } = aDesk(({ name }) => name === 'secret-250');
  const answers = await Promise.all(wishes(401).map((wish) => desk.ask(wish)));
  expect(questions()).toBe(3);
  expect(answers.findIndex(({ state }) => state === 'no')).toBe(250);
});

it('a wish of the next turn is a question of its own', async () => {
  const { desk, questions } = aDesk();
  await desk.ask({ operation: 'VaultPut' });
  await desk.ask({ operation: 'VaultPut' });
  expect(questions()).toBe(2);
});

it('where the engine can’t say, nobody is told that they may', async () => {
  const { desk, scene } = aDesk();
  scene.stuck = [];
  scene.access.refuse = () => {
    throw new Error('broken');
  };
  await expect(desk.ask({ operation: 'VaultPut' })).rejects.toThrow('broken');
});
