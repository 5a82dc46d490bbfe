import { constants } from 'node:fs';
import { access, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { VaultError } from '../../app/contract/vault-error.ts';
import type { HostsFile, HostsStand } from '../../app/endpoint/hosts-file.ts';
import { isErrno } from '../file-error.ts';
import { DamagedMarks, withLines, writtenLines } from './hosts-text.ts';

/** Writes the file as an administrator, after the system has asked for one. */
export interface Elevation {
  /** Whether the system has a way to ask. */
  isThere(): Promise<boolean>;
  /** What a person would type to have these lines, whatever stands in the file. */
  command(file: string, lines: readonly string[]): string;
  /** @returns whether it was done: no where the person said no @throws CancelledError */
  write(change: HostsChange, signal: AbortSignal): Promise<boolean>;
}

/** A change of the file, that must find it as it was read. */
export interface HostsChange {
  readonly file: string;
  /** As it is now, and as it shall be: each character a byte. */
  readonly before: string;
  readonly after: string;
}

export interface HostsDeps {
  /** Where the system keeps it. */
  readonly file: string;
  readonly elevation: Elevation;
}

/** @see HostsFile */
export function createHostsFile({ file, elevation }: HostsDeps): HostsFile {
  const change = async (lines: readonly string[]): Promise<HostsChange> => {
    const before = await readText(file);
    return { file: await realpath(file), before, after: withLines(before, lines) };
  };
  const refusal = (reason: 'refused' | 'missing' | 'changed', lines: readonly string[]): VaultError =>
    new VaultError('HostsUnavailable', { reason, command: elevation.command(file, lines) });
  const translated = async <T>(lines: readonly string[], work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DamagedMarks) throw refusal('changed', lines);
      if (isErrno(error)) throw refusal(error.code === 'ENOENT' ? 'missing' : 'refused', lines);
      throw error;
    }
  };
  return {
    file,
    look: () =>
      translated([], async () => {
        const written = writtenLines(await readText(file));
        return {
          written,
          writable: (await isWritable(file)) ? 'yes' : (await elevation.isThere()) ? 'asks' : 'no',
        } satisfies HostsStand;
      }),
    command: (lines) => elevation.command(file, lines),
    put: (lines, signal) =>
      translated(lines, async () => {
        const wanted = await change(lines);
        if (wanted.after === wanted.before) return;
        if (await isWritable(file)) {
          if (!(await replace(wanted))) throw refusal('changed', lines);
        } else if (!(await elevation.isThere()) || !(await elevation.write(wanted, signal))) {
          throw refusal('refused', lines);
        }
        if ((await readText(file)) !== wanted.after) throw refusal('changed', lines);
      }),
  };
}

/** Each character a byte, so that what is not ours comes back as it was, in whatever encoding. */
const readText = (file: string): Promise<string> => readFile(file, 'latin1');

/** Whether the file can be replaced: its folder must be writable too. */
async function isWritable(file: string): Promise<boolean> {
  try {
    await access(file, constants.W_OK);
    await access(dirname(file), constants.W_OK);
    return true;
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

/** Replaces the file in one step, with its mode and owner. @returns false, and changes nothing, when it is not as it was read */
async function replace({ file, before, after }: HostsChange): Promise<boolean> {
  const { mode, uid, gid } = await stat(file);
  const draft = `${file}.strongroom`;
  // One that a crash left behind; only who may write here could have put it.
  await rm(draft, { force: true });
  const handle = await open(draft, 'wx', mode & 0o7777);
  try {
    await handle.chmod(mode & 0o7777);
    await handle.chown(uid, gid);
    await handle.writeFile(after, 'latin1');
    await handle.sync();
    if ((await readText(file)) !== before) return false;
    await rename(draft, file);
    return true;
  } finally {
    await handle.close();
    await rm(draft, { force: true });
  }
}
