import type { Output } from '../contract/operation.ts';
import { SecretAttention } from '../contract/search.ts';
import { houseTarget, type Room, type RoomOperation } from '../operation/operation.ts';
import { readAttention } from '../vault/attention.ts';
import type { VaultRow } from '../vault/vault-store.ts';
import { vaultTarget } from '../vault/vault.ts';
import { secretNoun } from './secret-noun.ts';
import { findSecret } from './secret-row.ts';

const dayMs = 86_400_000;
/** Records that are looked at for disabled secrets, objects of theirs that are looked up, and how many are shown. */
const most = { records: 5_000, objects: 200, shown: 20 } as const;

/** What needs attention among the secrets that the person may see: counts, and nothing of any value. */
export const countAttention: RoomOperation<typeof SecretAttention> = {
  at: 'room',
  shape: SecretAttention,
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
  repeatable: false,
  fields: {},
  target: async (input, tx, keyring) => (input.vault === undefined ? houseTarget('secrets') : vaultTarget(tx, keyring, input.vault)),
  async run(room, { vault: name }) {
    const { vaults, counted } = await readAttention(room, secretNoun, name, (ids, at) => room.tx.index.attention(ids, at));
    return { ...counted, disabledButRead: await listDisabledReads(room, vaults) };
  },
};

/** What was asked for and refused lately, and is disabled still. */
async function listDisabledReads(
  { tx, keyring, time }: Room,
  vaults: readonly VaultRow[],
): Promise<Output<'SecretAttention'>['disabledButRead']> {
  const byName = new Map(vaults.map((vault) => [vault.nameKey, vault]));
  const found: Output<'SecretAttention'>['disabledButRead'] = [];
  const asked = await tx.records.countDisabledReads(time - 30 * dayMs, most.records);
  for (const { object, count, lastOn } of asked.slice(0, most.objects)) {
    if (found.length === most.shown) break;
    // As `vaultTarget` writes it; names hold no spaces.
    const [vaultName = '', name = ''] = object.split(' / ');
    const vault = byName.get(vaultName.toLowerCase());
    const secret = vault && (await findSecret(tx, keyring, vault.id, name));
    if (!secret || secret.deletion) continue;
    const current = await tx.secrets.findVersion(secret.id, secret.currentVersion);
    if (current && !current.enabled) found.push({ vault: vault.name, name: secret.name, count, lastOn });
  }
  return found;
}
