import {
  IconAppWindow,
  IconAsterisk,
  IconBuildingBank,
  IconCalendarEvent,
  IconCpu,
  IconFileImport,
  IconGitCommit,
  IconKey,
  IconLayoutDashboard,
  IconListSearch,
  IconMessageQuestion,
  IconPlugConnected,
  IconSearch,
  IconSettings,
  IconShare3,
  IconShieldCheck,
  IconTrash,
  IconUser,
  IconUsers,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';
import type { Session } from '../../../app/contract/session.ts';
import type { Reach } from '../access/use-reach.ts';

export interface Place {
  readonly to:
    | '/'
    | '/vaults'
    | '/secrets'
    | '/keys'
    | '/shared'
    | '/recycle-bin'
    | '/calendar'
    | '/key-copy'
    | '/import'
    | '/access'
    | '/requests'
    | '/people'
    | '/groups'
    | '/applications'
    | '/account'
    | '/log'
    | '/integrity'
    | '/hsm'
    | '/endpoint'
    | '/settings';
  readonly name: string;
  readonly icon: Icon;
  /** After `G`; a place without one is reached by the rail. */
  readonly key?: string;
  /** What of the house one must have a use for; without it, the place is everybody's. */
  readonly needs?: keyof Reach;
  /** Only for who begins so. */
  readonly start?: Session['start'];
  /** Shows how many requests wait to be decided. */
  readonly counts?: 'requests';
}

export interface PlaceGroup {
  readonly caption: string | undefined;
  readonly places: readonly Place[];
}

/** Every place, in the order of the rail. */
const everyGroup: readonly PlaceGroup[] = [
  {
    caption: undefined,
    places: [
      { to: '/', name: 'Overview', icon: IconLayoutDashboard, key: 'o', start: 'attention' },
      { to: '/', name: 'Find', icon: IconSearch, key: 'o', start: 'find' },
      { to: '/vaults', name: 'Vaults', icon: IconBuildingBank, key: 'v', needs: 'vaults' },
      { to: '/secrets', name: 'Secrets', icon: IconAsterisk, key: 's', needs: 'secrets' },
      { to: '/keys', name: 'Keys', icon: IconKey, key: 'k', needs: 'keys' },
      { to: '/shared', name: 'Shared with me', icon: IconShare3, key: 'm', needs: 'shared' },
      { to: '/recycle-bin', name: 'Recycle bin', icon: IconTrash, key: 'b', needs: 'secrets' },
    ],
  },
  {
    caption: 'Access',
    places: [
      { to: '/access', name: 'Access', icon: IconShieldCheck, key: 'a', needs: 'access' },
      { to: '/people', name: 'People', icon: IconUsers, key: 'p', needs: 'people' },
      { to: '/groups', name: 'Groups', icon: IconUsersGroup, key: 'g', needs: 'groups' },
      { to: '/applications', name: 'Applications', icon: IconAppWindow, key: 'n', needs: 'applications' },
      { to: '/requests', name: 'Requests', icon: IconMessageQuestion, key: 'r', counts: 'requests' },
    ],
  },
  {
    caption: 'Evidence',
    places: [
      { to: '/log', name: 'Log', icon: IconListSearch, key: 'l', needs: 'log' },
      { to: '/integrity', name: 'Integrity', icon: IconGitCommit, key: 'i', needs: 'integrity' },
    ],
  },
  {
    caption: 'House',
    places: [
      { to: '/hsm', name: 'HSM', icon: IconCpu, key: 'h', needs: 'hsm' },
      { to: '/endpoint', name: 'Endpoint', icon: IconPlugConnected, key: 'e', needs: 'endpoint' },
      { to: '/settings', name: 'Settings', icon: IconSettings },
    ],
  },
];

/** The places that someone has a use for, as the rail shows them; groups of which nothing is left are left out. */
export const placeGroupsFor = (start: Session['start'], reach: Reach): readonly PlaceGroup[] =>
  everyGroup
    .map(({ caption, places }) => ({
      caption,
      places: places.filter((it) => (it.start === undefined || it.start === start) && (it.needs === undefined || reach[it.needs])),
    }))
    .filter(({ places }) => places.length > 0);

/** Places that the rail doesn't show: other places lead there. */
const besides: readonly Place[] = [
  { to: '/calendar', name: 'Expiry calendar', icon: IconCalendarEvent },
  { to: '/key-copy', name: 'Make keys anew', icon: IconKey },
  { to: '/account', name: 'Your account', icon: IconUser },
  { to: '/import', name: 'Import secrets', icon: IconFileImport },
];

/** The place that a path lies in. */
export const placeOf = (path: string, start: Session['start']): Place | undefined =>
  [...everyGroup.flatMap(({ places }) => places), ...besides].find((place) =>
    place.to === '/' ? path === '/' && place.start === start : path === place.to || path.startsWith(`${place.to}/`),
  );
