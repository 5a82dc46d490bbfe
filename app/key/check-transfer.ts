import { KeyTransferCheck, type OaepHash, type TransferObstacle } from '../contract/key-exchange.ts';
import type { KeySpec } from '../contract/key.ts';
import type { Output } from '../contract/operation.ts';
import { findBoundToken } from '../hsm/bound-token.ts';
import type { TokenName } from '../hsm/hsm-host.ts';
import { writeHsm } from '../hsm/hsm-view.ts';
import { readRegistry } from '../hsm/registry.ts';
import { tokenId } from '../hsm/token-id.ts';
import { type Anteroom, kept, type RoomOperation } from '../operation/operation.ts';
import type { NounHouse } from '../vault/object-noun.ts';
import { getVault } from '../vault/vault.ts';
import { doneBefore } from './done-before.ts';
import { isExchange } from './key-kind.ts';
import { findSource, type Source, transferTarget } from './transfer-place.ts';

type Answer = Output<'KeyTransferCheck'>;
type Way = Awaited<ReturnType<Anteroom['hsm']['exchanges']>>;

/** What stands against moving a key, as far as it can be known before anything is done. */
export const checkTransfer: RoomOperation<typeof KeyTransferCheck, Answer> = {
  ...writeHsm,
  shape: KeyTransferCheck,
  fields: {
    token: kept(({ token }) => token),
    object: kept(({ object }) => object),
    obstacles: kept((_input, output) => output?.obstacles.join(' ')),
  },
  target: transferTarget,
  async prepare(anteroom, input) {
    const source = await findSource(anteroom, input);
    const { keyring } = anteroom;
    const target = await anteroom.read((tx) => findTarget({ tx, keyring }, input.vault, source.found.spec));
    const obstacles = [...ofSource(source), ...ofTarget(anteroom, target, input.token)];
    if (obstacles.length > 0 || !source.found.spec || !target.token) return { obstacles, hash: 'SHA-1', ...exchangeOf(target) };
    return { ...(await tryBoth(anteroom, source, target.token, source.found.spec.family)), ...exchangeOf(target) };
  },
  run: doneBefore,
};

/** What the key itself and its token say. */
function ofSource({ found, twin, ofVault }: Source): TransferObstacle[] {
  const against: readonly (readonly [boolean, TransferObstacle])[] = [
    [ofVault, 'of-vault'],
    [twin, 'twin'],
    [!found.spec, 'kind'],
    [!found.extractable, 'not-extractable'],
    [found.trustedOnly, 'trusted-only'],
  ];
  return against.flatMap(([is, obstacle]) => (is ? [obstacle] : []));
}

interface Target {
  readonly token: TokenName | undefined;
  readonly tokenId: string | undefined;
  /** Whether it was tried, and does not have keys of this kind. */
  readonly lacks: boolean;
  readonly exchange: Answer['exchange'];
}

async function findTarget(house: NounHouse, name: string, spec: KeySpec | undefined): Promise<Target> {
  const { tx, keyring } = house;
  const vault = await getVault(tx, keyring, name);
  const token = await findBoundToken(tx, keyring, vault.id);
  const { tokens } = await readRegistry(tx, keyring);
  const specs = tokens.find(({ id }) => id === token?.id)?.ability?.specs;
  const lacks = spec !== undefined && specs !== undefined && !specs.some((it) => JSON.stringify(it) === JSON.stringify(spec));
  return { token, tokenId: token?.id, lacks, exchange: token && (await findExchangeIn(house, vault.id, token.id)) };
}

const pageSize = 200;

/** An exchange key of a vault that is in its token, the first by name. */
async function findExchangeIn({ tx }: NounHouse, vaultId: string, token: string): Promise<Answer['exchange']> {
  for (let after: string | undefined, more = true; more;) {
    const page = await tx.keys.list(vaultId, { after, limit: pageSize, deleted: false });
    const found = page.find(({ head }) => isExchange(head.operations) && head.enabled && head.place?.token === token);
    if (found) return { name: found.row.name, version: found.head.version };
    after = page.at(-1)?.row.nameKey;
    more = page.length === pageSize;
  }
  return undefined;
}

const exchangeOf = ({ exchange }: Target) => (exchange ? { exchange } : {});

function ofTarget({ hsm, crypto }: Anteroom, target: Target, source: string): TransferObstacle[] {
  if (target.tokenId === undefined) return ['unbound'];
  if (target.tokenId === source) return ['same-token'];
  const sights = hsm.current().flatMap(({ tokens }) => tokens);
  if (sights.find((it) => tokenId(crypto, it) === target.tokenId)?.state !== 'open') return ['target-locked'];
  return target.lacks ? ['target-kind'] : [];
}

/** By SHA-256 where both tokens do it by themselves, and else as Key Vault does it. */
async function tryBoth(
  { hsm }: Anteroom,
  { place }: Source,
  target: TokenName,
  family: KeySpec['family'],
): Promise<Omit<Answer, 'exchange'>> {
  const both = async (hash: OaepHash): Promise<readonly [Way, Way]> => [
    await hsm.exchanges(place.token, { direction: 'out', hash, family }),
    await hsm.exchanges(target, { direction: 'in', hash, family }),
  ];
  const better = await both('SHA-256');
  const isNative = better.every((way) => way === 'native');
  const [wraps, unwraps] = isNative ? better : await both('SHA-1');
  return {
    obstacles: [...(wraps === 'none' ? ['source-wrap' as const] : []), ...(unwraps === 'none' ? ['target-unwrap' as const] : [])],
    hash: isNative ? 'SHA-256' : 'SHA-1',
    ...(wraps !== 'none' && { wraps }),
    ...(unwraps !== 'none' && { unwraps }),
  };
}
