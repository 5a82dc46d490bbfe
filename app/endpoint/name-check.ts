/** What the system answered for a host name. */
export interface NameAnswer {
  readonly host: string;
  /** `here`: this machine. */
  readonly resolves: 'here' | 'elsewhere' | 'no';
  readonly address?: string;
}

export interface NameQuestion {
  /** Host names, the authority's first: that is the one that is connected to. */
  readonly hosts: readonly [string, ...string[]];
  readonly port: number;
  /** The address that it listens on; `loopback` for this machine alone. */
  readonly address: string;
  /** PEM of the house's own authority; absent with a certificate of one's own. */
  readonly authority: string | undefined;
}

export interface NameFinding {
  readonly names: readonly NameAnswer[];
  /** `system`: a connection that trusts what the system trusts came through. */
  readonly trust: 'system' | 'not';
  /** Whether a connection with the house's own authority came through. */
  readonly reached: 'yes' | 'no';
}

/** Asks the system, as any program would. */
export interface NameCheck {
  /**
   * Answers within ten seconds, whatever the system does: what was not answered by then counts as `no`.
   * @throws CancelledError
   */
  ask(question: NameQuestion, signal: AbortSignal): Promise<NameFinding>;
}
