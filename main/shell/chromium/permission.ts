import type { Connection } from './connection.ts';
import { pageOrigin } from './origin.ts';

/** One by one: `Browser.grantPermissions` would refuse what it does not name, the saving of files included. */
const granted = ['clipboard-write'];
const denied = [
  'accelerometer', 'ambient-light-sensor', 'background-fetch', 'background-sync', 'camera', 'captured-surface-control', 'clipboard-read',
  'display-capture', 'geolocation', 'gyroscope', 'idle-detection', 'keyboard-lock', 'local-fonts', 'local-network-access',
  'loopback-network', 'magnetometer', 'microphone', 'midi', 'nfc', 'notifications', 'payment-handler', 'periodic-background-sync',
  'persistent-storage', 'pointer-lock', 'screen-wake-lock', 'speaker-selection', 'storage-access', 'system-wake-lock',
  'top-level-storage-access', 'web-app-installation', 'window-management',
]; // prettier-ignore

/** A name that this browser does not know is noted: what it does not have cannot be asked of it. */
export async function setPermissions(connection: Connection, note: (text: string) => void): Promise<void> {
  const set = (name: string, setting: 'granted' | 'denied'): Promise<void> =>
    connection
      .order('Browser.setPermission', { permission: { name }, setting, origin: pageOrigin })
      .catch((error: unknown) => note(String(error)));
  await Promise.all([...granted.map((name) => set(name, 'granted')), ...denied.map((name) => set(name, 'denied'))]);
}
