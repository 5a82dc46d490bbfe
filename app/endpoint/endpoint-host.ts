import type { EndpointLimit, EndpointName, EndpointProblem, EndpointState } from '../contract/endpoint.ts';
import type { HostsFile } from './hosts-file.ts';
import type { Meter } from './meter.ts';
import type { NameCheck } from './name-check.ts';

/** A vault under an address of its own: `https://127.0.0.1:{port}`. */
export interface VaultPort {
  readonly vault: string;
  readonly port: number;
}

/** How the house shall be reached, as it was decided. */
export interface EndpointPlan {
  readonly on: boolean;
  readonly name: EndpointName;
  /** `loopback`, or the IP address to listen on. */
  readonly address: string;
  readonly byPort: readonly VaultPort[];
  readonly limit: EndpointLimit;
  /** Whether applications are still served while the window is locked. */
  readonly servesLocked: boolean;
  /** Fingerprint of the certificate of one's own that is shown; undefined where the house's authority issues them. */
  readonly certificate: string | undefined;
}

/** How it is reached now. */
export interface EndpointStand {
  readonly state: EndpointState;
  /** What stands against it; only where it failed. */
  readonly problem?: EndpointProblem;
  /** Since when it listens, milliseconds since 1970; only where it is on. */
  readonly startedOn?: number;
  /** What is brought about; undefined while the house was never open. */
  readonly plan: EndpointPlan | undefined;
}

/** Where applications come in: the listener, as far as the house decides over it. */
export interface EndpointHost {
  /**
   * Brings about what was decided, in the order of the calls: answers on their way are finished before anything stops. What stands
   * against it is no error but the state `failed`, and is tried again by itself.
   */
  apply(plan: EndpointPlan): Promise<EndpointStand>;
  /** What would stand against listening there; undefined where nothing does, or where it listens already. */
  probe(place: { readonly address: string; readonly port: number }): Promise<EndpointProblem | undefined>;
  current(): EndpointStand;
  /** Connections that are open now. */
  connections(): number;
  /** Calls `work` whenever the stand changes. @returns a function that calls it off */
  watch(work: () => void): () => void;
  /** Stops listening once the answers on their way are sent. */
  stop(): Promise<void>;
  readonly meter: Meter;
  readonly names: NameCheck;
  readonly hosts: HostsFile;
}

/** Whether applications are served, and go on being served while the window is locked. */
export const servesLocked = (host: Pick<EndpointHost, 'current'>): boolean => {
  const { state, plan } = host.current();
  return state === 'on' && plan?.servesLocked === true;
};
