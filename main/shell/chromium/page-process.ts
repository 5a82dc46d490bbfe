import { readFile } from 'node:fs/promises';
import { platform } from 'node:process';
import * as z from 'zod';
import type { Connection } from './connection.ts';

const processList = z.object({ processInfo: z.array(z.object({ type: z.string(), id: z.number().int().positive() })) });

/**
 * Kills every process in which the browser draws pages, without asking one: nothing is left to run, to answer or to write a dump.
 * @param browserPid whose descendants they must be, so that no number from inside a container hits a stranger
 * @throws when there is none to kill
 */
export async function killPageProcesses(connection: Connection, browserPid: number): Promise<void> {
  const { processInfo } = await connection.call('SystemInfo.getProcessInfo', {}, processList);
  const pids: number[] = [];
  for (const { type, id } of processInfo) {
    if (type === 'renderer' && (await isDescendant(id, browserPid))) pids.push(id);
  }
  const killed = pids.filter((pid) => kill(pid));
  if (killed.length === 0) throw new Error('the process of the page was not found');
}

function kill(pid: number): boolean {
  try {
    return process.kill(pid, 'SIGKILL');
  } catch (error) {
    // Gone in between.
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
    throw error;
  }
}

async function isDescendant(pid: number, ancestor: number): Promise<boolean> {
  if (platform !== 'linux') return true;
  for (let at = pid; at > 1; at = await parentOf(at)) {
    if (at === ancestor) return true;
  }
  return false;
}

/** The parent in `/proc/PID/stat` (proc(5)): the second field after the name in parentheses; 0 when the process is gone. */
async function parentOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0);
}
