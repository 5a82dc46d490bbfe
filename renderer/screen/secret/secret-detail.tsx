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
  const load = useLoadValue(vault, name, current?.version);
  return (
    <Detail
      title={current?.name ?? name}
      subject={`${vault}/${name}`}
      takesFocus={takesFocus}
      onClose={onClose}
      subtitle={current && <IdChip what="secret URI" value={current.id} most={72} />}
    >
      {query.error && !current ? <FailureState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {!current && !query.error && <RowSkeleton rows={4} />}
      {current && (
        <>
          <Section
            title="Value"
            action={
              <Button startIcon={<IconVersions />} onClick={() => onNewVersion(current)}>
                New version
              </Button>
            }
          >
            <ValueBar
              label={`Value of ${current.name}`}
              facts={`${sizeText(current.valueBytes)}${current.contentType === undefined ? '' : ` · ${current.contentType}`}`}
              load={load}
              unavailable={current.enabled ? undefined : disabledReason}
            />
          </Section>
          <SecretFacts secret={current} />
          <VersionLine vault={vault} versions={versions} error={query.error} onRetry={() => void query.refetch()} onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined} />
        </>
      )}
    </Detail>
  );
}
