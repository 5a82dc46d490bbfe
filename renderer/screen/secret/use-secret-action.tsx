import { useState, type ReactNode } from 'react';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { useMay } from '../../api/access-context.ts';
import { useAction, type ActionProps } from '../action/use-action.ts';
import { AttributePanel } from './attribute-panel.tsx';
import { ConnectPanel } from '../endpoint/connect-panel.tsx';
import { useUris } from '../endpoint/use-endpoint.ts';
import { bareUri } from './code-reference.ts';
import { DeleteSecret } from './delete-secret.tsx';
import { disabledReason } from './load-value.ts';
import { SecretPanel } from './secret-panel.tsx';
import { useCopyText } from './use-copy-text.ts';
import { useSecretDeed } from './use-secret-deed.ts';
import { useValueRight, type ValueRight } from './use-value-right.ts';

type Opened = { readonly kind: 'edit' | 'new-version' | 'delete' | 'connect'; readonly secret: SecretProperties };

export interface SecretActionSet {
  readonly value: ValueRight;
  readonly copy: ActionProps;
  readonly copyUri: ActionProps;
  readonly copyBareUri: ActionProps;
  readonly edit: ActionProps;
  readonly newVersion: ActionProps;
  readonly enable: ActionProps;
  readonly disable: ActionProps;
  readonly backUp: ActionProps;
  readonly remove: ActionProps;
  /** Shows how an application reads it. */
  readonly connect: ActionProps;
  /** The panel or dialog that one of them opened. */
  readonly dialog: ReactNode;
}

/**
 * Offers what can be done to a secret's current version, to the palette, to keys and to buttons.
 * @param secret absent where none is chosen: then nothing is offered
 * @param onGone it was deleted
 */
export function useSecretAction(secret: SecretProperties | undefined, onGone: () => void = nothing): SecretActionSet {
  const [opened, setOpened] = useState<Opened>();
  const deed = useSecretDeed();
  const copyText = useCopyText();
  const uris = useUris();
  const offered = secret !== undefined;
  const act = (run: (secret: SecretProperties) => void) => () => secret && run(secret);
  const open = (kind: Opened['kind']) => act((it) => setOpened({ kind, secret: it }));
  const unreadable = secret?.enabled === false ? disabledReason : undefined;
  const close = () => setOpened(undefined);
  const { value, update, set, backup, remove } = useSecretRight(secret);
  return {
    value,
    copy: useAction('secret.copy', { run: act(deed.copy), unavailable: unreadable, may: value.may, offered: offered && value.shown }),
    copyUri: useAction('secret.copy-uri', { run: act((it) => copyText('URI', uris.object(it))), offered }),
    copyBareUri: useAction('secret.copy-uri-bare', { run: act((it) => copyText('URI without version', bareOf(uris.object(it)))), offered }),
    edit: useAction('secret.edit', { run: open('edit'), may: update, offered }),
    newVersion: useAction('secret.new-version', { run: open('new-version'), may: set, offered }),
    enable: useAction('secret.enable', {
      run: act((it) => deed.enable(it, true)),
      unavailable: secret?.enabled ? 'It is enabled already.' : undefined,
      may: update,
      offered,
    }),
    disable: useAction('secret.disable', {
      run: act((it) => deed.enable(it, false)),
      unavailable: secret?.enabled === false ? 'It is disabled already.' : undefined,
      may: update,
      offered,
    }),
    backUp: useAction('secret.backup', { run: act(deed.backUp), may: backup, offered }),
    remove: useAction('secret.delete', { run: open('delete'), may: remove, offered }),
    connect: useAction('secret.connect', { run: open('connect'), offered }),
    dialog: opened && <Dialog opened={opened} onClose={close} onGone={onGone} />,
  };
}

/** What the person may do to a secret. */
function useSecretRight(secret: SecretProperties | undefined) {
  const on = (operation: string) => secret && { operation, vault: secret.vault, name: secret.name };
  return {
    value: useValueRight(secret),
    update: useMay(on('SecretUpdate')),
    set: useMay(on('SecretSet')),
    backup: useMay(on('SecretBackup')),
    remove: useMay(on('SecretDelete')),
  };
}

const bareOf = (uri: string | undefined): string | undefined => uri && bareUri(uri);

const nothing = () => undefined;

function Dialog({ opened: { kind, secret }, onClose, onGone }: { opened: Opened; onClose: () => void; onGone: () => void }) {
  switch (kind) {
    case 'edit':
      return <AttributePanel secret={secret} onClose={onClose} />;
    case 'new-version':
      return <SecretPanel vault={secret.vault} last={secret} onClose={onClose} onSaved={onClose} />;
    case 'connect':
      return <ConnectPanel vault={secret.vault} secret={secret.name} onClose={onClose} />;
    case 'delete':
      return <DeleteSecret secret={secret} onClose={onClose} onDeleted={onGone} />;
  }
}
