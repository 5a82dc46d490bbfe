import { mostCopiedKeys } from '../contract/key-copy.ts';
import { VaultError } from '../contract/vault-error.ts';
import { getKey } from '../key/get-key.ts';
import { keyNoun } from '../key/key-noun.ts';
import { listPage } from '../vault/object-page.ts';
import type { CopyGround } from './copy-ground.ts';

const pageRows = 200;

/** Every key of a vault that the person may read, by its name. @throws VaultError BadParameter when there are too many; IntegrityViolation */
async function listNames(ground: CopyGround, where: 'source' | 'target'): Promise<string[]> {
  const names: string[] = [];
  for (let after: string | undefined; ;) {
    const { listings, next } = await listPage(keyNoun, ground, ground[where], { after, limit: pageRows, deleted: false });
    names.push(...listings.map(({ row }) => row.name).filter((name) => ground.may(where, getKey.needs, name)));
    if (names.length > mostCopiedKeys)
      throw new VaultError('BadParameter', { issues: [{ path: 'names', problem: 'too_big', limit: mostCopiedKeys }] });
    if (next === undefined) return names;
    after = next;
  }
}

/**
 * The keys that a copy is about, each once; names are the same in any case.
 * @param given undefined for all of both vaults
 * @returns `extra`: those, in lower case, that only the target has
 */
export async function findNames(
  ground: CopyGround,
  given: readonly string[] | undefined,
): Promise<{ readonly names: readonly string[]; readonly extra: ReadonlySet<string> }> {
  const keyOf = (name: string) => name.toLowerCase();
  if (given) return { names: [...new Map(given.map((name) => [keyOf(name), name])).values()], extra: new Set() };
  const names = await listNames(ground, 'source');
  const known = new Set(names.map(keyOf));
  const extra = (await listNames(ground, 'target')).filter((name) => !known.has(keyOf(name)));
  return { names: [...names, ...extra], extra: new Set(extra.map(keyOf)) };
}
