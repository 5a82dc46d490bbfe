import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';

const load = (): string =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(' ');

/** Facts that numbers mean nothing without. */
export function describeMachine(): string {
  const cores = cpus();
  const gib = (totalmem() / 1024 ** 3).toFixed(0);
  return [
    `${cores.length} cores ${cores[0]?.model.trim() ?? ''}, ${gib} GiB, ${process.platform} ${release()}`,
    `Node ${process.version.slice(1)}, OpenSSL ${process.versions.openssl}, load ${load()}${corePressure()}`,
  ].join('\n');
}

/** @returns a warning when other work competes for the cores, so that absolute numbers say little */
export function warnOfLoad(): string | undefined {
  const [lately = 0] = loadavg();
  const cores = cpus().length;
  if (lately < cores * 0.5) return undefined;
  return `WARNING: load ${lately.toFixed(1)} on ${cores} cores: other work runs here. Trust ratios before milliseconds, and neither far.`;
}

/** Share of the last minute in which somebody waited for a core (Linux pressure stall information). */
function corePressure(): string {
  try {
    const some = /avg60=([\d.]+)/.exec(readFileSync('/proc/pressure/cpu', 'utf8'))?.[1];
    return some === undefined ? '' : `, waiting for a core ${some} %`;
  } catch {
    return '';
  }
}
