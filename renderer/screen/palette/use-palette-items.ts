import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useClient } from '../../api/client-context.tsx';
import { keySuggestionQuery } from '../../api/key-query.ts';
import { secretSuggestionQuery } from '../../api/query.ts';
import { useDebounced } from '../../component/use-debounced.ts';
import { useActionStore } from '../action/action-room.tsx';
import type { Elsewhere } from '../action/catalogue.ts';
import type { Place } from '../frame/place.ts';
import { usePlaces } from '../frame/use-place.ts';
import { useVaultList } from '../vault/use-vault-list.ts';
import { useLinkItem } from './use-link-item.ts';
import { usePaletteRights } from './use-palette-right.ts';
import { actionItems, matching, placeItems, type PaletteItem } from './palette-item.ts';

const pauseMs = 120;
/** Longest text that secrets are searched by. */
const mostSearchChars = 200;
const mostVaults = 5;

/** Secrets that fit what is typed; what fitted before stays until the answer is there. */
function useSecretItems(text: string): readonly PaletteItem[] {
  const navigate = useNavigate();
  const asked = useDebounced(text.trim(), pauseMs);
  const { data } = useQuery({ ...secretSuggestionQuery(useClient(), asked), enabled: asked !== '' });
  return useMemo(() => {
    if (asked === '' || !data) return [];
    return data.items.map(({ vault, name, enabled }) => ({
      id: `secret ${vault}/${name}`,
      section: 'Secrets',
      name,
      aside: enabled ? vault : `${vault} · disabled`,
      run: () => void navigate({ to: '/secrets/$vault/$name', params: { vault, name } }),
    }));
  }, [asked, data, navigate]);
}

/** Keys that fit what is typed. */
function useKeyItems(text: string): readonly PaletteItem[] {
  const navigate = useNavigate();
  const asked = useDebounced(text.trim(), pauseMs);
  const { data } = useQuery({ ...keySuggestionQuery(useClient(), asked), enabled: asked !== '' });
  return useMemo(() => {
    if (asked === '' || !data) return [];
    return data.items.map(({ vault, name, enabled }) => ({
      id: `key ${vault}/${name}`,
      section: 'Keys',
      name,
      aside: enabled ? vault : `${vault} · disabled`,
      run: () => void navigate({ to: '/keys/$vault/$name', params: { vault, name } }),
    }));
  }, [asked, data, navigate]);
}

function useVaultItems(text: string): readonly PaletteItem[] {
  const navigate = useNavigate();
  const { vaults = [] } = useVaultList();
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  return vaults
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .slice(0, mostVaults)
    .map(({ name, resourceGroup }) => ({
      id: `vault ${name}`,
      section: 'Vaults',
      name,
      aside: resourceGroup.split('/').at(-1) ?? '',
      run: () => void navigate({ to: '/vaults/$vault', params: { vault: name } }),
    }));
}

/** What the palette lists for a text: places and actions by their words, the vaults, secrets and keys that it finds, then what can't be done now. */
export function usePaletteItems(text: string): readonly PaletteItem[] {
  const navigate = useNavigate();
  const store = useActionStore();
  const places = usePlaces();
  const rights = usePaletteRights();
  const known = useMemo(() => {
    const going = {
      go: (to: Elsewhere) => void navigate(to),
      goTo: (to: Place['to']) => void navigate({ to }),
    };
    return [...placeItems(places, going), ...actionItems(store, going, rights)];
  }, [navigate, store, places, rights]);
  const vaults = useVaultItems(text);
  const link = useLinkItem(text);
  const secrets = useSecretItems(link ? '' : text.slice(0, mostSearchChars));
  const keys = useKeyItems(link ? '' : text.slice(0, mostSearchChars));
  const found = matching(known, text);
  const of = (section: PaletteItem['section']) => found.filter((item) => item.section === section);
  if (link) return [link];
  return [...of('Places'), ...of('Actions'), ...vaults, ...secrets, ...keys, ...of('Not possible now')];
}
