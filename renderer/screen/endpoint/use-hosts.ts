import { useMutation } from '@tanstack/react-query';
import type { Output } from '../../../app/contract/operation.ts';
import { useClient } from '../../api/client-context.tsx';
import { hostsPut } from '../../api/endpoint-mutation.ts';
import { useToast } from '../../component/toast.tsx';
import { hostsPlan } from './hosts.ts';

interface HostsPlace {
  readonly suffix: string;
  /** Vaults whose names were asked for. */
  readonly vaults: readonly string[];
  /** Told whenever the file has changed. */
  readonly onChanged: () => void;
}

/** Writes Strongroom's lines into the hosts file, takes them away, and takes either back. */
export function useHosts(hosts: Output<'EndpointCheck'>['hosts'], { suffix, vaults, onChanged }: HostsPlace) {
  const say = useToast();
  const { mutate, error, isPending } = useMutation(hostsPut(useClient()));
  const { after, before } = hostsPlan(hosts, suffix, vaults);
  const put = (wanted: string[], { text, back }: { text: string; back?: string[] }, onDone?: () => void) =>
    mutate(
      { vaults: wanted },
      {
        onSuccess: () => {
          say({ text, ...(back && { undo: () => put(back, { text: 'The file is as it was before.' }) }) });
          onDone?.();
          onChanged();
        },
      },
    );
  return {
    write: (onDone: () => void) => put(after, { text: `The lines are in ${hosts.file}.`, back: before }, onDone),
    takeAway: () => put([], { text: `Strongroom’s lines are out of ${hosts.file}.`, back: before }),
    error,
    busy: isPending,
  };
}
