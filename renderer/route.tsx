import { createMemoryHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import * as z from 'zod';
import { AccountScreen } from './screen/account/account-screen.tsx';
import { accessPlace } from './screen/access/access-place.ts';
import { AccessScreen } from './screen/access/access-screen.tsx';
import { ApplicationScreen } from './screen/application/application-screen.tsx';
import { calendarPlace } from './screen/calendar/calendar-place.ts';
import { CalendarScreen } from './screen/calendar/calendar-screen.tsx';
import { EndpointScreen } from './screen/endpoint/endpoint-screen.tsx';
import { Frame } from './screen/frame/frame.tsx';
import { NoPlace } from './screen/frame/no-place.tsx';
import { GroupScreen } from './screen/group/group-screen.tsx';
import { HsmScreen } from './screen/hsm/hsm-screen.tsx';
import { ImportScreen } from './screen/import/import-screen.tsx';
import { IntegrityScreen } from './screen/integrity/integrity-screen.tsx';
import { logPlace } from './screen/log/log-place.ts';
import { LogScreen } from './screen/log/log-screen.tsx';
import { copyPlace } from './screen/key-copy/copy-place.ts';
import { CopyScreen } from './screen/key-copy/copy-screen.tsx';
import { keyPlace } from './screen/key/key-place.ts';
import { KeyScreen } from './screen/key/key-screen.tsx';
import { PersonScreen } from './screen/person/person-screen.tsx';
import { RecycleBinScreen } from './screen/recycle-bin/recycle-bin-screen.tsx';
import { RequestScreen } from './screen/request/request-screen.tsx';
import { secretPlace } from './screen/secret/secret-place.ts';
import { SecretScreen } from './screen/secret/secret-screen.tsx';
import { SettingScreen } from './screen/setting/setting-screen.tsx';
import { SharedScreen } from './screen/shared/shared-screen.tsx';
import { StartScreen } from './screen/start/start-screen.tsx';
import { VaultScreen } from './screen/vault/vault-screen.tsx';

/** `create` opens the form at once, for who was sent there to create. */
const validateSearch = z.object({ create: z.boolean().optional() });

const root = createRootRoute({ component: Frame, notFoundComponent: NoPlace });
const overview = createRoute({ getParentRoute: () => root, path: '/', component: StartScreen });
const vaults = createRoute({ getParentRoute: () => root, path: '/vaults', component: VaultScreen, validateSearch });
const vault = createRoute({ getParentRoute: () => vaults, path: '$vault' });
const secrets = createRoute({ getParentRoute: () => root, path: '/secrets', component: SecretScreen, validateSearch: secretPlace });
const secretsOf = createRoute({ getParentRoute: () => secrets, path: '$vault' });
const secret = createRoute({ getParentRoute: () => secretsOf, path: '$name' });
const keys = createRoute({ getParentRoute: () => root, path: '/keys', component: KeyScreen, validateSearch: keyPlace });
const keysOf = createRoute({ getParentRoute: () => keys, path: '$vault' });
const key = createRoute({ getParentRoute: () => keysOf, path: '$name' });
const keyCopy = createRoute({ getParentRoute: () => root, path: '/key-copy', component: CopyScreen, validateSearch: copyPlace });
const calendar = createRoute({ getParentRoute: () => root, path: '/calendar', component: CalendarScreen, validateSearch: calendarPlace });
const importing = createRoute({
  getParentRoute: () => root,
  path: '/import',
  component: ImportScreen,
  validateSearch: z.object({ vault: z.string().optional() }),
});
const recycleBin = createRoute({ getParentRoute: () => root, path: '/recycle-bin', component: RecycleBinScreen });
const people = createRoute({ getParentRoute: () => root, path: '/people', component: PersonScreen, validateSearch });
const person = createRoute({ getParentRoute: () => people, path: '$person' });
const groups = createRoute({ getParentRoute: () => root, path: '/groups', component: GroupScreen, validateSearch });
const group = createRoute({ getParentRoute: () => groups, path: '$group' });
const applications = createRoute({
  getParentRoute: () => root,
  path: '/applications',
  component: ApplicationScreen,
  validateSearch: validateSearch.extend({ takeUp: z.boolean().optional() }),
});
const application = createRoute({ getParentRoute: () => applications, path: '$application' });
const account = createRoute({ getParentRoute: () => root, path: '/account', component: AccountScreen });
const shared = createRoute({ getParentRoute: () => root, path: '/shared', component: SharedScreen });
const access = createRoute({ getParentRoute: () => root, path: '/access', component: AccessScreen, validateSearch: accessPlace });
const requests = createRoute({ getParentRoute: () => root, path: '/requests', component: RequestScreen });
const log = createRoute({
  getParentRoute: () => root,
  path: '/log',
  component: LogScreen,
  validateSearch: logPlace,
});
const integrity = createRoute({ getParentRoute: () => root, path: '/integrity', component: IntegrityScreen });
const hsm = createRoute({ getParentRoute: () => root, path: '/hsm', component: HsmScreen, validateSearch });
const endpoint = createRoute({
  getParentRoute: () => root,
  path: '/endpoint',
  component: EndpointScreen,
  validateSearch: z.object({ connect: z.boolean().optional() }),
});
const settings = createRoute({ getParentRoute: () => root, path: '/settings', component: SettingScreen });

const tree = root.addChildren([
  overview,
  vaults.addChildren([vault]),
  secrets.addChildren([secretsOf.addChildren([secret])]),
  keys.addChildren([keysOf.addChildren([key])]),
  keyCopy,
  calendar,
  importing,
  recycleBin,
  shared,
  access,
  requests,
  people.addChildren([person]),
  groups.addChildren([group]),
  applications.addChildren([application]),
  account,
  log,
  integrity,
  hsm,
  endpoint,
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
