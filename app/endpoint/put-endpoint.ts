import { EndpointPut } from '../contract/endpoint.ts';
import type { Endpoint } from '../contract/endpoint.ts';
import type { Input } from '../contract/operation.ts';
import { VaultError } from '../contract/vault-error.ts';
import { confirmPassword } from '../identity/confirm-password.ts';
import { type Anteroom, kept, type Room, type RoomOperation } from '../operation/operation.ts';
import type { MadeCertificate } from './certificate-maker.ts';
import { assertSound, changeSetting, expectRevision, exposes, moves } from './change-setting.ts';
import type { EndpointHost } from './endpoint-host.ts';
import { addAuthority, isAuthorityDue, putOwnCertificate, removeOwnCertificate } from './endpoint-key.ts';
import { type EndpointSetting, readEndpointSetting, toEndpointPlan, writeEndpointSetting } from './endpoint-setting.ts';
import { getTenant, toEndpoint, writeEndpoint } from './endpoint-view.ts';

/** Key pairs, to be kept. */
interface Prepared {
  readonly own: MadeCertificate | undefined;
  readonly authority: MadeCertificate | undefined;
}

/**
 * Changes how the house is reached. Where it can't be listened on, nothing changes; what comes between that and listening shows as a
 * state. The house's own authority is made when it is first needed.
 * @throws VaultError BadParameter, ChangedMeanwhile, SignInFailed, CertificateUnfit, EndpointUnavailable, IntegrityViolation
 */
export const putEndpoint: RoomOperation<typeof EndpointPut, Prepared> = {
  ...writeEndpoint,
  shape: EndpointPut,
  throttle: 'guess',
  fields: {
    on: kept(({ on }) => textOf(on)),
    port: kept(({ port }) => textOf(port)),
    address: kept(({ address }) => address),
    suffix: kept(({ suffix }) => suffix),
    certificate: kept(({ certificate }, output) => certificate && output?.own?.fingerprint),
    servesLocked: kept(({ servesLocked }) => textOf(servesLocked)),
    limit: kept(({ limit }) => limit && JSON.stringify(limit)),
    reason: kept(({ reason }) => reason),
  },
  async prepare(anteroom, input) {
    const before = await anteroom.read((tx) => readEndpointSetting(tx, anteroom.keyring));
    expectRevision(before, input.revision);
    const next = change(anteroom, before, input);
    assertSound(next, before, input);
    if (exposes(next, before, input) && input.password) await confirmPassword(anteroom, input.password);
    const own = readOwn(anteroom, next, input);
    if (moves(next, before)) await assertFree(anteroom.endpoint, next);
    return { own, authority: next.on && !own && !next.own ? await drawAuthority(anteroom) : undefined };
  },
  async run(room, input, prepared) {
    try {
      return await put(room, input, prepared);
    } finally {
      wipe(prepared);
    }
  },
  release: wipe,
};

const textOf = (value: boolean | number | undefined): string | undefined => (value === undefined ? undefined : String(value));

function wipe(prepared: Prepared | undefined): void {
  prepared?.own?.secret.fill(0);
  prepared?.authority?.secret.fill(0);
}

const change = ({ principal, time }: Anteroom | Room, before: EndpointSetting, input: Input<'EndpointPut'>, made?: MadeCertificate) =>
  changeSetting(before, {
    input,
    own: made && { fingerprint: made.fingerprint, until: made.until },
    by: principal.name,
    on: time,
  });

/** @throws VaultError CertificateUnfit */
function readOwn(anteroom: Anteroom, { suffix }: EndpointSetting, { certificate, key }: Input<'EndpointPut'>): MadeCertificate | undefined {
  return certificate && key && anteroom.authority.maker.readOwn({ certificate, key, suffix }, anteroom.time);
}

/** @throws VaultError EndpointUnavailable */
export async function assertFree(host: EndpointHost, place: { readonly address: string; readonly port: number }): Promise<void> {
  const reason = await host.probe(place);
  if (reason) throw new VaultError('EndpointUnavailable', { reason });
}

/** What the house has no authority yet for. */
async function drawAuthority({ read, keyring, authority, time }: Anteroom): Promise<MadeCertificate | undefined> {
  const { name, isThere } = await read(async (tx) => ({
    name: (await getTenant(tx)).name,
    isThere: !(await isAuthorityDue(tx, keyring, time)),
  }));
  return isThere ? undefined : authority.maker.makeAuthority(name, time);
}

async function put(room: Room, input: Input<'EndpointPut'>, prepared: Prepared | undefined): Promise<Endpoint> {
  const { tx, keyring, endpoint, time } = room;
  const before = await readEndpointSetting(tx, keyring);
  expectRevision(before, input.revision);
  const next = change(room, before, input, prepared?.own);
  await writeEndpointSetting(tx, keyring, next);
  await keepKeys(room, next, prepared);
  const plan = toEndpointPlan(next, (await getTenant(tx)).id);
  room.onCommit(async () => void (await endpoint.apply(plan)));
  return toEndpoint(room, next, standAfter(endpoint, next, before, time));
}

/** How it stands once what was asked for is brought about. */
function standAfter(host: EndpointHost, next: EndpointSetting, before: EndpointSetting, time: number) {
  if (!next.on) return { state: 'off' } as const;
  return moves(next, before) ? ({ state: 'on', startedOn: time } as const) : host.current();
}

async function keepKeys({ tx, keyring, newId, time }: Room, next: EndpointSetting, prepared: Prepared | undefined): Promise<void> {
  const { own, authority } = prepared ?? {};
  // Two who switch it on at the same time make one.
  if (authority && (await isAuthorityDue(tx, keyring, time))) await addAuthority(tx, keyring, authority, { id: newId(), time });
  if (own) await putOwnCertificate(tx, keyring, own, { id: newId(), time });
  else if (!next.own) await removeOwnCertificate(tx, keyring);
}
