/** SHA-256 over the concatenation of its arguments. */
export type Hash = (...parts: readonly Uint8Array[]) => Uint8Array;

/** The roots of the full subtrees of a tree, from left to right: all that appending needs to know of what came before. */
export interface Frontier {
  readonly size: number;
  /** As many as there are ones in the binary form of `size`, 32 bytes each. */
  readonly nodes: readonly Uint8Array[];
}

export const emptyFrontier: Frontier = { size: 0, nodes: [] };

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** Hash of a leaf (RFC 9162 section 2.1.1); its prefix keeps it from ever being taken for an inner node. */
export const hashLeaf = (hash: Hash, content: Uint8Array): Uint8Array => hash(leafPrefix, content);

/** Hash of an inner node (RFC 9162 section 2.1.1). */
export const hashNode = (hash: Hash, left: Uint8Array, right: Uint8Array): Uint8Array => hash(nodePrefix, left, right);

/** @param leaf the new leaf's hash */
export function appendLeaf(hash: Hash, frontier: Frontier, leaf: Uint8Array): Frontier {
  const nodes = [...frontier.nodes];
  let carry = leaf;
  // Each trailing one of the size is a full subtree as large as the carried one: together they make the next larger.
  for (let rest = frontier.size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const left = nodes.pop();
    if (!left) throw new Error('the frontier does not fit its size');
    carry = hashNode(hash, left, carry);
  }
  nodes.push(carry);
  return { size: frontier.size + 1, nodes };
}

/** Root of the whole tree (RFC 9162 section 2.1.1); of the empty one it is the hash of nothing. */
export function rootOf(hash: Hash, frontier: Frontier): Uint8Array {
  const last = frontier.nodes.at(-1);
  if (!last) return hash();
  return frontier.nodes.slice(0, -1).reduceRight((right, left) => hashNode(hash, left, right), last);
}

/** Whether a frontier can belong to a tree of its size. */
export function isFrontier(frontier: Frontier): boolean {
  let ones = 0;
  for (let rest = frontier.size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return frontier.nodes.length === ones && frontier.nodes.every((node) => node.length === 32);
}

/** Root of the tree over these leaf hashes. */
export const rootOfLeaves = (hash: Hash, leaves: readonly Uint8Array[]): Uint8Array =>
  rootOf(
    hash,
    leaves.reduce((frontier, leaf) => appendLeaf(hash, frontier, leaf), emptyFrontier),
  );

/** Compares public values; not in constant time. */
export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, index) => byte === b[index]);
