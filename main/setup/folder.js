import { join } from 'node:path';

/** The repository. */
export const root = join(import.meta.dirname, '..', '..');

/** What can be made again at any time. */
export const cache = join(root, '.cache');
