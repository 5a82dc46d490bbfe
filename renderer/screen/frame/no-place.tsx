import { IconMapOff } from '@tabler/icons-react';
import { EmptyState } from '../../component/empty-state.tsx';
import { LinkButton } from '../../component/link-button.tsx';
import { Page } from '../../component/page.tsx';

/** Where no place is. */
export function NoPlace() {
  return (
    <Page title="No such place" body="fill">
      <EmptyState icon={<IconMapOff />} title="Nothing is here" actions={<LinkButton to="/">Go to the overview</LinkButton>}>
        The way led to a place that this version doesn’t have.
      </EmptyState>
    </Page>
  );
}
