import * as z from 'zod';
import { endpointLimit, type EndpointName, usualEndpointLimit, usualSuffix } from '../contract/endpoint.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import { readMarkedSetting, writeMarkedSetting } from '../seal/marked-setting.ts';
import type { EndpointPlan } from './endpoint-host.ts';

/** The authority under the suffix under which every machine finds itself. */
const usualAuthority = 'login.localhost';

const port = z.number().int().min(1).max(65_535);

const setting = z.strictObject({
  on: z.boolean(),
  address: z.string(),
  port,
  suffix: z.string(),
  servesLocked: z.boolean(),
  limit: endpointLimit,
  byPort: z.array(z.strictObject({ vault: z.string(), port })),
  /** Of the certificate of one's own, which is the newest house key of that purpose. */
  own: z.strictObject({ fingerprint: z.string(), until: z.number().int() }).nullable(),
  revision: z.number().int(),
  /** Who changed it last, as people read it, and when. */
  changedBy: z.string(),
  changedOn: z.number().int(),
});

/** How the house is reached, as it was decided. */
export type EndpointSetting = z.infer<typeof setting>;

/** Of a house where nobody has decided anything. */
export const usualEndpointSetting: EndpointSetting = {
  on: false,
  address: 'loopback',
  port: 8443,
  suffix: usualSuffix,
  servesLocked: false,
  limit: usualEndpointLimit,
  byPort: [],
  own: null,
  revision: 0,
  changedBy: '',
  changedOn: 0,
};

const marked = { name: 'endpoint', shape: setting };

/** @throws VaultError IntegrityViolation when it was edited outside the house */
export const readEndpointSetting = async (tx: Pick<Tx, 'settings'>, keyring: Pick<Keyring, 'rowMac'>): Promise<EndpointSetting> =>
  (await readMarkedSetting(tx, keyring, marked)) ?? usualEndpointSetting;

export const writeEndpointSetting = (tx: Pick<Tx, 'settings'>, keyring: Pick<Keyring, 'rowMac'>, value: EndpointSetting): Promise<void> =>
  writeMarkedSetting(tx, keyring, marked, value);

export const isUsualSuffix = (suffix: string): boolean => suffix === usualSuffix;

/** How applications name the house. */
export const toEndpointName = ({ suffix, port }: EndpointSetting, tenantId: string): EndpointName => ({
  suffix,
  authority: isUsualSuffix(suffix) ? usualAuthority : `login.${suffix}`,
  port,
  tenantId,
});

export const toEndpointPlan = (value: EndpointSetting, tenantId: string): EndpointPlan => ({
  on: value.on,
  name: toEndpointName(value, tenantId),
  address: value.address,
  byPort: value.byPort,
  limit: value.limit,
  servesLocked: value.servesLocked,
  certificate: value.own?.fingerprint,
});
