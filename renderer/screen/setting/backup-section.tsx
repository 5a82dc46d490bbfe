import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMutation } from '@tanstack/react-query';
import { useClient } from '../../api/client-context.tsx';
import { useMay } from '../../api/access-context.ts';
import { instanceBackup } from '../../api/mutation.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Banner } from '../../component/banner.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Section } from '../../component/section.tsx';
import { useUnavailable } from '../../component/use-unavailable.ts';

const megabytes = (sizeBytes: number) => `${(sizeBytes / 1_000_000).toFixed(1)} MB`;

/** A copy of the house to keep elsewhere, made while it stays open. */
export function BackupSection() {
  const { mutate, data, error, isPending } = useMutation(instanceBackup(useClient()));
  const stop = useUnavailable(useMay({ operation: 'InstanceBackup' }));
  return (
    <Section title="Backup">
      <Box sx={{ display: 'flex', flexDirection: 'column', gap: 3, alignItems: 'flex-start' }}>
        <Typography sx={{ color: 'text.secondary', maxWidth: '80ch' }}>
          A backup is a copy of the database and of the ways to unlock it, made while you go on working. It is as closed as the house: the
          same passphrase and shares open it. Put it on another disk or computer.
        </Typography>
        <ActionButton {...stop} onClick={() => mutate()} busy={isPending}>
          Make a backup copy
        </ActionButton>
        <FailureBanner error={error} />
        {data && (
          <Banner kind="ok">
            Backup made, {megabytes(data.sizeBytes)}. It lies in {data.folder} on this computer until you move it away.
          </Banner>
        )}
      </Box>
    </Section>
  );
}
