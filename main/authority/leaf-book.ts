import type { CertificateMaker } from '../../app/endpoint/certificate-maker.ts';
import { findAuthority, findOwnCertificate } from '../../app/endpoint/endpoint-key.ts';
import { VaultError } from '../../app/contract/vault-error.ts';
import { useHouseKey } from '../../app/seal/keep-house-key.ts';
import type { OpenHouse } from '../../app/seal/house.ts';
import type { Leaf } from '../rest/rest-door.ts';
import { readSecret } from './key-pair.ts';

interface Deps {
  readonly maker: Pick<CertificateMaker, 'issue'>;
  /** The open house; undefined while it is closed. */
  readonly open: () => OpenHouse | undefined;
  /** Whether the certificate of one's own is shown, whatever the name. */
  readonly own: boolean;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

interface Page {
  readonly leaf: Leaf;
  /** From then on another one is made. */
  readonly staleOn: number;
}

/** So long before its end a certificate is renewed. */
const aheadMs = 3 * 86_400_000;
const mostNames = 10_000;

/**
 * What each host name shows, made when it is first asked for and renewed by itself; in memory only.
 * @returns gives the same object until it is renewed; throws VaultError EndpointUnavailable {certificate} where there is nothing to show,
 * InstanceSealed while the house is closed
 */
export function createLeafBook(deps: Deps): (host: string) => Promise<Leaf> {
  const pages = new Map<string, Page>();
  const making = new Map<string, Promise<Page>>();

  const make = async (host: string): Promise<Page> => {
    const page = await (deps.own ? showOwn(deps) : issue(deps, host));
    const oldest = pages.keys().next();
    if (pages.size >= mostNames && !oldest.done) pages.delete(oldest.value);
    pages.set(host, page);
    return page;
  };

  return async (asked) => {
    const host = deps.own ? '' : asked;
    const known = pages.get(host);
    if (known && deps.now() < known.staleOn) return known.leaf;
    const begun = making.get(host) ?? make(host).finally(() => making.delete(host));
    making.set(host, begun);
    return (await begun).leaf;
  };
}

function openRooms({ open }: Deps): OpenHouse {
  const rooms = open();
  if (!rooms) throw new VaultError('InstanceSealed', {});
  return rooms;
}

const nothingToShow = (): VaultError => new VaultError('EndpointUnavailable', { reason: 'certificate' });

/** The authority's key is open for as long as it signs. */
async function issue(deps: Deps, host: string): Promise<Page> {
  const { store, keyring } = openRooms(deps);
  const { authority, made } = await store.read(async (tx) => {
    const row = await findAuthority(tx, keyring, deps.now());
    if (!row) throw nothingToShow();
    const sign = (secret: Uint8Array) => deps.maker.issue({ pem: row.publicPart, secret }, host, deps.now());
    return { authority: row, made: await useHouseKey(tx, keyring, row, sign) };
  });
  const { secret, publicPart, until } = made;
  return { leaf: { cert: publicPart, key: toPem(secret) }, staleOn: Math.min(until, authority.until) - aheadMs };
}

async function showOwn(deps: Deps): Promise<Page> {
  const { store, keyring } = openRooms(deps);
  return store.read(async (tx) => {
    const row = await findOwnCertificate(tx, keyring);
    if (!row) throw nothingToShow();
    const key = await useHouseKey(tx, keyring, row, async (secret) => toPem(secret.slice()));
    // It is shown to its end and beyond: a client that refuses it says more than one that finds nobody.
    return { leaf: { cert: row.publicPart, key }, staleOn: Infinity };
  });
}

/** @param secret PKCS#8 DER, zeroed; TLS takes keys as text, which lives as long as the name is served */
function toPem(secret: Uint8Array): string {
  try {
    return readSecret(secret).export({ format: 'pem', type: 'pkcs8' }).toString();
  } finally {
    secret.fill(0);
  }
}
