import { poolSuffix } from '../../../app/contract/endpoint.ts';
import type { Output } from '../../../app/contract/operation.ts';

type Hosts = Output<'EndpointCheck'>['hosts'];

/** Names on the lines of a hosts file: `127.0.0.1 payroll.vault.localhost login.localhost # mark`. */
const namesOn = (lines: readonly string[]): ReadonlySet<string> =>
  new Set(lines.flatMap((line) => (line.split('#')[0] ?? '').trim().split(/\s+/).slice(1)).map((name) => name.toLowerCase()));

const vaultsOn = (lines: readonly string[], suffix: string, vaults: readonly string[]): string[] => {
  const names = namesOn(lines);
  return vaults.filter((vault) => [suffix, poolSuffix({ suffix })].some((end) => names.has(`${vault.toLowerCase()}.${end}`)));
};

/** The vaults to write lines for, so that what is missing is added and what was written stays; and those that were written before. */
export function hostsPlan({ missing, written }: Hosts, suffix: string, vaults: readonly string[]): { after: string[]; before: string[] } {
  return { after: vaultsOn([...written, ...missing], suffix, vaults), before: vaultsOn(written, suffix, vaults) };
}
