import { IconCpu, IconCpuOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMay } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { moduleListQuery } from '../../api/key-query.ts';
import { StatusItem } from '../../component/status-item.tsx';
import { hsmHealth } from './hsm-health.ts';
import { useFollowedHsm } from './use-hsm.ts';

/** In the foot of the window where there is a module, for who may see it: how many modules and tokens are well. */
export function HsmStatus() {
  const navigate = useNavigate();
  const may = useMay({ operation: 'HsmModuleList' }).state === 'yes';
  const { data } = useQuery({ ...moduleListQuery(useClient()), enabled: may });
  const some = (data?.items.length ?? 0) > 0;
  const { modules = [], stopped } = useFollowedHsm(may && some);
  if (!may || !some || modules.length === 0) return null;
  const { kind, text } = hsmHealth(modules);
  const Sign = kind === undefined ? IconCpu : IconCpuOff;
  return (
    <StatusItem {...(kind && { kind })} icon={<Sign aria-hidden="true" />} onPress={() => void navigate({ to: '/hsm' })}>
      {text}
      {stopped === undefined ? '' : ', as last seen'}
    </StatusItem>
  );
}
