import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { Banner } from '../../component/banner.tsx';
import { ChoiceField, type Choice } from '../../component/choice-field.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { ObjectNameField } from '../../component/object-name-field.tsx';
import { OneOfField } from '../../component/one-of-field.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { SidePanel } from '../../component/side-panel.tsx';
import type { Endpoint } from '../../../app/contract/endpoint.ts';
import { useVaultList } from '../vault/use-vault-list.ts';
import { reachByAddress } from './address.ts';
import { ApplicationField } from './connect-field.tsx';
import { ConnectResult } from './connect-result.tsx';
import type { Way } from './environment.ts';
import { languages, takesLoopback } from './language.ts';
import { useConnect, type Connecting, type ConnectDraft } from './use-connect.ts';
import { useEndpoint } from './use-endpoint.ts';

interface ConnectPanelProps {
  /** Settled already, or proposed. */
  application?: Connecting | undefined;
  vault?: string | undefined;
  /** Its name. */
  secret?: string | undefined;
  /** How it signs in, as proposed. */
  way?: Way | undefined;
  title?: string;
  /** What stands before everything else: where one is on a longer way. */
  above?: ReactNode;
  /** Word of the button that ends it. */
  end?: string;
  onClose: () => void;
}

const ways: readonly Choice<Way>[] = [
  { value: 'secret', label: 'Client secret', hint: 'Text that the application keeps. Azure’s libraries find it in the environment.' },
  {
    value: 'certificate',
    label: 'Certificate',
    hint: 'A private key that the application keeps in a file; the house has the certificate.',
  },
  {
    value: 'managed-identity',
    label: 'Managed identity',
    hint: 'As code does that runs in Azure: the address to ask at and a header, and nothing else.',
  },
];

/** Everything that an application needs to read a secret: its settings, the authority's certificate, and the code with the real address. */
export function ConnectPanel({
  application,
  vault,
  secret,
  way = 'secret',
  title = 'Use in an application',
  above,
  end = 'Close',
  onClose,
}: ConnectPanelProps) {
  const { draft, set } = useConnect({ application, vault: vault ?? '', secret: secret ?? '', way });
  const endpoint = useEndpoint();
  return (
    <SidePanel title={title} open dirty={false} onClose={onClose} actions={<Button onClick={onClose}>{end}</Button>}>
      {above}
      {endpoint ? (
        <>
          <NotServed endpoint={endpoint} />
          <WhichFields draft={draft} set={set} endpoint={endpoint} />
          <ConnectResult draft={draft} set={set} endpoint={endpoint} />
        </>
      ) : (
        <RowSkeleton rows={4} />
      )}
    </SidePanel>
  );
}

function NotServed({ endpoint: { state } }: { endpoint: Endpoint }) {
  if (state === 'on') return null;
  return (
    <Banner kind="notice" action={<LinkButton to="/endpoint">Endpoint</LinkButton>}>
      {state === 'off'
        ? 'Applications aren’t served now: the endpoint is off. The settings below hold once it is on.'
        : 'Applications aren’t served now: something stands against it. The Endpoint page says what.'}
    </Banner>
  );
}

interface WhichFieldsProps {
  draft: ConnectDraft;
  set: (change: Partial<ConnectDraft>) => void;
  endpoint: Endpoint;
}

function WhichFields({ draft, set, endpoint }: WhichFieldsProps) {
  const { vaults = [] } = useVaultList();
  const names = [...new Set([draft.vault, ...vaults.map(({ name }) => name)])].filter((name) => name !== '');
  const byAddress = reachByAddress(endpoint, draft.vault) !== undefined;
  return (
    <>
      <ApplicationField value={draft.application} onChange={(application) => set({ application })} />
      <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', gap: 4 }}>
        <OneOfField
          label="Vault"
          value={draft.vault}
          options={[
            ...(draft.vault === '' ? [{ value: '', label: 'Choose a vault' }] : []),
            ...names.map((it) => ({ value: it, label: it })),
          ]}
          onChange={(vault) => set({ vault, secret: '' })}
        />
        <ObjectNameField
          kind="secrets"
          label="Secret"
          hint="The current version is read, whatever it is by then."
          vault={draft.vault}
          value={draft.secret}
          onChange={(secret) => set({ secret })}
        />
      </Box>
      <ChoiceField label="It proves who it is by" choices={ways} value={draft.way} onChange={(way) => set({ way })} />
      <OneOfField
        label="It is written in"
        value={draft.language}
        options={languages.map((it) => ({ value: it, label: it }))}
        onChange={(language) => set({ language })}
      />
      {byAddress && (
        <OneOfField
          label="It finds the vault by"
          value={draft.reach}
          hint={takesLoopback[draft.language] ? undefined : `Programs in ${draft.language} need the name.`}
          options={[
            { value: 'name', label: 'its name' },
            { value: 'address', label: '127.0.0.1, where names aren’t found' },
          ]}
          onChange={(reach) => set({ reach })}
        />
      )}
    </>
  );
}
