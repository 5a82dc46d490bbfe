import * as z from 'zod';
import { bulkProgress } from './bulk.ts';
import { instant, objectName, tags, uuid } from './common.ts';
import { keyOperation, keySpec, keyType, rotationPolicy } from './key.ts';
import { stream } from './shape.ts';
import { vaultName } from './vault.ts';

/** Keys that one copy may reach. */
export const mostCopiedKeys = 10_000;

/** What protects the new keys: `same` is what protects those that they are made after. */
export const copyProtection = z.enum(['same', 'software', 'hsm']);
export type CopyProtection = z.infer<typeof copyProtection>;

/** `same`: both dates as they are. `anew`: active at once, and expiring as the rotation policy says of new versions, where it says so. */
export const copyDates = z.enum(['same', 'anew']);
export type CopyDates = z.infer<typeof copyDates>;

/** What is compared, and carried over: everything about a key but the key. */
const copySight = z.object({
  type: keyType,
  spec: keySpec,
  operations: z.array(keyOperation),
  enabled: z.boolean(),
  notBefore: instant.optional(),
  expires: instant.optional(),
  tags,
  policy: rotationPolicy.optional(),
  /** Its release policy is carried over with it, and compared; it is not told. */
  exportable: z.boolean(),
});
export type CopySight = z.infer<typeof copySight>;

export const copyField = z.enum([
  'type',
  'spec',
  'operations',
  'enabled',
  'notBefore',
  'expires',
  'tags',
  'policy',
  'exportable',
  'releasePolicy',
]);
export type CopyField = z.infer<typeof copyField>;

/**
 * `new`: nothing of this name is in the target. `unseen`: the person may not look whether there is. `there`: a key with these settings is
 * there. `taken`: one with others. `binned`: its name lies in the target's recycle bin. `refused`: it can't be made, as `obstacle` says.
 * `extra`: only the target has it.
 */
export const copyStatus = z.enum(['new', 'taken', 'there', 'binned', 'unseen', 'refused', 'extra']);
export type CopyStatus = z.infer<typeof copyStatus>;

/**
 * `source`: it isn't there, or the person may not read it. `create`, `policy`: rights that are missing in the target. `tier`: HSM keys are
 * for premium vaults. `unbound`: the vault is bound to no token. `token`: its token was found unable to make such a key. `operations`:
 * no key that is made here can do all that this one may.
 */
export const copyObstacle = z.enum(['source', 'create', 'policy', 'tier', 'unbound', 'token', 'operations']);
export type CopyObstacle = z.infer<typeof copyObstacle>;

/** `disabled`, `expired`: the key in the source. `over`: the new one would have expired before it is made. `policy`: the person may not read its policy. `exportable`: the new one may be released as well. */
export const copyNote = z.enum(['disabled', 'expired', 'over', 'policy', 'exportable']);
export type CopyNote = z.infer<typeof copyNote>;

const copyRow = z.object({
  name: z.string(),
  status: copyStatus,
  obstacle: copyObstacle.optional(),
  notes: z.array(copyNote),
  /** The current version in the source. */
  source: copySight.optional(),
  /** The current version in the target. */
  target: copySight.optional(),
  /** What would be made that isn't as in the source. */
  made: copySight.pick({ type: true, notBefore: true, expires: true, policy: true }).optional(),
  /** In what the key of the target isn't what would be made. */
  differs: z.array(copyField),
  /** When its name in the target's recycle bin becomes free. */
  purgeOn: instant.optional(),
  /** Whether it is made unless the person says otherwise. */
  usual: z.boolean(),
});
export type CopyRow = z.infer<typeof copyRow>;

/**
 * Compares the keys of a vault with those of another, and says of each what making it anew there would come to. Writes nothing. Without
 * names all keys that the person may read, and those too that only the target has.
 */
export const KeyCopyPlan = stream(
  'KeyCopyPlan',
  z.strictObject({
    source: vaultName,
    target: vaultName,
    names: z.array(objectName).min(1).max(1000).optional(),
    protection: copyProtection,
    dates: copyDates,
    /** Whether rotation policies are carried over. */
    policies: z.boolean(),
  }),
  z.object({
    job: uuid,
    done: z.number().int(),
    total: z.number().int(),
    /** Of the token that the target is bound to: where it is closed, no key can be made in it now. */
    token: z.enum(['none', 'closed', 'open']),
    rows: z.array(copyRow).max(200),
  }),
);

/**
 * Makes the keys of a plan: new ones of their own, each by one KeyCreate with its own record; `changed` counts them. What was made before
 * is left alone, and what was refused is tried again.
 * @param taken what becomes of names that are taken by other settings: nothing, or a new version
 * @param except of these the other thing is done
 */
export const KeyCopyRun = stream(
  'KeyCopyRun',
  z.strictObject({
    job: uuid,
    /** As planned; for the record. */
    source: vaultName,
    target: vaultName,
    taken: z.enum(['skip', 'version']),
    except: z.array(objectName).max(5000),
  }),
  bulkProgress,
);

/**
 * Moves to the recycle bin what the runs of a plan made, each by one KeyDelete with its own record; `changed` counts them. Only new keys: a
 * version that a key got stays. What was changed since is refused as `ChangedMeanwhile`, what is gone as `KeyNotFound`.
 */
export const KeyCopyUndo = stream('KeyCopyUndo', z.strictObject({ job: uuid, source: vaultName, target: vaultName }), bulkProgress);
