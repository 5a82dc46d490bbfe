import Button from '@mui/material/Button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconVersions } from '@tabler/icons-react';
import type { SecretProperties } from '../../../app/contract/secret.ts';
import { useClient } from '../../api/client-context.tsx';
import { secretVersionsQuery } from '../../api/query.ts';
import { Detail } from '../../component/detail.tsx';
import { FailureState } from '../../component/failure-state.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { RowSkeleton } from '../../component/row-skeleton.tsx';
import { Section } from '../../component/section.tsx';
import { ValueBar } from '../../component/value-bar.tsx';
import { disabledReason, useLoadValue } from './load-value.ts';
import { SecretFacts } from './secret-facts.tsx';
import { sizeText } from './size-text.ts';
import { VersionLine } from './version-line.tsx';

interface SecretDetailProps {
  vault: string;
  name: string;
  /** The current version as the list has it, when it has. */
  listed: SecretProperties | undefined;
  takesFocus: boolean;
  onClose: () => void;
  onNewVersion: (last: SecretProperties) => void;
}

/** One secret: its value behind a mask, what is known about it, and its versions. */
export function SecretDetail({ vault, name, listed, takesFocus, onClose, onNewVersion }: SecretDetailProps) {
  const query = useInfiniteQuery(secretVersionsQuery(useClient(), vault, name));
  const versions = query.data?.pages.flatMap((page) => page.items);
  const current = versions?.find((version) => version.current) ?? listed;
  const retry = () => void query.refetch();
  const body = () => {
    if (!current) return query.error ? <FailureState error={query.error} onRetry={retry} /> : <RowSkeleton rows={4} />;
    return (
      <>
        <CurrentValue secret={current} onNewVersion={onNewVersion} />
        <SecretFacts secret={current} />
        <VersionLine
          vault={vault}
          versions={versions}
          error={query.error}
          onRetry={retry}
          onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
        />
      </>
    );
  };
  return (
    <Detail
      title={current?.name ?? name}
      subject={`${vault}/${name}`}
      takesFocus={takesFocus}
      onClose={onClose}
      subtitle={current && <IdChip what="secret URI" value={current.id} most={46} />}
    >
      {body()}
    </Detail>
  );
}

function CurrentValue({ secret, onNewVersion }: { secret: SecretProperties; onNewVersion: (last: SecretProperties) => void }) {
  const load = useLoadValue(secret.vault, secret.name, secret.version);
  return (
    <Section
      title="Value"
      action={
        <Button startIcon={<IconVersions />} onClick={() => onNewVersion(secret)}>
          New version
        </Button>
      }
    >
      <ValueBar
        label={`Value of ${secret.name}`}
        facts={`${sizeText(secret.valueBytes)}${secret.contentType === undefined ? '' : ` · ${secret.contentType}`}`}
        load={load}
        unavailable={secret.enabled ? undefined : disabledReason}
      />
    </Section>
  );
}
