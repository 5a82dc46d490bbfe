import { useState } from 'react';
import type { Vault } from '../../../app/contract/vault.ts';
import { useMay } from '../../api/access-context.ts';
import { ActionButton } from '../../component/action-button.tsx';
import { FailureBanner } from '../../component/failure-banner.tsx';
import { Meaning } from '../../component/meaning.tsx';
import { Moment } from '../../component/moment.tsx';
import { Section } from '../../component/section.tsx';
import { SettingRow, SettingRows } from '../../component/setting-row.tsx';
import { TagList } from '../../component/tag-list.tsx';
import type { Unavailability } from '../../component/unavailable.ts';
import { useUnavailable } from '../../component/use-unavailable.ts';
import { BindingRow } from '../hsm/binding-row.tsx';
import { LockDecision } from './lock-decision.tsx';
import { ProtectVaultDecision } from './protect-vault-decision.tsx';
import { TagPanel } from './tag-panel.tsx';
import { tierChoices, tierName } from './tier-text.ts';
import { useVaultChange, type VaultChange } from './use-vault-change.ts';

const otherTier = { standard: 'premium', premium: 'standard' } as const;

/** How a vault is set, what each setting means, and the way to change it. */
export function VaultSetting({ vault }: { vault: Vault }) {
  const [asking, setAsking] = useState<'lock' | 'protect' | 'tags'>();
  const { change, error, busy } = useVaultChange(vault);
  const free = useUnavailable(useMay({ operation: 'VaultPatch', vault: vault.name }));
  const stop = () => setAsking(undefined);
  const set = (what: VaultChange, done: string, back: VaultChange) => change(what, { done, back });
  return (
    <Section title="Settings">
      <SettingRows>
        <TierRow vault={vault} free={free} busy={busy} onChange={set} />
        <BindingRow vault={vault} />
        {vault.tier !== 'managed-hsm' && <DateRow vault={vault} free={free} busy={busy} onChange={set} />}
        <LockRow vault={vault} free={free} busy={busy} onLock={() => setAsking('lock')} onChange={set} />
        <ProtectionRow vault={vault} free={free} onProtect={() => setAsking('protect')} />
        <SettingRow
          name="Tags"
          state={<TagList tags={vault.tags} />}
          action={
            <ActionButton {...free} onClick={() => setAsking('tags')}>
              Edit tags
            </ActionButton>
          }
        >
          To find and group vaults by; not secret.
        </SettingRow>
      </SettingRows>
      {asking === undefined && <FailureBanner error={error} />}
      {asking === 'lock' && <LockDecision vault={vault} onClose={stop} />}
      {asking === 'tags' && <TagPanel vault={vault} onClose={stop} />}
      {asking === 'protect' && <ProtectVaultDecision vault={vault} onClose={stop} />}
    </Section>
  );
}

interface RowProps {
  vault: Vault;
  /** Whether it may be changed. */
  free: Unavailability;
  busy: boolean;
  onChange: (what: VaultChange, done: string, back: VaultChange) => void;
}

function TierRow({ vault, free, busy, onChange }: RowProps) {
  const { tier } = vault;
  const hint = tierChoices.find((it) => it.value === tier)?.hint;
  if (tier === 'managed-hsm')
    return (
      <SettingRow name="Tier" state={tierName(tier)}>
        {hint} It stays what it is.
      </SettingRow>
    );
  const to = otherTier[tier];
  return (
    <SettingRow
      name="Tier"
      state={tierName(tier)}
      action={
        <ActionButton {...free} busy={busy} onClick={() => onChange({ tier: to }, `${vault.name} is ${tierName(to)} now.`, { tier })}>
          Make {to}
        </ActionButton>
      }
    >
      {hint}
    </SettingRow>
  );
}

function DateRow({ vault, free, busy, onChange }: RowProps) {
  const on = vault.enforceDates;
  const done = on ? `${vault.name} serves secrets whatever their dates.` : `${vault.name} refuses secrets outside their dates.`;
  return (
    <SettingRow
      name="Dates of secrets"
      state={on ? <Meaning kind="ok">enforced</Meaning> : 'not enforced'}
      action={
        <ActionButton {...free} busy={busy} onClick={() => onChange({ enforceDates: !on }, done, { enforceDates: on })}>
          {on ? 'Stop enforcing' : 'Enforce'}
        </ActionButton>
      }
    >
      {on
        ? 'A secret before its activation or after its expiry is refused. Key Vault would serve it.'
        : 'Key Vault serves expired secrets, and so does this vault. Switch this on to refuse them.'}
    </SettingRow>
  );
}

function LockRow({ vault, free, busy, onLock, onChange }: RowProps & { onLock: () => void }) {
  const lock = vault.deletionLock;
  if (!lock)
    return (
      <SettingRow
        name="Deletion lock"
        state="none"
        action={
          <ActionButton {...free} onClick={onLock}>
            Lock…
          </ActionButton>
        }
      >
        Whoever may delete vaults can delete this one. It would stay recoverable for {vault.retentionDays} days.
      </SettingRow>
    );
  const back: VaultChange = { deletionLock: { reason: lock.reason } };
  return (
    <SettingRow
      name="Deletion lock"
      state={<Meaning kind="notice">{lock.reason}</Meaning>}
      action={
        <ActionButton
          {...free}
          busy={busy}
          onClick={() => onChange({ deletionLock: null }, `The lock of ${vault.name} was removed.`, back)}
        >
          Remove lock
        </ActionButton>
      }
    >
      {lock.by} locked it, <Moment time={lock.on} />. It can’t be deleted until the lock is removed.
    </SettingRow>
  );
}

function ProtectionRow({ vault, free, onProtect }: Pick<RowProps, 'vault' | 'free'> & { onProtect: () => void }) {
  const on = vault.purgeProtection;
  return (
    <SettingRow
      name="Purge protection"
      state={on ? <Meaning kind="ok">on</Meaning> : 'off'}
      action={
        on ? undefined : (
          <ActionButton {...free} onClick={onProtect}>
            Turn on…
          </ActionButton>
        )
      }
    >
      {on
        ? `Nobody can purge before ${vault.retentionDays} days are over, and nobody can turn this off.`
        : `What is deleted stays ${vault.retentionDays} days, but who may purge can end it earlier. Turning this on is for good.`}
    </SettingRow>
  );
}
