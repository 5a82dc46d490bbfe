import { BrowserWindow, type Session } from 'electron';
import { defaultSize, type Placement } from '../preference-store.ts';

export interface WindowLook {
  readonly session: Session;
  /** Files of the build. */
  readonly preload: string;
  readonly icon: string | undefined;
  readonly placement: Placement | undefined;
  /** Whether the developer tools may open. */
  readonly tools: boolean;
}

/** A window whose page has nothing of Node, a world apart for its preload, and a sandbox; screenshots of it are refused where the system can. */
export function createWindow({ session, preload, icon, placement, tools }: WindowLook): BrowserWindow {
  const window = new BrowserWindow({
    title: 'Strongroom',
    ...(icon !== undefined && { icon }),
    show: false,
    autoHideMenuBar: true,
    minWidth: 800,
    minHeight: 560,
    width: placement?.width ?? defaultSize.width,
    height: placement?.height ?? defaultSize.height,
    ...(placement && { x: placement.left, y: placement.top }),
    webPreferences: {
      session,
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: tools,
    },
  });
  window.setContentProtection(true);
  if (placement?.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  return window;
}

export function placementOf(window: BrowserWindow): Placement {
  const { x, y, width, height } = window.getNormalBounds();
  return { left: x, top: y, width, height, maximized: window.isMaximized() };
}
