import { useShownOnce } from '../../component/use-shown-once.ts';
import type { Invitation } from './invitation-panel.tsx';

const forget = ({ code }: Invitation) => void code.fill(0);

/** An invitation that is asked for and then shown. */
export function useInvitation() {
  const { shown: invitation, show } = useShownOnce(forget);
  return { invitation, show };
}
