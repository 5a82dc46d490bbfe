import { IconArrowBackUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { Wish } from '../../../app/contract/access.ts';
import { useMay } from '../../api/access-context.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { Detail } from '../../component/detail.tsx';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { ForeignText } from '../../component/foreign-text.tsx';
import { Moment } from '../../component/moment.tsx';
import { dayText } from '../../component/moment-text.ts';
import { Section } from '../../component/section.tsx';
import { TagList } from '../../component/tag-list.tsx';
import { useAction } from '../action/use-action.ts';
import { heldText, type BinEntry } from './bin-entry.ts';
import { DaysLeft } from './days-left.tsx';
import { PurgeDecision } from './purge-decision.tsx';
import { useRecover } from './use-bin-action.ts';

interface BinDetailProps {
  entry: BinEntry;
  takesFocus: boolean;
  onClose: () => void;
}

/** One thing in the bin: what it was, when it goes, and the two ways out. */
export function BinDetail({ entry, takesFocus, onClose }: BinDetailProps) {
  const [purging, setPurging] = useState(false);
  const { recover, error, busy } = useRecover();
  const recovering = useAction('bin.recover', { run: () => recover(entry, onClose), may: useMay(wishOf(entry, 'recover')) });
  const purge = useAction('bin.purge', {
    run: () => setPurging(true),
    may: useMay(wishOf(entry, 'purge')),
    unavailable: entry.purgeProtected
      ? `Its vault is purge-protected: nobody can destroy it before ${dayText(entry.purgeOn)}, when it goes by itself.`
      : undefined,
  });
  return (
    <Detail title={<ForeignText>{entry.name}</ForeignText>} subject={entry.key} takesFocus={takesFocus} onClose={onClose}>
      <Section title={`Deleted ${entry.kind}`}>
        <BinFacts entry={entry} />
      </Section>
      <Section title="Ways out">
        <div style={{ display: 'flex', gap: 8, flexWrap: 'wrap', marginBottom: 8 }}>
          <ActionButton {...recovering} variant="contained" color="primary" startIcon={<IconArrowBackUp />} busy={busy}>
            Recover
          </ActionButton>
          <ActionButton {...purge} color="error">
            Purge…
          </ActionButton>
        </div>
        <Meaningful entry={entry} />
        <FailureBanner error={error} />
      </Section>
      {purging && <PurgeDecision entry={entry} onPurged={onClose} onClose={() => setPurging(false)} />}
    </Detail>
  );
}

const operations = {
  secret: { recover: 'SecretRecover', purge: 'SecretPurge' },
  key: { recover: 'KeyRecover', purge: 'KeyPurge' },
  vault: { recover: 'VaultRecover', purge: 'VaultPurge' },
} as const;

function wishOf(entry: BinEntry, deed: 'recover' | 'purge'): Wish {
  const operation = operations[entry.kind][deed];
  return entry.kind === 'vault' ? { operation, vault: entry.name } : { operation, vault: entry.vault, name: entry.name };
}

function BinFacts({ entry }: { entry: BinEntry }) {
  return (
    <FactList>
      {entry.kind !== 'vault' && (
        <Fact name="Vault">
          <ForeignText>{entry.vault}</ForeignText>
        </Fact>
      )}
      <Fact name="Gone for good in">
        <DaysLeft deletedOn={entry.deletedOn} purgeOn={entry.purgeOn} /> · {dayText(entry.purgeOn)}
      </Fact>
      <Fact name="Deleted">
        <Moment time={entry.deletedOn} /> by <ForeignText>{entry.deletedBy}</ForeignText>
      </Fact>
      {entry.kind === 'vault' && <Fact name="Held">{heldText(entry.of) ?? 'nothing'}</Fact>}
      <Fact name="Tags">
        <TagList tags={entry.of.tags} />
      </Fact>
    </FactList>
  );
}

function Meaningful({ entry }: { entry: BinEntry }) {
  const back = entry.kind === 'vault' ? 'its secrets and keys, settings and roles' : 'all its versions, attributes and roles';
  return (
    <p style={{ margin: 0, maxWidth: '72ch' }}>
      Recovering brings {back} back as they were.{' '}
      {entry.purgeProtected
        ? `Purging is not possible: the vault protects what is deleted until ${dayText(entry.purgeOn)}.`
        : 'Purging destroys it now and frees its name.'}
    </p>
  );
}
