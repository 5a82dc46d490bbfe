import { IconPlug, IconPlugConnected, IconPlugX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { StatusItem } from '../../component/status-item.tsx';
import { stateKind, statusText } from './state-text.ts';
import { useEndpoint } from './use-endpoint.ts';

const icons = { on: IconPlugConnected, off: IconPlug, failed: IconPlugX } as const;

/** In the foot of the window, always: whether applications are served, and whether they still are once it is locked. */
export function EndpointStatus() {
  const navigate = useNavigate();
  const endpoint = useEndpoint();
  if (!endpoint) return null;
  const Sign = icons[endpoint.state];
  return (
    <StatusItem kind={stateKind[endpoint.state]} icon={<Sign aria-hidden="true" />} onPress={() => void navigate({ to: '/endpoint' })}>
      {statusText(endpoint)}
    </StatusItem>
  );
}
