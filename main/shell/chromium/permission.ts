import type { Connection } from './connection.ts';
import { pageOrigin } from './origin.ts';

/** One by one: `Browser.grantPermissions` would refuse what it does not name, the saving of files included. */
const granted = ['clipboard-write'];
const denied = [
  'background-sync', 'camera', 'clipboard-read', 'display-capture', 'geolocation', 'idle-detection', 'local-fonts', 'microphone', 'midi',
  'notifications', 'payment-handler', 'persistent-storage', 'screen-wake-lock', 'sensors', 'storage-access', 'window-management',
]; // prettier-ignore

export async function setPermissions(connection: Connection): Promise<void> {
  const set = (name: string, setting: 'granted' | 'denied'): Promise<void> =>
    connection.order('Browser.setPermission', { permission: { name }, setting, origin: pageOrigin });
  await Promise.all([...granted.map((name) => set(name, 'granted')), ...denied.map((name) => set(name, 'denied'))]);
}
