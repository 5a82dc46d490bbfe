import { firstLine } from './0001-first-line.ts';
import { recycleBin } from './0002-recycle-bin.ts';
import { secretSearch } from './0003-secret-search.ts';
import { peopleAndAccess } from './0004-people-and-access.ts';
import { logSearch } from './0005-log-search.ts';
import { application } from './0006-application.ts';
import { tokenGeneration } from './0007-token-generation.ts';
import { key } from './0008-key.ts';
import { roleDefinition } from './0009-role-definition.ts';
import { release } from './0010-release.ts';
import { keyIndex } from './0011-key-index.ts';
import type { Migration } from './migration.ts';

/** Every step in order; the last one's number is the schema that this program knows. */
export const migrations: readonly Migration[] = [
  firstLine,
  recycleBin,
  secretSearch,
  peopleAndAccess,
  logSearch,
  application,
  tokenGeneration,
  key,
  roleDefinition,
  release,
  keyIndex,
];
