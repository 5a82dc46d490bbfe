import { AccessCheck, type Refusal, type Wish } from '../contract/access.ts';
import { houseTarget, type Room, type RoomOperation } from '../operation/operation.ts';
import { toRefusal } from './refusal.ts';
import { getStanding } from './escalation.ts';
import { decide, type Standing } from './standing.ts';
import { getNeed, type NeedOf, wishScopes } from './wish.ts';

interface Answer {
  readonly allowed: boolean;
  readonly refusal?: Refusal;
}

/** Answers whether one may, by the function that decides when one does. Nothing is recorded. */
export const checkAccess = (needOf: NeedOf): RoomOperation<typeof AccessCheck> => ({
  at: 'room',
  shape: AccessCheck,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: false,
  repeatable: false,
  fields: {},
  target: async () => houseTarget('access'),
  async run(room, { wishes }) {
    const standing = await getStanding(room);
    const refusals = new Map<string, Refusal>();
    const answers = [];
    for (const wish of wishes) answers.push(await answer(room, standing, { wish, needOf, refusals }));
    return { answers };
  },
});

interface Asked {
  readonly wish: Wish;
  readonly needOf: NeedOf;
  /** What was told of the same action at the same scope: who could give the role is looked up once. */
  readonly refusals: Map<string, Refusal>;
}

async function answer(room: Room, standing: Standing, { wish, needOf, refusals }: Asked): Promise<Answer> {
  const { tx, keyring, time } = room;
  const need = getNeed(needOf, wish);
  const scopes = await wishScopes(tx, keyring, wish);
  const decisions = scopes.map((scope) => decide(standing, need, { scope, time }));
  const [decision] = decisions;
  if (!decision || decision.allowed || decisions.some(({ allowed }) => allowed)) return { allowed: true };
  const key = `${decision.missing} ${decision.scope}`;
  const { missing, smallestRole, grantors } = refusals.get(key) ?? (await toRefusal(tx, keyring, { need, decision, standing, time }));
  const refusal = { missing, ...(smallestRole !== undefined && { smallestRole }), grantors };
  refusals.set(key, refusal);
  return { allowed: false, refusal };
}
