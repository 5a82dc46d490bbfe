/** @see https://sourceware.org/glibc/manual/latest/html_node/Memory-Allocation-Tunables.html */
const tunables = {
  // What is freed is filled with 0xff; the caches of each thread, which are left out of that, are off.
  perturb: 255,
  tcache_count: 0,
  // Each long array has pages of its own, which go back to the system as soon as it is freed. By itself glibc would raise this bound with
  // every such array, and keep the next ones.
  mmap_threshold: 128 * 1024,
  trim_threshold: 1024 * 1024,
  // What one thread freed, others use again.
  arena_max: 2,
} as const;

/**
 * Makes the C library overwrite memory as it is freed, and give it back: Node and SQLite free copies that no caller can reach to zero them.
 * macOS has the first in malloc(3). Elsewhere it says nothing, and the end of the process stays the only promise.
 */
export const wipedHeap = {
  GLIBC_TUNABLES: Object.entries(tunables)
    .map(([name, value]) => `glibc.malloc.${name}=${value}`)
    .join(':'),
  MallocScribble: '1',
} as const;
