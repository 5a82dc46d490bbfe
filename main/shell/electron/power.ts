import { platform } from 'node:process';
import { powerMonitor } from 'electron';
import type { LockCause } from '../../../app/contract/link.ts';

/** Locking and sleep where Electron tells of them. On Linux it does not tell of locking, so there both come over D-Bus. */
export function watchPower(locked: (cause: LockCause) => void): void {
  if (platform === 'linux') return;
  powerMonitor.on('lock-screen', () => locked('computer-locked'));
  powerMonitor.on('suspend', () => locked('computer-asleep'));
}
