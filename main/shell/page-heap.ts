/**
 * V8's switches for the page: garbage is collected before there is much of it. With a machine's memory before it, V8 would let a page grow
 * to ten times what it holds.
 */
export const pageHeap = '--max-semi-space-size=8 --heap-growing-percent=40 --initial-old-space-size=32';
