import { rotationPolicy } from '../contract/key.ts';
import { copyField, type CopyField, type CopySight } from '../contract/key-copy.ts';
import type { Input } from '../contract/operation.ts';
import { sameTags } from '../import/judge.ts';
import { isHsm, sizeText, typeOf } from '../key/key-kind.ts';
import type { KeyPolicy, KeyVersionHead } from '../key/key-store.ts';
import { expiryOf } from '../key/rotation.ts';

/** How keys are made anew, as the person asked. */
export type CopyAsk = Pick<Input<'KeyCopyPlan'>, 'protection' | 'dates' | 'policies'>;

/** @param policy undefined also where the person may not read it */
export const toSight = (head: KeyVersionHead, policy: KeyPolicy | undefined): CopySight => ({
  type: head.type,
  spec: head.spec,
  operations: [...head.operations],
  enabled: head.enabled,
  ...(head.notBefore !== undefined && { notBefore: head.notBefore }),
  ...(head.expires !== undefined && { expires: head.expires }),
  tags: head.tags,
  ...(policy && { policy: rotationPolicy.parse(policy) }),
});

/** What is made after a key. @param time from which dates are counted anew */
export function madeAfter(source: CopySight, { protection, dates, policies }: CopyAsk, time: number): CopySight {
  const { notBefore, policy, ...rest } = source;
  const isAnew = dates === 'anew';
  const expires = (isAnew ? expiryOf(policy, time) : undefined) ?? rest.expires;
  return {
    ...rest,
    type: typeOf(rest.spec, protection === 'same' ? isHsm(rest.type) : protection === 'hsm'),
    ...(notBefore !== undefined && !isAnew && { notBefore }),
    ...(expires !== undefined && { expires }),
    ...(policy && policies && { policy }),
  };
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((one) => b.includes(one));

/** What was parsed by one schema has its fields in one order. */
const samePolicy = (a: CopySight, b: CopySight): boolean => JSON.stringify(a.policy ?? {}) === JSON.stringify(b.policy ?? {});

export const sameSpec = (a: CopySight['spec'], b: CopySight['spec']): boolean => a.family === b.family && sizeText(a) === sizeText(b);

/**
 * In what a key that is there isn't what would be made. Of dates that are counted anew it counts whether the key expires at all.
 * @param comparesPolicy whether both policies are known and one is carried over
 */
export function differencesOf(made: CopySight, there: CopySight, { dates }: CopyAsk, comparesPolicy: boolean): CopyField[] {
  const isAnew = dates === 'anew';
  const isEqual: Record<CopyField, boolean> = {
    type: made.type === there.type,
    spec: sameSpec(made.spec, there.spec),
    operations: sameSet(made.operations, there.operations),
    enabled: made.enabled === there.enabled,
    notBefore: isAnew || made.notBefore === there.notBefore,
    expires: isAnew ? (made.expires === undefined) === (there.expires === undefined) : made.expires === there.expires,
    tags: sameTags(made.tags, there.tags),
    policy: !comparesPolicy || samePolicy(made, there),
  };
  return copyField.options.filter((field) => !isEqual[field]);
}

/** What is asked of KeyCreate. @param expect the version that is there, or `absent` */
export function toCreate(made: CopySight, { vault, name, expect }: { vault: string; name: string; expect: string }): Input<'KeyCreate'> {
  const { spec, ...rest } = made;
  return { ...rest, vault, name, expect, ...(spec.family === 'EC' ? { curve: spec.curve } : { bits: spec.bits }) };
}
