import { sameBytes } from '../audit/tree.ts';
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
  exportable: head.exportable,
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

/** To whom both may be released. */
export const sameRelease = ({ releasePolicy: a }: KeyVersionHead, { releasePolicy: b }: KeyVersionHead): boolean =>
  a === undefined || b === undefined
    ? a === b
    : a.contentType === b.contentType && a.immutable === b.immutable && sameBytes(a.data, b.data);

export const sameSpec = (a: CopySight['spec'], b: CopySight['spec']): boolean => a.family === b.family && sizeText(a) === sizeText(b);

interface Known {
  /** Whether both rotation policies are known and one is carried over. */
  readonly comparesPolicy: boolean;
  readonly sameRelease: boolean;
}

/** In what a key that is there isn't what would be made. Of dates that are counted anew it counts whether the key expires at all. */
export function differencesOf(made: CopySight, there: CopySight, { dates }: CopyAsk, known: Known): CopyField[] {
  const isAnew = dates === 'anew';
  const isEqual: Record<CopyField, boolean> = {
    type: made.type === there.type,
    spec: sameSpec(made.spec, there.spec),
    operations: sameSet(made.operations, there.operations),
    enabled: made.enabled === there.enabled,
    notBefore: isAnew || made.notBefore === there.notBefore,
    expires: isAnew ? (made.expires === undefined) === (there.expires === undefined) : made.expires === there.expires,
    tags: sameTags(made.tags, there.tags),
    policy: !known.comparesPolicy || samePolicy(made, there),
    exportable: made.exportable === there.exportable,
    // Where only one is exportable, that says it.
    releasePolicy: made.exportable !== there.exportable || known.sameRelease,
  };
  return copyField.options.filter((field) => !isEqual[field]);
}

/** What is asked of KeyCreate, but for the release, which is read again when it is made. @param expect the version that is there, or `absent` */
export function toCreate(made: CopySight, { vault, name, expect }: { vault: string; name: string; expect: string }): Input<'KeyCreate'> {
  const { spec, exportable: _exportable, ...rest } = made;
  return { ...rest, vault, name, expect, ...(spec.family === 'EC' ? { curve: spec.curve } : { bits: spec.bits }) };
}
