import { pageOrigin } from './origin.ts';
import { pageHeap } from '../page-heap.ts';
import { defaultSize, type Placement } from '../preference-store.ts';

/** One list: of a repeated `--disable-features` only the last counts. */
const disabledFeatures = [
  'AutofillServerCommunication', 'BackForwardCache', 'CertificateTransparencyComponentUpdater', 'DialMediaRouteProvider',
  'GlobalMediaControls', 'HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades', 'InterestFeedContentSuggestions', 'MediaRouter',
  'NetworkPrediction', 'NetworkTimeServiceQuerying', 'OptimizationGuideModelDownloading', 'OptimizationHints', 'PasswordLeakDetection',
  'Translate',
]; // prettier-ignore

/** Keeps the browser to itself: no call home, no update, no sync, no guest in our page. */
const quiet = [
  '--disable-background-networking',
  '--disable-client-side-phishing-detection',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-field-trial-config',
  '--disable-quic',
  '--disable-sync',
  '--metrics-recording-only',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--no-service-autorun',
  `--disable-features=${disabledFeatures.join(',')}`,
  // Flags alone do not silence it. A proxy that leads nowhere does, and the loopback interface is not exempt.
  '--proxy-server=http://127.0.0.1:9',
  '--proxy-bypass-list=<-loopback>',
];

/** Keeps what people type and see off the disk. */
const forgetful = [
  '--disable-breakpad',
  '--disable-crash-reporter',
  '--disk-cache-size=1',
  '--media-cache-size=1',
  '--disable-gpu-shader-disk-cache',
  '--hide-crash-restore-bubble',
  '--disable-session-crashed-bubble',
  '--password-store=basic',
  '--use-mock-keychain',
];

export interface BrowserLook {
  readonly profile: string;
  readonly placement?: Placement | undefined;
  /** Without the browser's own sandbox, as root must. */
  readonly unsandboxed: boolean;
  /** Lets a test attach over a port of the loopback interface. */
  readonly attachable: boolean;
}

export const browserFlags = ({ profile, placement, unsandboxed, attachable }: BrowserLook): string[] => [
  '--remote-debugging-pipe',
  `--user-data-dir=${profile}`,
  `--app=${pageOrigin}/`,
  `--window-size=${placement?.width ?? defaultSize.width},${placement?.height ?? defaultSize.height}`,
  ...(placement ? [`--window-position=${placement.left},${placement.top}`] : []),
  ...(placement?.maximized ? ['--start-maximized'] : []),
  '--class=Strongroom',
  // A dialog of the system that covers the window would else hide the page, which aborts what opened the dialog.
  '--disable-backgrounding-occluded-windows',
  // The preview is a page of the browser's own, which is closed like every other; the system's dialog takes its place.
  '--disable-print-preview',
  `--js-flags=${pageHeap}`,
  ...quiet,
  ...forgetful,
  ...(unsandboxed ? ['--no-sandbox'] : []),
  ...(attachable ? ['--remote-debugging-port=0'] : []),
];
