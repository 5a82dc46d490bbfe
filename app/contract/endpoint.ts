import * as z from 'zod';
import { bytesBetween } from './bytes.ts';
import { instant, mostPassphraseBytes, uuid } from './common.ts';
import { call, stream } from './shape.ts';
import { reason, vaultName } from './vault.ts';

/** `failed`: switched on, and something stands against it; `problem` says what. */
export const endpointState = z.enum(['off', 'on', 'failed']);
export type EndpointState = z.infer<typeof endpointState>;

export const endpointProblem = z.enum(['port-in-use', 'port-not-allowed', 'address-not-here', 'certificate']);
export type EndpointProblem = z.infer<typeof endpointProblem>;

/** How much may be asked of a vault, and by whom. Transactions count over ten seconds, as Key Vault's do (4,000 for each vault). */
export const endpointLimit = z.object({
  vaultPer10s: z.number().int().min(10).max(10_000_000),
  identityPer10s: z.number().int().min(10).max(10_000_000),
  connections: z.number().int().min(8).max(4096),
});
export type EndpointLimit = z.infer<typeof endpointLimit>;
export const usualEndpointLimit: EndpointLimit = { vaultPer10s: 4000, identityPer10s: 4000, connections: 512 };

const dnsName = z
  .string()
  .max(200)
  .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/);

/** How applications name the house: `https://{vault}.{suffix}:{port}`, and the authority under `https://{authority}:{port}/{tenant}`. */
export const endpointName = z.object({
  suffix: z.string(),
  /** `login.localhost`, or `login.{suffix}` under a suffix of one's own. */
  authority: z.string(),
  port: z.number().int(),
  tenantId: uuid,
});
export type EndpointName = z.infer<typeof endpointName>;

/** The suffix under which every machine finds itself (RFC 6761 section 6.3). */
export const usualSuffix = 'vault.localhost';

/** What names of Managed HSM pools end with: `https://{pool}.{suffix}:{port}`. */
export const poolSuffix = ({ suffix }: Pick<EndpointName, 'suffix'>): string =>
  suffix === usualSuffix ? 'managedhsm.localhost' : `managedhsm.${suffix}`;

export const endpoint = z.object({
  state: endpointState,
  problem: endpointProblem.optional(),
  name: endpointName,
  /** `loopback`, or the IP address that it listens on. */
  address: z.string(),
  /** Whether applications are still served while the window is locked. */
  servesLocked: z.boolean(),
  limit: endpointLimit,
  /** The authority's own certificate, which clients must trust; absent before it was first switched on, or with a certificate of one's own. */
  authority: z.object({ pem: z.string(), fingerprint: z.string(), until: instant }).optional(),
  /** A certificate of one's own, for a suffix of one's own. */
  own: z
    .object({
      fingerprint: z.string(),
      until: instant,
      /** Whether it holds for names of pools as well. @see poolSuffix */
      pools: z.boolean(),
    })
    .optional(),
  /** Vaults that are served under `https://127.0.0.1:{port}` too, for machines where names don't resolve. */
  byPort: z.array(z.object({ vault: z.string(), port: z.number().int() })),
  startedOn: instant.optional(),
  revision: z.number().int(),
});
export type Endpoint = z.infer<typeof endpoint>;

/** Anyone who is signed in may know how the house is reached. */
export const EndpointGet = call('EndpointGet', z.strictObject({}), endpoint);

/** The same whenever it changes, with what is going on; once a second at the most. */
export const EndpointFollow = stream(
  'EndpointFollow',
  z.strictObject({}),
  z.object({
    endpoint,
    connections: z.number().int(),
    /** Answered and refused over quota, in the last ten seconds, by vault. */
    vaults: z.array(z.object({ vault: z.string(), answered: z.number().int(), throttled: z.number().int() })),
  }),
);

/**
 * Changes how the house is reached; what is left out stays. Another address than loopback needs `suffix`, `certificate` and `key` of
 * one's own, a reason and the person's password.
 */
export const EndpointPut = call(
  'EndpointPut',
  z.strictObject({
    on: z.boolean().optional(),
    port: z.number().int().min(1).max(65_535).optional(),
    address: z.union([z.literal('loopback'), z.ipv4(), z.ipv6()]).optional(),
    suffix: dnsName.optional(),
    /** PEM: the certificate with its chain, and its private key. */
    certificate: bytesBetween(1, 65_536).optional(),
    key: bytesBetween(1, 65_536).optional(),
    servesLocked: z.boolean().optional(),
    limit: endpointLimit.partial().optional(),
    reason: reason.optional(),
    password: bytesBetween(1, mostPassphraseBytes).optional(),
    revision: z.number().int(),
  }),
  endpoint,
);

/** Serves a vault under an address of its own, or no longer. */
export const EndpointPortPut = call('EndpointPortPut', z.strictObject({ vault: vaultName, on: z.boolean() }), endpoint);

/**
 * Asks the system, as any program would: whether names resolve to this machine, and whether the authority is trusted. `names` are vaults;
 * the authority is always asked for too.
 */
export const EndpointCheck = call(
  'EndpointCheck',
  z.strictObject({ vaults: z.array(vaultName).max(50) }),
  z.object({
    names: z.array(z.object({ host: z.string(), resolves: z.enum(['here', 'elsewhere', 'no']), address: z.string().optional() })),
    /** `system`: programs that use the system's store trust it; `reached`: a connection with the house's own authority came through. */
    trust: z.enum(['system', 'not']),
    reached: z.enum(['yes', 'no']),
    hosts: z.object({
      /** Where the system keeps such names. */
      file: z.string(),
      /** The lines that are missing, and those that Strongroom wrote. */
      missing: z.array(z.string()),
      written: z.array(z.string()),
      /** `yes`: it may be written; `asks`: the system asks an administrator first; `no`: only by hand, by `command`. */
      writable: z.enum(['yes', 'asks', 'no']),
      command: z.string(),
    }),
  }),
);

/** Writes the lines for these vaults and the authority into the system's hosts file, between marks of its own; `[]` takes them all away. */
export const HostsPut = call('HostsPut', z.strictObject({ vaults: z.array(vaultName).max(500) }), z.object({ lines: z.array(z.string()) }));

/** How often what was asked of vaults through the endpoint, as a bill would count it: by day, vault and operation. */
export const UsageList = call(
  'UsageList',
  z.strictObject({ vault: vaultName.optional(), from: instant, until: instant }),
  z.object({
    items: z.array(
      z.object({ day: instant, vault: z.string(), operation: z.string(), answered: z.number().int(), refused: z.number().int() }),
    ),
  }),
);
