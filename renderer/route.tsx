import { createMemoryHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import * as z from 'zod';
import { CalendarScreen } from './screen/calendar/calendar-screen.tsx';
import { Frame } from './screen/frame/frame.tsx';
import { NoPlace } from './screen/frame/no-place.tsx';
import { ImportScreen } from './screen/import/import-screen.tsx';
import { IntegrityScreen } from './screen/integrity/integrity-screen.tsx';
import { logPlace } from './screen/log/log-place.ts';
import { LogScreen } from './screen/log/log-screen.tsx';
import { OverviewScreen } from './screen/overview/overview-screen.tsx';
import { RecycleBinScreen } from './screen/recycle-bin/recycle-bin-screen.tsx';
import { secretPlace } from './screen/secret/secret-place.ts';
import { SecretScreen } from './screen/secret/secret-screen.tsx';
import { SettingScreen } from './screen/setting/setting-screen.tsx';
import { VaultScreen } from './screen/vault/vault-screen.tsx';

/** `create` opens the form at once, for who was sent there to create. */
const validateSearch = z.object({ create: z.boolean().optional() });

const root = createRootRoute({ component: Frame, notFoundComponent: NoPlace });
const overview = createRoute({ getParentRoute: () => root, path: '/', component: OverviewScreen });
const vaults = createRoute({ getParentRoute: () => root, path: '/vaults', component: VaultScreen, validateSearch });
const vault = createRoute({ getParentRoute: () => vaults, path: '$vault' });
const secrets = createRoute({ getParentRoute: () => root, path: '/secrets', component: SecretScreen, validateSearch: secretPlace });
const secretsOf = createRoute({ getParentRoute: () => secrets, path: '$vault' });
const secret = createRoute({ getParentRoute: () => secretsOf, path: '$name' });
const calendar = createRoute({ getParentRoute: () => root, path: '/calendar', component: CalendarScreen });
const importing = createRoute({
  getParentRoute: () => root,
  path: '/import',
  component: ImportScreen,
  validateSearch: z.object({ vault: z.string().optional() }),
});
const recycleBin = createRoute({ getParentRoute: () => root, path: '/recycle-bin', component: RecycleBinScreen });
const log = createRoute({
  getParentRoute: () => root,
  path: '/log',
  component: LogScreen,
  validateSearch: logPlace,
});
const integrity = createRoute({ getParentRoute: () => root, path: '/integrity', component: IntegrityScreen });
const settings = createRoute({ getParentRoute: () => root, path: '/settings', component: SettingScreen });

const tree = root.addChildren([
  overview,
  vaults.addChildren([vault]),
  secrets.addChildren([secretsOf.addChildren([secret])]),
  calendar,
  importing,
  recycleBin,
  log,
  integrity,
  settings,
]);

/** The places of the open house. The history lives in memory: what one looked at is in no address and no session store. */
export const createHouseRouter = (start = '/') =>
  createRouter({ routeTree: tree, history: createMemoryHistory({ initialEntries: [start] }) });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createHouseRouter>;
  }
}
