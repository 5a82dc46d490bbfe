/** What the system's hosts file says of the house. */
export interface HostsStand {
  /** The lines between the house's own marks, as they stand. */
  readonly written: readonly string[];
  /** `yes`: it may be written; `asks`: the system asks an administrator first; `no`: only by hand. */
  readonly writable: 'yes' | 'asks' | 'no';
}

/** The file in which the system keeps names of its own; the house changes only what stands between its own marks there. */
export interface HostsFile {
  /** Where it lies. */
  readonly file: string;
  /** @throws VaultError HostsUnavailable where there is none, or the marks are damaged */
  look(): Promise<HostsStand>;
  /** The command that does by hand what `put` does. */
  command(lines: readonly string[]): string;
  /**
   * Makes these the house's lines; none takes its marks away too. Everything else stays byte for byte.
   * @throws VaultError HostsUnavailable, with the command that does it by hand; CancelledError
   */
  put(lines: readonly string[], signal: AbortSignal): Promise<void>;
}
