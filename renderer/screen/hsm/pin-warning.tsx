import type { HsmToken } from '../../../app/contract/hsm.ts';
import { Banner } from '../../component/banner.tsx';

interface PinWarningProps {
  whose: 'user' | 'officer';
  state: HsmToken['userPin'];
}

/** What to know before a PIN is typed: the token counts wrong ones. */
export function PinWarning({ whose: role, state }: PinWarningProps) {
  const pin = role === 'user' ? 'the user’s PIN' : 'the security officer’s PIN';
  switch (state) {
    case 'fine':
      return null;
    case 'unset':
      return <Banner kind="notice">The token has none yet for this role: initialise it first.</Banner>;
    case 'low':
      return <Banner kind="warning">Wrong ones were typed before: after a few more the token locks {pin}.</Banner>;
    case 'last':
      return <Banner kind="danger">One more wrong one, and the token locks {pin}.</Banner>;
    case 'locked':
      return (
        <Banner kind="danger">
          The token has locked {pin}.{' '}
          {role === 'user' ? 'Its security officer can set a new one.' : 'Only initialising it anew helps, which erases its keys.'}
        </Banner>
      );
  }
}
