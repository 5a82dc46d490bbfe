/**
 * V8's switches for the page. With a machine's memory before it, V8 would let the texts of messages lie until there are gigabytes of them: a
 * page that keeps 11 MiB had 250 MiB after 10,000 calls. A limit, in MiB, is what makes it collect them; growth in percent changed nothing.
 */
export const pageHeap = '--max-old-space-size=192 --max-semi-space-size=8';
