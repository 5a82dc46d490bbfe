import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { type Instance, instancesOf } from '../../matrix/instance.ts';
import { oracleDecides, oracleRoles } from '../../matrix/oracle.ts';
import { statedNeeds } from '../../matrix/stated-need.ts';
import { buildWorld } from '../../matrix/world.ts';
import type { RestQuestion } from '../../support/rest-client.ts';
import { withVersion } from '../contract/wire-desk.ts';
import { wireError } from '../contract/wire-model.ts';
import { type MatrixDoor, openMatrixDoor, type PlaneTokens } from './matrix-door.ts';
import { wire, type Wired } from './wire.ts';

const together = 32;

/** Of each role and operation: in how many cases the role's word was what decided. */
const decided = new Map<string, number>();
let cases = 0;

const about = z.object({ vault: z.string(), name: z.string().default('any') });

const isPool = (vault: string): boolean => vault === 'hsms';
const hostOf = (vault: string): string => `${vault.toLowerCase()}.${isPool(vault) ? 'managedhsm' : 'vault'}.localhost`;

function toQuestion({ method, path, body }: Wired, { input }: Instance): Omit<RestQuestion, 'token'> {
  const { vault, name } = about.parse(input);
  return { host: hostOf(vault), method, path: withVersion(path(name)), ...(body && { body }) };
}

async function ask({ rest }: MatrixDoor, tokens: PlaneTokens, instance: Instance): Promise<'allowed' | 'refused'> {
  const operation = wire.get(instance.operation);
  if (!operation) throw new Error(`${instance.operation} is not on the wire`);
  const token = isPool(about.parse(instance.input).vault) ? tokens.pools : tokens.vaults;
  const answer = await rest.ask({ ...toQuestion(operation, instance), token });
  const { error } = wireError.parse(answer.body);
  if (answer.status === 403 && error.innererror?.code === 'ForbiddenByRbac') return 'refused';
  // Of secrets in a pool.
  if (answer.status === 400 && error.message === 'Key and secrets do not go together.') return 'refused';
  // What the tied operation answers where the real one would begin to act.
  if (answer.status === 400 && error.message === 'The operation is not known.') return 'allowed';
  throw new Error(`${instance.operation}: ${answer.status} ${answer.text}`);
}

function expected(role: (typeof oracleRoles)[number], granted: string, { operation, scope }: Instance): 'allowed' | 'refused' {
  const said = oracleDecides(role, granted, { operation, need: statedNeeds[operation], scope });
  if (said.by === 'role') decided.set(`${role.name} ${operation}`, (decided.get(`${role.name} ${operation}`) ?? 0) + 1);
  return said.decision;
}

describe('every operation on the wire, by an application with every built-in role, granted everywhere, on everything', () => {
  it.each(oracleRoles.map((role) => [role.name, role] as const))('%s', { timeout: 120_000 }, async (_name, role) => {
    const world = await buildWorld();
    const { engine, ground } = world.house;
    const door = await openMatrixDoor(engine, () => ground.clock.now());
    const instances = instancesOf(world).filter(({ operation }) => wire.has(operation));
    const wrong: string[] = [];
    for (const granted of Object.values(world.scopes)) {
      const tokens = await door.tokensOf(role.name, granted);
      const tryOne = async (instance: Instance): Promise<void> => {
        const want = expected(role, granted, instance);
        const got = await ask(door, tokens, instance);
        cases += 1;
        if (got !== want) wrong.push(`${instance.operation}, ${instance.state}, granted at ${granted}: ${got}, not ${want}`);
      };
      for (let at = 0; at < instances.length; at += together) await Promise.all(instances.slice(at, at + together).map(tryOne));
    }
    await door.close();
    expect(wrong).toEqual([]);
  });

  it('no cell could be another without one of the cases failing', () => {
    const cells = oracleRoles.flatMap((role) => [...wire.keys()].map((operation) => `${role.name} ${operation}`));
    expect(cells.filter((cell) => !decided.has(cell))).toEqual([]);
    console.info(`${cases} cases through REST`);
  });
});
