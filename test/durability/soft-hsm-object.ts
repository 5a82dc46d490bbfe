import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** How many objects SoftHSM keeps in its tokens: a file for each, beside two of the token's own. */
export const objectsIn = (folder: string): number =>
  readdirSync(folder).flatMap((token) => readdirSync(join(folder, token)).filter((file) => /^[0-9a-f-]{36}\.object$/.test(file))).length;
