import { describe, expect, it } from 'vitest';
import { mostStreamsAtOnce } from '../../app/contract/frame.ts';
import { contract } from '../../app/contract/operation.ts';
import { isVaultError, VaultError } from '../../app/contract/vault-error.ts';
import { operations } from '../../app/operation/table.ts';
import { unthrottled } from '../../app/operation/throttle.ts';
import type { Client } from '../../renderer/api/client.ts';
import { password, utf8 } from '../support/a-house.ts';
import { aPerson } from '../support/a-person.ts';
import { type Instance, instancesOf } from './instance.ts';
import { oracleDecides, oracleRoles } from './oracle.ts';
import { openSealedWindows, raise } from './sealed-window.ts';
import { statedNeeds } from './stated-need.ts';
import { tie, tiedCode } from './tied.ts';
import { buildWorld } from './world.ts';

/** Calls of one window at the same time, which share commits: so many that were they all streams, those before them may still be ending. */
const together = mostStreamsAtOnce / 2;

/** Everybody signs in by it. */
const free = 'SessionCreate';

/** Of each role and operation: in how many cases the role's word was what decided. */
const decided = new Map<string, number>();
let cases = 0;

/** A house of its own for each role: what the records of others have grown to costs nothing then. */
async function openWorld() {
  const world = await buildWorld();
  const { engine, ground } = world.house;
  const corridor = engine.corridorWith({ operations: tie(operations, new Set([free])), throttle: unthrottled, reportBug: raise });
  const open = openSealedWindows(corridor, () => ground.clock.now());
  return {
    scopes: Object.values(world.scopes),
    instances: instancesOf(world).filter(({ operation }) => operation !== free),
    /** A window at which somebody is signed in who holds a role at one scope. */
    async windowOf(role: string, scope: string): Promise<Client> {
      const name = `p${crypto.randomUUID()}`;
      await aPerson(engine, name, { role, scope });
      const client = open();
      await client.call('SessionCreate', { person: name, password: utf8(password) });
      return client;
    },
  };
}

async function ask(client: Client, { operation, input }: Instance): Promise<'allowed' | 'refused'> {
  try {
    const shape = contract[operation];
    if (shape.kind === 'call') await Reflect.apply(client.call, client, [operation, structuredClone(input)]);
    else for await (const _item of Reflect.apply(client.listen, client, [operation, structuredClone(input)])) continue;
  } catch (error) {
    if (isVaultError(error, tiedCode)) return 'allowed';
    if (isVaultError(error, 'Forbidden')) return 'refused';
    // What is done with vaults alone, or with pools alone, whoever asks.
    if (isVaultError(error, 'KeyUnsupported')) return 'refused';
    throw error instanceof VaultError ? new Error(`${operation}: ${error.code} ${JSON.stringify(error.data)}`) : error;
  }
  throw new Error(`${operation} was not tied`);
}

function expected(role: (typeof oracleRoles)[number], granted: string, { operation, scope }: Instance): 'allowed' | 'refused' {
  const said = oracleDecides(role, granted, { operation, need: statedNeeds[operation], scope });
  if (said.by === 'role') {
    const cell = `${role.name} ${operation}`;
    decided.set(cell, (decided.get(cell) ?? 0) + 1);
  }
  return said.decision;
}

describe('every operation, by every built-in role, granted everywhere, on everything', () => {
  it.each(oracleRoles.map((role) => [role.name, role] as const))('%s', { timeout: 120_000 }, async (_name, role) => {
    const { scopes, instances, windowOf } = await openWorld();
    const wrong: string[] = [];
    const tryOne = async (client: Client, granted: string, instance: Instance): Promise<void> => {
      const want = expected(role, granted, instance);
      const got = await ask(client, instance);
      cases += 1;
      if (got !== want) wrong.push(`${instance.operation}, ${instance.state}, granted at ${granted}: ${got}, not ${want}`);
    };
    for (const granted of scopes) {
      const client = await windowOf(role.name, granted);
      for (let at = 0; at < instances.length; at += together) {
        await Promise.all(instances.slice(at, at + together).map((instance) => tryOne(client, granted, instance)));
      }
    }
    expect(wrong).toEqual([]);
  });

  it('no cell could be another without one of the cases failing', () => {
    const cells = oracleRoles.flatMap((role) =>
      Object.entries(statedNeeds)
        .filter(([, need]) => need.kind === 'action' || need.kind === 'data')
        .map(([operation]) => `${role.name} ${operation}`),
    );
    expect(cells.filter((cell) => !decided.has(cell))).toEqual([]);
    console.info(`${cases} cases`);
  });
});
