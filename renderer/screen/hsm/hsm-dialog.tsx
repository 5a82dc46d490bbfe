import { TransferPanel } from '../transfer/transfer-panel.tsx';
import { AbilityPanel } from './ability-panel.tsx';
import { AddModulePanel } from './add-module-panel.tsx';
import type { Asked } from './asked.ts';
import { CertificationPanel } from './certification-panel.tsx';
import { InitTokenPanel } from './init-token-panel.tsx';
import { ForgetTokenDecision, RemoveModuleDecision } from './leave-decision.tsx';
import { OpenTokenPanel } from './open-token-panel.tsx';
import { PinPanel } from './pin-panel.tsx';

/** What was asked for of a module or token. */
export function HsmDialog({ asked, onClose }: { asked: Asked; onClose: () => void }) {
  switch (asked.what) {
    case 'add':
      return <AddModulePanel onClose={onClose} />;
    case 'remove':
      return <RemoveModuleDecision module={asked.module} onClose={onClose} />;
    case 'init':
      return <InitTokenPanel place={asked.place} onClose={onClose} />;
    case 'open':
      return <OpenTokenPanel token={asked.token} onClose={onClose} />;
    case 'certify':
      return <CertificationPanel token={asked.token} onClose={onClose} />;
    case 'ability':
      return <AbilityPanel token={asked.token} onClose={onClose} />;
    case 'transfer':
      return <TransferPanel token={asked.token} onClose={onClose} />;
    case 'forget':
      return <ForgetTokenDecision token={asked.token} onClose={onClose} />;
    case 'user-pin':
    case 'officer-pin':
    case 'reset-pin':
      return <PinPanel what={asked.what} token={asked.token} onClose={onClose} />;
  }
}
