import { type Endpoint, poolSuffix } from '../contract/endpoint.ts';
import { type Anteroom, houseTarget, type Room } from '../operation/operation.ts';
import type { Tx } from '../operation/store.ts';
import type { EndpointStand } from './endpoint-host.ts';
import { findAuthority, findOwnCertificate } from './endpoint-key.ts';
import { type EndpointSetting, readEndpointSetting, toEndpointName } from './endpoint-setting.ts';

export const endpointTarget = houseTarget('endpoint');

/** What only who looks after the house may change. */
export const writeEndpoint = {
  at: 'room',
  needs: { kind: 'action', action: 'Strongroom.Instance/endpoint/write' },
  during: ['open'],
  recorded: true,
  repeatable: false,
  target: async () => endpointTarget,
} as const;

/** What anyone may ask who is signed in. */
export const readEndpoint = {
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: false,
  fields: {},
  target: async () => endpointTarget,
} as const;

type Place = Pick<Anteroom, 'keyring' | 'authority' | 'endpoint' | 'time'>;

/** @throws VaultError IntegrityViolation when setting or key was edited outside the house */
export async function viewEndpoint(place: Place & Pick<Room, 'tx'>): Promise<Endpoint> {
  return toEndpoint(place, await readEndpointSetting(place.tx, place.keyring), place.endpoint.current());
}

/** @param stand as it is, or as it will be by the time that this is read */
export async function toEndpoint(
  { tx, keyring, authority, time }: Place & Pick<Room, 'tx'>,
  setting: EndpointSetting,
  { state, problem, startedOn }: Pick<EndpointStand, 'state' | 'problem' | 'startedOn'>,
): Promise<Endpoint> {
  const name = toEndpointName(setting, (await getTenant(tx)).id);
  const own = setting.own && (await findOwnCertificate(tx, keyring));
  const pem = setting.own ? undefined : (await findAuthority(tx, keyring, time))?.publicPart;
  return {
    state,
    ...(problem && { problem }),
    name,
    address: setting.address,
    servesLocked: setting.servesLocked,
    limit: setting.limit,
    ...(pem !== undefined && { authority: { pem, ...authority.maker.describe(pem) } }),
    ...(setting.own && { own: { ...setting.own, pools: !!own && authority.maker.covers(own.publicPart, poolSuffix(name)) } }),
    byPort: setting.byPort,
    ...(startedOn !== undefined && { startedOn }),
    revision: setting.revision,
  };
}

export async function getTenant({ directory }: Pick<Tx, 'directory'>) {
  const tenant = await directory.findTenant();
  if (!tenant) throw new Error('the store holds no tenant');
  return tenant;
}
