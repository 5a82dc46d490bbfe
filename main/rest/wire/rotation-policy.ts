import * as z from 'zod';
import type { RotationPolicy } from '../../../app/contract/key.ts';
import type { Output } from '../../../app/contract/operation.ts';
import { badParameter, Refused } from '../refused.ts';
import { readDuration, writeDuration } from './duration.ts';
import { readShape, toSeconds } from './object.ts';

const duration = z.string().max(40);

const body = z.object({
  lifetimeActions: z
    .array(
      z.object({
        trigger: z.object({ timeAfterCreate: duration.nullish(), timeBeforeExpiry: duration.nullish() }),
        action: z.object({ type: z.string() }),
      }),
    )
    .max(2)
    .nullish(),
  attributes: z.object({ expiryTime: duration.nullish() }).nullish(),
});
type Action = NonNullable<z.output<typeof body>['lifetimeActions']>[number];

const invalid = (member: string): Refused => new Refused(badParameter(`Property ${member} has invalid value`));

/** `KeyRotationPolicy` as the house calls it. @throws Refused */
export function readPolicy(sent: unknown): RotationPolicy {
  const { lifetimeActions, attributes } = readShape(body, sent);
  const byType = new Map((lifetimeActions ?? []).map((action) => [action.action.type.toLowerCase(), action]));
  if (byType.size !== (lifetimeActions ?? []).length) throw invalid('lifetimeActions');
  const { rotate, notify, ...others } = Object.fromEntries(byType);
  if (Object.keys(others).length > 0) throw invalid('lifetimeActions.action.type');
  const expiry = attributes?.expiryTime;
  return {
    ...(rotate && { rotate: readRotate(rotate) }),
    ...(notify && { notifyDays: readNotify(notify) }),
    ...(typeof expiry === 'string' && { expiryDays: readDuration(expiry, 'attributes.expiryTime') }),
  };
}

function readRotate({ trigger: { timeAfterCreate, timeBeforeExpiry } }: Action): NonNullable<RotationPolicy['rotate']> {
  if (typeof timeAfterCreate === 'string' && typeof timeBeforeExpiry !== 'string')
    return { from: 'creation', days: readDuration(timeAfterCreate, 'lifetimeActions.trigger.timeAfterCreate') };
  if (typeof timeBeforeExpiry === 'string' && typeof timeAfterCreate !== 'string')
    return { from: 'expiry', days: readDuration(timeBeforeExpiry, 'lifetimeActions.trigger.timeBeforeExpiry') };
  throw invalid('lifetimeActions.trigger');
}

function readNotify({ trigger: { timeAfterCreate, timeBeforeExpiry } }: Action): number {
  if (typeof timeAfterCreate === 'string' || typeof timeBeforeExpiry !== 'string') throw invalid('lifetimeActions.trigger');
  return readDuration(timeBeforeExpiry, 'lifetimeActions.trigger.timeBeforeExpiry');
}

/** @param url of the key */
export function toPolicy(url: string, { rotate, notifyDays, expiryDays, createdOn, updatedOn }: Output<'KeyRotationPolicyGet'>) {
  const trigger = rotate && { [rotate.from === 'creation' ? 'timeAfterCreate' : 'timeBeforeExpiry']: writeDuration(rotate.days) };
  return {
    id: `${url}/rotationpolicy`,
    lifetimeActions: [
      ...(trigger ? [{ trigger, action: { type: 'Rotate' } }] : []),
      ...(notifyDays === undefined ? [] : [{ trigger: { timeBeforeExpiry: writeDuration(notifyDays) }, action: { type: 'Notify' } }]),
    ],
    attributes: {
      ...(expiryDays !== undefined && { expiryTime: writeDuration(expiryDays) }),
      ...(createdOn !== undefined && { created: toSeconds(createdOn) }),
      ...(updatedOn !== undefined && { updated: toSeconds(updatedOn) }),
    },
  };
}
