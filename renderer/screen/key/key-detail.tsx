import Box from '@mui/material/Box';
import { IconFlask, IconLink, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import type { KeyProperties } from '../../../app/contract/key.ts';
import { useClient } from '../../api/client-context.tsx';
import { keyVersionsQuery } from '../../api/key-query.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Detail } from '../../component/detail.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { IconAction } from '../../component/icon-action.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { Late } from '../../component/late.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { AccessSection } from '../access/access-section.tsx';
import { ActionMenu } from '../action/action-menu.tsx';
import { useUris } from '../endpoint/use-endpoint.ts';
import { ExchangeSection } from './exchange-section.tsx';
import { KeyFacts } from './key-facts.tsx';
import { isExchange } from './key-text.ts';
import { KeyUse } from './key-use.tsx';
import { KeyVersions } from './key-version.tsx';
import { LifeLine } from './life-line.tsx';
import { OperationSection } from './operation-section.tsx';
import { ProtectionLine } from './protection-mark.tsx';
import { PublicKeySection } from './public-key-section.tsx';
import { ReleaseSection } from './release-section.tsx';
import { RotationSection } from './rotation-section.tsx';
import { useKeyAction, type KeyActionSet } from './use-key-action.tsx';
import type { KeyName } from './use-key-place.ts';

/** Moving through the list must not ask about everything that is passed. */
const restMs = 400;

interface KeyDetailProps {
  of: KeyName;
  /** The current version as the list has it, when it has. */
  listed: KeyProperties | undefined;
  takesFocus: boolean;
  onClose: () => void;
}

/** One key: what protects it, its life, what it may do, its versions, how it rotates, who uses it. */
export function KeyDetail({ of: { vault, name }, listed, takesFocus, onClose }: KeyDetailProps) {
  const query = useInfiniteQuery(keyVersionsQuery(useClient(), { vault, name }));
  const versions = query.data?.pages.flatMap((page) => page.items);
  const current = versions?.find((version) => version.current) ?? listed;
  const uris = useUris();
  const uri = current && uris.object(current);
  const actions = useKeyAction(current, onClose);
  const retry = () => void query.refetch();
  const more = query.hasNextPage ? () => void query.fetchNextPage() : undefined;
  const body = () => {
    if (!current) return query.error ? <FailureState error={query.error} onRetry={retry} /> : <RowSkeleton rows={4} />;
    return <Body current={current} actions={actions} versions={{ versions, error: query.error, onRetry: retry, onMore: more }} />;
  };
  return (
    <Detail
      title={<ForeignText>{current?.name ?? name}</ForeignText>}
      subject={`${vault}/${name}`}
      takesFocus={takesFocus}
      onClose={onClose}
      subtitle={
        current && (
          <>
            <ProtectionLine protection={current.protection} />
            {uri !== undefined && <IdChip what="key URI" value={uri} most={46} />}
          </>
        )
      }
    >
      {body()}
      {actions.dialog}
    </Detail>
  );
}

interface BodyProps {
  current: KeyProperties;
  actions: KeyActionSet;
  versions: ComponentProps<typeof KeyVersions>;
}

function Body({ current, actions, versions }: BodyProps) {
  const { vault, name } = current;
  const exchanges = isExchange(current.operations);
  return (
    <>
      <Head of={current} actions={actions} />
      <Section title="Life">
        <LifeLine current={current} versions={versions.versions ?? [current]} />
      </Section>
      {exchanges && current.publicKey ? <ExchangeSection of={current} publicKey={current.publicKey} /> : <OperationSection of={current} />}
      <KeyFacts of={current} edit={actions.edit} />
      {current.exportable && <ReleaseSection of={current} />}
      <KeyVersions {...versions} />
      {current.publicKey && <PublicKeySection of={current} publicKey={current.publicKey} />}
      <Late key={`${vault}/${name}`} afterMs={restMs}>
        <RotationSection of={current} edit={actions.policy} />
        <KeyUse of={current} />
      </Late>
      <AccessSection vault={vault} name={name} kind="keys" />
    </>
  );
}

function Head({ of, actions }: { of: KeyProperties; actions: KeyActionSet }) {
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, py: 3 }}>
      <ActionButton {...actions.rotate} variant="contained" color="primary" startIcon={<IconRefresh />}>
        Rotate now…
      </ActionButton>
      <ActionButton {...actions.tryOut} startIcon={<IconFlask />}>
        Try it…
      </ActionButton>
      <ActionButton {...actions.copyUri} startIcon={<IconLink />}>
        Copy URI
      </ActionButton>
      <Box sx={{ flex: 1 }} />
      <ActionMenu
        label="More"
        items={[
          ['Copy URI without version', actions.copyBareUri],
          of.enabled ? ['Disable', actions.disable] : ['Enable', actions.enable],
          ['Rotation policy…', actions.policy],
          ['Make anew in another vault…', actions.copy],
          ['Back up to a file', actions.backUp],
        ]}
      />
      <IconAction label="Delete" {...actions.remove} color="error">
        <IconTrash />
      </IconAction>
    </Box>
  );
}
