/**
 * Makes the C library overwrite memory as it is freed: Node and SQLite free copies that no caller can reach to zero them. glibc fills
 * what is freed with 0xff (`glibc.malloc.perturb`, in the libc manual's chapter on tunables), once its caches per thread, which are
 * left out of that, are off; macOS has it in malloc(3). Elsewhere it says nothing, and the end of the process stays the only promise.
 */
export const wipedHeap = { GLIBC_TUNABLES: 'glibc.malloc.perturb=255:glibc.malloc.tcache_count=0', MallocScribble: '1' } as const;
