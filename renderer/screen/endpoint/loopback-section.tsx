import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import type { Endpoint } from '../../../app/contract/endpoint.ts';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { endpointPortPut } from '../../api/endpoint-mutation.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { Section } from '../../component/section.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { useToast } from '../../component/toast.tsx';
import { VaultChooser } from '../vault/vault-chooser.tsx';
import { useVaultList } from '../vault/use-vault-list.ts';
import { reachByAddress } from './address.ts';

/** For where names don't resolve and nobody may write the hosts file: a vault under an address that needs no name. */
export function LoopbackSection({ endpoint }: { endpoint: Endpoint }) {
  const { vaults = [] } = useVaultList();
  const say = useToast();
  const { mutate, error, isPending } = useMutation(endpointPortPut(useClient()));
  const stop = useUnavailable(useMay({ operation: 'EndpointPortPut' }));
  const { byPort } = endpoint;
  const put = (vault: string, on: boolean, undo = true) =>
    mutate(
      { vault, on },
      {
        onSuccess: () =>
          say({
            text: on ? `${vault} has an address of its own.` : `${vault} is served by its name alone.`,
            ...(undo ? { undo: () => put(vault, !on, false) } : {}),
          }),
      },
    );
  const free = vaults.filter(({ name }) => !byPort.some((it) => it.vault.toLowerCase() === name.toLowerCase()));
  return (
    <Section title="Addresses without names">
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3, maxWidth: 720 }}>
        <Typography sx={{ color: 'text.secondary', maxWidth: '80ch' }}>
          Where names aren’t found and nobody may write the hosts file, a vault can have a port of its own on 127.0.0.1. This serves
          programs in JavaScript, Python and Go; those in .NET and Java need the name.
        </Typography>
        {byPort.map(({ vault }) => (
          <Box key={vault} sx={{ display: 'flex', gap: 3, alignItems: 'center', minHeight: 36 }}>
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <ForeignText>{vault}</ForeignText>
            </Box>
            <IdChip what={`address of ${vault}`} value={reachByAddress(endpoint, vault)?.vault ?? ''} />
            <ActionButton {...stop} busy={isPending} aria-label={`Take the address of ${vault} away`} onClick={() => put(vault, false)}>
              Take away
            </ActionButton>
          </Box>
        ))}
        {stop.unavailable === undefined && vaults.length > 0 && (
          <VaultChooser vaults={free} chosen="" label="Add one for" onChoose={(vault) => put(vault, true)} />
        )}
        <FailureBanner error={error} />
      </Box>
    </Section>
  );
}
