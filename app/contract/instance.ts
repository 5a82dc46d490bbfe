import * as z from 'zod';
import { bytes, bytesBetween } from './bytes.ts';
import { displayName, instant, leastPassphraseBytes, mostPassphraseBytes, personName, uuid } from './common.ts';
import { endpointState } from './endpoint.ts';
import { hsmModule, pin, pinState } from './hsm.ts';
import { call } from './shape.ts';

const empty = z.strictObject({});
/** An answer that says only that it was done. */
const done = z.object({});
const newPassphrase = bytesBetween(leastPassphraseBytes, mostPassphraseBytes);
const givenPassphrase = bytesBetween(1, mostPassphraseBytes);
const share = bytesBetween(1, 512);

/** Smallest and greatest number of recovery shares, and of those needed. */
export const shareLimit = { least: 2, most: 10 } as const;

/** What an `hsm` slot says of itself. */
const slotPlace = z.object({
  /** Id of the token, as on the HSM page, and what it says of itself. */
  token: uuid,
  label: z.string(),
  serial: z.string(),
  model: z.string(),
  /** The library that the token is reached by, and what it is given at its start. */
  path: z.string(),
  parameters: z.string(),
  /** What its key does: AES-256-GCM, or RSA-OAEP with SHA-256. */
  algorithm: z.enum(['A256GCM', 'RSA-OAEP-256']),
});

export const slot = z.object({
  id: uuid,
  kind: z.enum(['passphrase', 'shares', 'keychain', 'hsm']),
  label: z.string(),
  createdOn: instant,
  /** Of a `shares` slot: how many there are and how many open it. */
  count: z.number().int().optional(),
  threshold: z.number().int().optional(),
  place: slotPlace.optional(),
});
export type Slot = z.infer<typeof slot>;

/** Ways to open the house that must exist at any time: one can be lost without losing everything. */
export const leastSlots = 2;

/** How many ways there are of which losing one leaves the others: all slots in one token are one. */
export const countWays = (slots: readonly Slot[]): number => new Set(slots.map(({ id, place }) => place?.token ?? id)).size;

/**
 * `empty`: nothing has been set up. `sealed`: closed, an unlock slot opens it. `open`: people may sign in.
 * `quarantined`: open, but older than its anchor says; a recorded decision is needed first.
 */
export const instanceState = z.enum(['empty', 'sealed', 'open', 'quarantined']);
export type InstanceState = z.infer<typeof instanceState>;

/** What anyone in front of the window may know, before unlocking and before signing in. */
export const InstanceGet = call(
  'InstanceGet',
  empty,
  z.object({
    state: instanceState,
    appVersion: z.string(),
    /** Slots to choose from while sealed. */
    slots: z.array(slot),
    /** When the next attempt to unlock is allowed; absent when now. */
    retryOn: instant.optional(),
    /** Whether a trustworthy OS keychain exists, and if not, why. */
    keychain: z.enum(['trusted', 'absent', 'insecure']),
    /** While open: the organisation, and the people who may sign in. */
    organisation: z.string().optional(),
    people: z.array(z.object({ name: z.string(), displayName: z.string() })).optional(),
    /** While quarantined: records that the store holds, and that the anchor has seen. */
    rollback: z
      .object({
        found: z.number().int(),
        expected: z.number().int(),
        /** Sets of rows (`person`, `grant`, `vault`) of which some are missing, doubled or older; `manifest`: any of them, with what tells. */
        altered: z.array(z.string()).optional(),
      })
      .optional(),
    /** Set after unlocking by recovery shares, until somebody signs in: a new passphrase and password may be chosen. */
    recovering: z.boolean(),
    /** Minutes without input after which the window locks. */
    idleMinutes: z.number().int(),
    /** Whether applications are served now, and whether they still are once the window is locked. */
    serving: z.object({ state: endpointState, locked: z.boolean() }),
  }),
);

const shareSplit = z.strictObject({
  count: z.number().int().min(shareLimit.least).max(shareLimit.most),
  threshold: z.number().int().min(shareLimit.least).max(shareLimit.most),
});

/** Draws a root key in memory and splits it into recovery shares. Nothing is written until `InstanceCreate`. */
export const InstancePrepare = call(
  'InstancePrepare',
  z.strictObject({ split: shareSplit.refine((it) => it.threshold <= it.count, { path: ['threshold'] }).optional() }),
  z.object({ shares: z.array(bytes) }),
);

/** Makes the instance: tenant, first subscription and resource group, first person, and at least two unlock slots. */
export const InstanceCreate = call(
  'InstanceCreate',
  z.strictObject({
    organisation: displayName,
    subscription: displayName,
    resourceGroup: z
      .string()
      .min(1)
      .max(90)
      .regex(/^[\w().-]*[\w()-]$/),
    person: z.strictObject({ name: personName, displayName, password: newPassphrase }),
    passphrase: newPassphrase,
    keychain: z.boolean(),
    /** One of the prepared shares, entered again; required when shares were prepared. */
    shareCheck: share.optional(),
  }),
  z.object({ instanceId: uuid }),
);

/** SHA-256 of an unlock slot as it is written, as base64url. */
const slotPrint = z.string().regex(/^[\w-]{43}$/);

export const InstanceUnlock = call(
  'InstanceUnlock',
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('passphrase'), slot: uuid, passphrase: givenPassphrase }),
    z.strictObject({ kind: z.literal('shares'), slot: uuid, shares: z.array(share).min(1).max(shareLimit.most) }),
    z.strictObject({ kind: z.literal('keychain'), slot: uuid }),
    z.strictObject({
      kind: z.literal('hsm'),
      slot: uuid,
      pin,
      /** The `print` of a slot whose library may be loaded though this computer does not know the slot. @see SlotLook */
      confirmed: slotPrint.optional(),
    }),
  ]),
  z.object({ state: instanceState }),
);

/** Looks, while the house is sealed, whether the token of an `hsm` slot is there. Loads its library, unless that is to be confirmed first. */
export const SlotLook = call(
  'SlotLook',
  z.strictObject({ slot: uuid }),
  z.object({
    /**
     * `unconfirmed`: this computer does not know the slot (`new`), or knows it otherwise (`changed`), and its library is not one that only
     * an administrator could have put there: nothing is loaded before a person confirms it at unlocking.
     */
    state: z.enum(['unconfirmed', 'starting', 'failed', 'absent', 'there']),
    reason: z.enum(['new', 'changed']).optional(),
    /** What is confirmed: the slot as a whole. */
    print: slotPrint,
    /** Why its library can't be used, or what ended its process last. */
    problem: hsmModule.shape.problem,
    userPin: pinState.optional(),
    hasPinPad: z.boolean().optional(),
  }),
);

/**
 * Ends the session, the page's process and, unless applications are served and shall be while the window is locked, the engine. Anyone in
 * front of the window may lock it; the shell does when the computer locks.
 */
export const InstanceLock = call(
  'InstanceLock',
  z.strictObject({ reason: z.enum(['person', 'idle', 'computer-locked', 'computer-asleep', 'shell-closed']) }),
  done,
);

/** Ends the engine and every HSM host: afterwards no process holds a value, key, PIN, passphrase or share. Anyone in front of the window may. */
export const InstanceSeal = call('InstanceSeal', empty, done);

/** Copies database and slot file, as they are committed now, into a folder of their own beside the data. */
export const InstanceBackup = call(
  'InstanceBackup',
  empty,
  z.object({
    /** Where the copy lies on this computer. */
    folder: z.string(),
    sizeBytes: z.number().int(),
    createdOn: instant,
  }),
);

/** Says that an older store is a restored backup and may be used: recorded, with the reason. */
export const InstanceRestoreAccept = call('InstanceRestoreAccept', z.strictObject({ reason: z.string().trim().min(10).max(500) }), done);

export const SlotList = call('SlotList', empty, z.object({ slots: z.array(slot) }));

const ownPassword = { password: givenPassphrase };

export const SlotAdd = call(
  'SlotAdd',
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('passphrase'), label: displayName, passphrase: newPassphrase, ...ownPassword }),
    z.strictObject({ kind: z.literal('shares'), label: displayName, split: shareSplit, ...ownPassword }),
    z.strictObject({ kind: z.literal('keychain'), label: displayName, ...ownPassword }),
    /** `token`: an open one, of which `pin` shows that whoever adds the slot can open it again. */
    z.strictObject({ kind: z.literal('hsm'), label: displayName, token: uuid, pin, ...ownPassword }),
  ]),
  z.object({ slot, shares: z.array(bytes).optional() }),
);

export const SlotRemove = call(
  'SlotRemove',
  z.strictObject({ slot: uuid, reason: z.string().trim().min(3).max(500), ...ownPassword }),
  done,
);

/** After unlocking by recovery shares: replaces every passphrase slot by one with this passphrase, and the person's password. */
export const InstanceRecover = call(
  'InstanceRecover',
  z.strictObject({ passphrase: newPassphrase, person: personName, password: newPassphrase }),
  done,
);

export const SettingPut = call('SettingPut', z.strictObject({ idleMinutes: z.number().int().min(1).max(60) }), done);
