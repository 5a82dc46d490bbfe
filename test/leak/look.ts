import { scanFiles, type FileScan } from './file-scan.ts';
import type { Find } from './find.ts';
import { patternsOf, type Sentinel } from './pattern.ts';
import { type ProcessScan, type Role, scanProcesses } from './process-scan.ts';
import { createSearch } from './search.ts';

/** What was found at one moment, in every process and every file of the console. */
export interface Look {
  readonly processes: readonly ProcessScan[];
  readonly files: FileScan;
}

/** @param home the folder of everything that the account owns */
export function look(account: { readonly uid: number; readonly home: string }, sentinels: readonly Sentinel[]): Look {
  const search = createSearch(patternsOf(sentinels));
  return { processes: scanProcesses(account.uid, search), files: scanFiles(account.uid, [account.home], search) };
}

/** Names of the sentinels that the processes of these roles hold. */
export const heldBy = ({ processes }: Look, ...roles: readonly Role[]): string[] => [
  ...new Set(processes.filter(({ role }) => roles.includes(role)).flatMap(({ finds }) => finds.map(({ sentinel }) => sentinel))),
];

/** What was found, in words, in processes of all but the given roles and in files. */
export const leaks = ({ processes, files }: Look, ...except: readonly Role[]): string[] =>
  [...processes.filter(({ role }) => !except.includes(role)).flatMap(({ finds }) => finds), ...files.finds].map(inWords);

const inWords = ({ where, sentinel, encoding, times, place }: Find): string =>
  `${where}: ${sentinel} as ${encoding}, ${times} times, ${place}`;

/** A line for each process and one for the files, for who wants to see what was searched. */
export function report(moment: string, { processes, files }: Look): string {
  const lines = processes.map(
    ({ role, pid, bytes, finds }) =>
      `${role} ${pid}, ${megabytes(bytes)}: ${finds.map((it) => `${it.sentinel} ${it.encoding} ${it.times}`).join(', ')}`,
  );
  return [`${moment}:`, ...lines, `${files.files.length} files, ${megabytes(files.bytes)}: ${files.finds.length} finds`].join('\n  ');
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
