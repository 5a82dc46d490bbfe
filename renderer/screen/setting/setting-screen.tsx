import { Page } from '../../component/page.tsx';
import { AboutSection } from './about-section.tsx';
import { AppearanceSection } from './appearance-section.tsx';
import { BackupSection } from './backup-section.tsx';
import { ClipboardSection } from './clipboard-section.tsx';
import { LockSection } from './lock-section.tsx';
import { SlotSection } from './slot-section.tsx';

/** What holds for the whole house: how it opens, when it locks, how it looks, what it is. */
export function SettingScreen() {
  return (
    <Page title="Settings">
      <SlotSection />
      <LockSection />
      <ClipboardSection />
      <BackupSection />
      <AppearanceSection />
      <AboutSection />
    </Page>
  );
}
