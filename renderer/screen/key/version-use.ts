import type { Output } from '../../../app/contract/operation.ts';

type Use = Output<'KeyUseList'>['items'][number];

/** Uses of one version, by who made them. */
export interface VersionUse {
  readonly version: string;
  readonly users: readonly UserUse[];
}

export interface UserUse {
  readonly identity: Use['identity'];
  readonly lastOn: number;
  readonly operations: readonly Use[];
}

function usersOf(uses: readonly Use[]): readonly UserUse[] {
  return [...Map.groupBy(uses, ({ identity }) => identity.id).values()]
    .flatMap((operations) => {
      const [first] = operations;
      return first ? [{ identity: first.identity, lastOn: Math.max(...operations.map(({ lastOn }) => lastOn)), operations }] : [];
    })
    .toSorted((a, b) => b.lastOn - a.lastOn);
}

/**
 * Who used which version, versions in the order that is given, users by their last use.
 * @param versions from new to old; uses of versions that are not among them come last
 */
export function usesByVersion(items: readonly Use[], versions: readonly string[]): readonly VersionUse[] {
  const place = (version: string) => (versions.includes(version) ? versions.indexOf(version) : versions.length);
  return [...Map.groupBy(items, ({ version }) => version)]
    .map(([version, uses]) => ({ version, users: usersOf(uses) }))
    .toSorted((a, b) => place(a.version) - place(b.version));
}

/** Who used an older version after the current one was made: they have to turn to the new one, or wrap again. */
export const stillOnOld = (
  uses: readonly VersionUse[],
  current: { readonly version: string; readonly createdOn: number },
): readonly VersionUse[] =>
  uses
    .filter(({ version }) => version !== current.version)
    .map(({ version, users }) => ({ version, users: users.filter(({ lastOn }) => lastOn >= current.createdOn) }))
    .filter(({ users }) => users.length > 0);
