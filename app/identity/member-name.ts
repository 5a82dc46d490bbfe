import type { Tx } from '../operation/store.ts';

/** What the log calls somebody who is, or was, in a group; undefined where nobody has the id. */
export const findMemberName = async (tx: Tx, id: string): Promise<string | undefined> =>
  (await tx.groups.find(id))?.name ?? (await tx.directory.findPersonById(id))?.name ?? (await tx.applications.find(id))?.name;
