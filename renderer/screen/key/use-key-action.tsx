import { useState, type ReactNode } from 'react';
import type { KeyProperties } from '../../../app/contract/key.ts';
import { useMay } from '../../api/access-context.ts';
import { useAction, type ActionProps } from '../action/use-action.ts';
import { useUris } from '../endpoint/use-endpoint.ts';
import { bareUri } from '../secret/code-reference.ts';
import { useCopyWay } from '../key-copy/use-copy-way.ts';
import { useCopyText } from '../secret/use-copy-text.ts';
import { WorkbenchPanel } from '../workbench/workbench-panel.tsx';
import { DeleteKey } from './delete-key.tsx';
import { KeyAttributePanel } from './key-attribute-panel.tsx';
import { RotateDecision } from './rotate-decision.tsx';
import { RotationPanel } from './rotation-panel.tsx';
import { useKeyDeed } from './use-key-deed.ts';

type Opened = { readonly kind: 'edit' | 'delete' | 'rotate' | 'policy' | 'try'; readonly of: KeyProperties };

export interface KeyActionSet {
  readonly copyUri: ActionProps;
  readonly copyBareUri: ActionProps;
  readonly edit: ActionProps;
  readonly rotate: ActionProps;
  readonly policy: ActionProps;
  readonly enable: ActionProps;
  readonly disable: ActionProps;
  readonly copy: ActionProps;
  readonly backUp: ActionProps;
  readonly remove: ActionProps;
  readonly tryOut: ActionProps;
  /** The panel or dialog that one of them opened. */
  readonly dialog: ReactNode;
}

const nothing = () => undefined;

/**
 * Offers what can be done to a key's current version, to the palette, to keys and to buttons.
 * @param of absent where none is chosen: then nothing is offered
 * @param onGone it was deleted
 */
export function useKeyAction(of: KeyProperties | undefined, onGone: () => void = nothing): KeyActionSet {
  const [opened, setOpened] = useState<Opened>();
  const deed = useKeyDeed();
  const copyText = useCopyText();
  const goCopy = useCopyWay();
  const uris = useUris();
  const offered = of !== undefined;
  const act = (run: (key: KeyProperties) => void) => () => of && run(of);
  const open = (kind: Opened['kind']) => act((it) => setOpened({ kind, of: it }));
  const uriOf = (it: KeyProperties) => uris.object(it);
  const right = useKeyRight(of);
  return {
    copyUri: useAction('key.copy-uri', { run: act((it) => copyText('URI', uriOf(it))), offered }),
    copyBareUri: useAction('key.copy-uri-bare', { run: act((it) => copyText('URI without version', bareOf(uriOf(it)))), offered }),
    edit: useAction('key.edit', { run: open('edit'), may: right.update, offered }),
    rotate: useAction('key.rotate', { run: open('rotate'), may: right.rotate, offered }),
    policy: useAction('key.rotation-policy', { run: open('policy'), may: right.policy, offered }),
    enable: useAction('key.enable', {
      run: act((it) => deed.enable(it, true)),
      unavailable: of?.enabled ? 'It is enabled already.' : undefined,
      may: right.update,
      offered,
    }),
    disable: useAction('key.disable', {
      run: act((it) => deed.enable(it, false)),
      unavailable: of?.enabled === false ? 'It is disabled already.' : undefined,
      may: right.update,
      offered,
    }),
    copy: useAction('key.copy', { run: act(({ vault, name }) => goCopy({ source: vault, names: [name] })), offered }),
    backUp: useAction('key.backup', { run: act(deed.backUp), may: right.backup, offered }),
    remove: useAction('key.delete', { run: open('delete'), may: right.remove, offered }),
    tryOut: useAction('key.try', { run: open('try'), offered }),
    dialog: opened && <Dialog opened={opened} onClose={() => setOpened(undefined)} onGone={onGone} />,
  };
}

const bareOf = (uri: string | undefined): string | undefined => uri && bareUri(uri);

/** What the person may do to a key. */
function useKeyRight(of: KeyProperties | undefined) {
  const on = (operation: string) => of && { operation, vault: of.vault, name: of.name };
  return {
    update: useMay(on('KeyUpdate')),
    rotate: useMay(on('KeyRotate')),
    policy: useMay(on('KeyRotationPolicySet')),
    backup: useMay(on('KeyBackup')),
    remove: useMay(on('KeyDelete')),
  };
}

function Dialog({ opened: { kind, of }, onClose, onGone }: { opened: Opened; onClose: () => void; onGone: () => void }) {
  switch (kind) {
    case 'edit':
      return <KeyAttributePanel of={of} onClose={onClose} />;
    case 'rotate':
      return <RotateDecision of={of} onClose={onClose} />;
    case 'policy':
      return <RotationPanel of={of} onClose={onClose} />;
    case 'try':
      return <WorkbenchPanel of={of} onClose={onClose} />;
    case 'delete':
      return <DeleteKey of={of} onClose={onClose} onDeleted={onGone} />;
  }
}
