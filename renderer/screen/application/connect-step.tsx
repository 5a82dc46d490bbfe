import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { Application } from '../../../app/contract/application.ts';
import { useClient } from '../../api/client-context.tsx';
import { sessionQuery } from '../../api/query.ts';
import { Fact, FactList } from '../../component/fact-list.tsx';
import { IdChip } from '../../component/id-chip.tsx';
import { SidePanel } from '../../component/side-panel.tsx';
import { visibleText } from '../../component/visible-text.ts';

interface ConnectStepProps {
  application: Application;
  way: ReactNode;
  /** What it was given a role on just now, where that is known. */
  vault: string | undefined;
  secret: string | undefined;
  onClose: () => void;
}

/** What an application is told so that it finds the house and itself. */
export function ConnectStep({ application, way, onClose }: ConnectStepProps) {
  const { data: session } = useQuery(sessionQuery(useClient()));
  return (
    <SidePanel
      title={`Connect ${visibleText(application.name)}`}
      open
      dirty={false}
      onClose={onClose}
      actions={
        <Button variant="contained" color="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      {way}
      <FactList>
        <Fact name="Client id">
          <IdChip what="client id" value={application.clientId} most={36} />
        </Fact>
        {session && (
          <Fact name="Tenant id">
            <IdChip what="tenant id" value={session.tenant.id} most={36} />
          </Fact>
        )}
      </FactList>
    </SidePanel>
  );
}
