import { useInfiniteQuery } from '@tanstack/react-query';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { useClient } from '../../api/client-context.tsx';
import { secretVersionsQuery } from '../../api/query.ts';
import { Detail } from '../../component/detail.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { AccessSection } from '../access/access-section.tsx';
import { useUris } from '../endpoint/use-endpoint.ts';
import { useNoteRecent } from '../start/find-memory.tsx';
import { SecretFacts } from './secret-facts.tsx';
import { SecretUse } from './secret-use.tsx';
import { useSecretAction } from './use-secret-action.tsx';
import { ValueSection } from './value-section.tsx';
import { VersionLine } from './version-line.tsx';

interface SecretDetailProps {
  vault: string;
  name: string;
  /** The current version as the list has it, when it has. */
  listed: SecretProperties | undefined;
  takesFocus: boolean;
  onClose: () => void;
}

/** One secret: its value behind a mask, what is known about it, its versions, and who reads it. */
export function SecretDetail({ vault, name, listed, takesFocus, onClose }: SecretDetailProps) {
  const query = useInfiniteQuery(secretVersionsQuery(useClient(), vault, name));
  const versions = query.data?.pages.flatMap((page) => page.items);
  const current = versions?.find((version) => version.current) ?? listed;
  useNoteRecent(current);
  const uris = useUris();
  const uri = current && uris.object(current);
  const actions = useSecretAction(current, onClose);
  const retry = () => void query.refetch();
  const body = () => {
    if (!current) return query.error ? <FailureState error={query.error} onRetry={retry} /> : <RowSkeleton rows={4} />;
    return (
      <>
        <ValueSection secret={current} actions={actions} />
        <SecretFacts secret={current} edit={actions.edit} />
        <VersionLine
          versions={versions}
          error={query.error}
          onRetry={retry}
          onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
        />
        <AccessSection vault={vault} name={name} />
        <SecretUse secret={current} />
      </>
    );
  };
  return (
    <Detail
      title={current?.name ?? name}
      subject={`${vault}/${name}`}
      takesFocus={takesFocus}
      onClose={onClose}
      subtitle={uri !== undefined && <IdChip what="secret URI" value={uri} most={46} />}
    >
      {body()}
      {actions.dialog}
    </Detail>
  );
}
