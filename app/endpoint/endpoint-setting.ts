import * as z from 'zod';
import { fromBase64, toBase64 } from '../audit/base64.ts';
import { sameBytes } from '../audit/tree.ts';
import { endpointLimit, type EndpointName, usualEndpointLimit } from '../contract/endpoint.ts';
import { VaultError } from '../contract/vault-error.ts';
import type { Tx } from '../operation/store.ts';
import type { Keyring } from '../seal/keyring.ts';
import type { EndpointPlan } from './endpoint-host.ts';

const settingName = 'endpoint';

/** The suffix under which every machine finds itself (RFC 6761 section 6.3), and its authority. */
const usualSuffix = 'vault.localhost';
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

const stored = z.strictObject({ content: z.string(), mac: z.string() });

type Marks = Pick<Keyring, 'rowMac'>;

const macOf = (keyring: Marks, content: string): Uint8Array => keyring.rowMac(settingName, { content });

/** @throws VaultError IntegrityViolation when it was edited outside the house */
export async function readEndpointSetting(tx: Pick<Tx, 'settings'>, keyring: Marks): Promise<EndpointSetting> {
  const json = await tx.settings.find(settingName);
  if (json === undefined) return usualEndpointSetting;
  const { content, mac } = stored.parse(JSON.parse(json));
  const found = fromBase64(mac);
  if (!found || !sameBytes(found, macOf(keyring, content)))
    throw new VaultError('IntegrityViolation', { what: 'setting', id: settingName });
  return setting.parse(JSON.parse(content));
}

export async function writeEndpointSetting(tx: Pick<Tx, 'settings'>, keyring: Marks, value: EndpointSetting): Promise<void> {
  const content = JSON.stringify(setting.parse(value));
  await tx.settings.put(settingName, JSON.stringify({ content, mac: toBase64(macOf(keyring, content)) }));
}

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
