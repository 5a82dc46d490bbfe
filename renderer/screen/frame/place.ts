import {
  IconAsterisk,
  IconBuildingBank,
  IconCalendarEvent,
  IconFileImport,
  IconGitCommit,
  IconLayoutDashboard,
  IconListSearch,
  IconSettings,
  IconTrash,
  type Icon,
} from '@tabler/icons-react';

export interface Place {
  readonly to: '/' | '/vaults' | '/secrets' | '/recycle-bin' | '/calendar' | '/import' | '/log' | '/integrity' | '/settings';
  readonly name: string;
  readonly icon: Icon;
  /** After `G`; a place without one is reached by the rail. */
  readonly key?: string;
}

export interface PlaceGroup {
  readonly caption: string | undefined;
  readonly places: readonly Place[];
}

/** The places that exist, as the rail shows them. */
export const placeGroups: readonly PlaceGroup[] = [
  {
    caption: undefined,
    places: [
      { to: '/', name: 'Overview', icon: IconLayoutDashboard, key: 'o' },
      { to: '/vaults', name: 'Vaults', icon: IconBuildingBank, key: 'v' },
      { to: '/secrets', name: 'Secrets', icon: IconAsterisk, key: 's' },
      { to: '/recycle-bin', name: 'Recycle bin', icon: IconTrash, key: 'b' },
    ],
  },
  {
    caption: 'Evidence',
    places: [
      { to: '/log', name: 'Log', icon: IconListSearch, key: 'l' },
      { to: '/integrity', name: 'Integrity', icon: IconGitCommit, key: 'i' },
    ],
  },
  { caption: 'House', places: [{ to: '/settings', name: 'Settings', icon: IconSettings }] },
];

export const places: readonly Place[] = placeGroups.flatMap((group) => group.places);

/** Places that the rail doesn't show: other places lead there. */
const besides: readonly Place[] = [
  { to: '/calendar', name: 'Expiry calendar', icon: IconCalendarEvent },
  { to: '/import', name: 'Import secrets', icon: IconFileImport },
];

/** The place that a path lies in. */
export const placeOf = (path: string): Place | undefined =>
  [...places, ...besides].find((place) => (place.to === '/' ? path === '/' : path === place.to || path.startsWith(`${place.to}/`)));
