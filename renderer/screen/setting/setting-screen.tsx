import { useMay } from '../../api/access-context.ts';
import { Page } from '../../component/page.tsx';
import { IssuerSection } from '../attestation/issuer-section.tsx';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { BackupSection } from './backup-section.tsx';
import { ClipboardSection } from './clipboard-section.tsx';
import { LockSection } from './lock-section.tsx';
import { SlotSection } from './slot-section.tsx';

/** What holds for the whole house: how it opens, when it locks, how it looks, what it is; of that, what the person has a use for. */
export function SettingScreen() {
  const slots = useMay({ operation: 'SlotList' });
  const backup = useMay({ operation: 'InstanceBackup' });
  const trust = useMay({ operation: 'AttestationIssuerPut' });
  return (
    <Page title="Settings">
      {slots.state === 'yes' && <SlotSection />}
      <LockSection />
      <ClipboardSection />
      {backup.state === 'yes' && <BackupSection />}
      {trust.state === 'yes' && <IssuerSection />}
      <AppearanceSection />
      <AboutSection />
    </Page>
  );
}
