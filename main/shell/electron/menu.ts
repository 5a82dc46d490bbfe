import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { FromShell } from '../../../app/contract/bridge.ts';

type Command = Extract<FromShell, { kind: 'command' }>['command'];

/** Keys belong to the page, which has the same ones in every shell; here they are only shown. */
const wish = (label: string, accelerator: string, click: () => void): MenuItemConstructorOptions => ({
  label,
  accelerator,
  registerAccelerator: false,
  click,
});

/** @param tools whether the developer tools may open */
export function setMenu(command: (command: Command) => void, tools: boolean): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(tools ? ([{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }] as const) : []),
  ];
  const menu = Menu.buildFromTemplate([
    {
      label: '&Strongroom',
      submenu: [
        wish('Lock', 'CmdOrCtrl+L', () => command('lock')),
        wish('Find…', 'CmdOrCtrl+K', () => command('palette')),
        { type: 'separator' },
        { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    { label: '&View', submenu: view },
  ]);
  Menu.setApplicationMenu(menu);
}
