import type { Endpoint, EndpointProblem, EndpointState } from '../../../app/contract/endpoint.ts';
import type { MeaningKind } from '../../component/meaning.tsx';

/** How a state is said: sign, word and colour. */
export const stateKind: Readonly<Record<EndpointState, MeaningKind>> = { off: 'disabled', on: 'ok', failed: 'danger' };

/** For the foot of the window: `Endpoint on · 8443 · served while locked`. */
export function statusText({ state, name, servesLocked }: Endpoint): string {
  switch (state) {
    case 'off':
      return 'Endpoint off';
    case 'failed':
      return 'Endpoint failed';
    case 'on':
      return ['Endpoint on', String(name.port), ...(servesLocked ? ['served while locked'] : [])].join(' · ');
  }
}

/** What stands against serving, and what to do about it. */
export const problemText: Readonly<Record<EndpointProblem, { readonly title: string; readonly whatToDo: string }>> = {
  'port-in-use': {
    title: 'Another program uses this port.',
    whatToDo: 'End that program, or choose another port under Address. Strongroom tries again by itself.',
  },
  'port-not-allowed': {
    title: 'The system keeps this port for itself.',
    whatToDo: 'Ports below 1024 need more rights than Strongroom has. Choose one from 1024 up under Address.',
  },
  'address-not-here': {
    title: 'This computer doesn’t have that address any more.',
    whatToDo: 'Connect the network that it belongs to, or choose another address under Address.',
  },
  certificate: {
    title: 'The certificate can’t be used.',
    whatToDo: 'It may have expired, or not belong to the suffix. Give a new one with its private key under Address.',
  },
};

/** What to add where an address was copied that nothing answers at now; empty where it is served. */
export function notServed(state: EndpointState | undefined): string {
  switch (state) {
    case undefined:
    case 'on':
      return '';
    case 'off':
      return 'It is not served now: the endpoint is off.';
    case 'failed':
      return 'It is not served now: the endpoint failed.';
  }
}
