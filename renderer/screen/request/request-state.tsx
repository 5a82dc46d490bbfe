import type { ReactNode } from 'react';
import type { AccessRequest } from '../../../app/contract/access.ts';
import { Meaning } from '../../component/meaning.tsx';

const states: Readonly<Record<AccessRequest['state'], ReactNode>> = {
  open: <Meaning kind="notice">open</Meaning>,
  granted: <Meaning kind="ok">granted</Meaning>,
  refused: <Meaning kind="danger">refused</Meaning>,
  withdrawn: <Meaning kind="disabled">withdrawn</Meaning>,
};

/** How a request stands, as a word with its sign. */
export const RequestState = ({ state }: { state: AccessRequest['state'] }) => states[state];
