import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../../../app/contract/bridge.ts';
import { channel } from './origin.ts';

// Runs in a world of its own beside the page; only text crosses, and neither `ipcRenderer` nor its events do.
let receiver: ((message: string) => void) | undefined;

const bridge: Bridge = {
  post: (message: unknown) => {
    if (typeof message !== 'string') throw new TypeError('a text is expected');
    ipcRenderer.send(channel.toShell, message);
  },
  receive: (next: unknown) => {
    if (!isReceiver(next)) throw new TypeError('a function is expected');
    receiver = next;
  },
};

function isReceiver(value: unknown): value is (message: string) => void {
  return typeof value === 'function';
}

ipcRenderer.on(channel.toPage, (_event, message: unknown) => {
  if (typeof message === 'string') receiver?.(message);
});
// Before any script of the page: the shell counts a new page from here.
ipcRenderer.send(channel.opened);
contextBridge.exposeInMainWorld('strongroom', Object.freeze(bridge));
