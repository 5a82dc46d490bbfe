import { useQuery } from '@tanstack/react-query';
import { Navigate } from '@tanstack/react-router';
import { useClient } from '../../api/client-context.tsx';
import { sessionQuery } from '../../api/query.ts';
import { OverviewScreen } from '../overview/overview-screen.tsx';
import { FindScreen } from './find-screen.tsx';

/** Where the person begins: with what needs attention, with finding, or with the log. */
export function StartScreen() {
  const { data: session } = useQuery(sessionQuery(useClient()));
  switch (session?.start) {
    case undefined:
      return null;
    case 'attention':
      return <OverviewScreen />;
    case 'find':
      return <FindScreen />;
    case 'log':
      return <Navigate to="/log" replace />;
  }
}
