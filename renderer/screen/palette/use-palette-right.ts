import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OperationName } from '../../../app/contract/operation.ts';
import { useAccess } from '../../api/access-context.ts';
import { useClient } from '../../api/client-context.tsx';
import { mayAnywhereQuery } from '../../api/may.ts';
import { sessionQuery } from '../../api/query.ts';
import { refusalSentence } from '../../component/unavailable.ts';
import { actionEntries } from '../action/catalogue.ts';
import { useVaultNames } from '../access/use-may-anywhere.ts';
import { useReach } from '../access/use-reach.ts';
import type { PaletteRights } from './palette-item.ts';

const needed = [...new Set(actionEntries.flatMap(([, { needs }]) => (needs === undefined ? [] : [needs])))];

const free = { unavailable: undefined, onRefused: undefined };

/** What the person may do anywhere, of all that the catalogue's actions need. */
export function usePaletteRights(): PaletteRights {
  const access = useAccess();
  const { data: session } = useQuery(sessionQuery(useClient()));
  const { values } = useReach();
  const vaults = useVaultNames();
  const answers = useQueries({
    queries: needed.map((operation) => mayAnywhereQuery(access?.desk, operation, vaults)),
    combine: (results) => results.map(({ data }) => data),
  });
  return useMemo(() => {
    const may = (operation: OperationName) => {
      const answer = answers[needed.indexOf(operation)];
      return answer?.state === 'no' ? { unavailable: refusalSentence(answer), onRefused: () => access?.explain(answer) } : free;
    };
    return { may, values, told: session?.start !== 'log' };
  }, [answers, access, values, session?.start]);
}
