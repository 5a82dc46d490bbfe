import { hashNode, rootOfLeaves, sameBytes } from './tree.ts';
import type { Hash } from './tree.ts';

/** Claims that a leaf is the one at `index` of the tree of `size` leaves with this root. */
export interface Inclusion {
  readonly index: number;
  readonly size: number;
  readonly leaf: Uint8Array;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** Claims that the tree of `first` leaves is the beginning of the tree of `second` leaves. */
export interface Consistency {
  readonly first: number;
  readonly second: number;
  readonly firstRoot: Uint8Array;
  readonly secondRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Inclusion path of one leaf in the tree over `leaves` (RFC 9162 section 2.1.3.1). */
export function proveInclusion(hash: Hash, leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (leaves.length <= 1) return [];
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...proveInclusion(hash, left, index), rootOfLeaves(hash, right)]
    : [...proveInclusion(hash, right, index - split), rootOfLeaves(hash, left)];
}

/** Consistency proof between the tree over the first `first` leaves and that over all (RFC 9162 section 2.1.4.1). */
export const proveConsistency = (hash: Hash, leaves: readonly Uint8Array[], first: number): Uint8Array[] =>
  first === 0 || first >= leaves.length ? [] : subproof(hash, leaves, first, true);

function subproof(hash: Hash, leaves: readonly Uint8Array[], first: number, known: boolean): Uint8Array[] {
  if (first === leaves.length) return known ? [] : [rootOfLeaves(hash, leaves)];
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return first <= split
    ? [...subproof(hash, left, first, known), rootOfLeaves(hash, right)]
    : [...subproof(hash, right, first - split, false), rootOfLeaves(hash, left)];
}

/** Verifies an inclusion proof (RFC 9162 section 2.1.3.2). */
export function verifyInclusion(hash: Hash, claim: Inclusion): boolean {
  if (!isCount(claim.index) || !isCount(claim.size) || claim.index >= claim.size) return false;
  let [node, last] = [claim.index, claim.size - 1];
  let root = claim.leaf;
  for (const sibling of claim.proof) {
    if (last === 0) return false;
    if (isRight(node, last)) {
      root = hashNode(hash, sibling, root);
      [node, last] = climbLeftEdge(node, last);
    } else {
      root = hashNode(hash, root, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameBytes(root, claim.root);
}

/** Verifies a consistency proof (RFC 9162 section 2.1.4.2). The empty tree is the beginning of every tree. */
export function verifyConsistency(hash: Hash, claim: Consistency): boolean {
  const { first, second, firstRoot, secondRoot, proof } = claim;
  if (!isCount(first) || !isCount(second) || first > second) return false;
  if (first === second) return proof.length === 0 && sameBytes(firstRoot, secondRoot);
  if (first === 0) return proof.length === 0 && sameBytes(firstRoot, hash());
  if (proof.length === 0) return false;
  const [start, ...rest] = isPowerOfTwo(first) ? [firstRoot, ...proof] : proof;
  return start !== undefined && foldConsistency(hash, claim, start, rest);
}

function foldConsistency(hash: Hash, claim: Consistency, start: Uint8Array, path: readonly Uint8Array[]): boolean {
  let [node, last] = [claim.first - 1, claim.second - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  let [firstRoot, secondRoot] = [start, start];
  for (const sibling of path) {
    if (last === 0) return false;
    if (isRight(node, last)) {
      firstRoot = hashNode(hash, sibling, firstRoot);
      secondRoot = hashNode(hash, sibling, secondRoot);
      [node, last] = climbLeftEdge(node, last);
    } else {
      secondRoot = hashNode(hash, secondRoot, sibling);
    }
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && sameBytes(firstRoot, claim.firstRoot) && sameBytes(secondRoot, claim.secondRoot);
}

/** A node whose sibling stands to its left: a right child, or the last of its level, which is carried up without one. */
const isRight = (node: number, last: number): boolean => node % 2 === 1 || node === last;

/** A last node without sibling on its level is its own parent, until it is a right child. */
function climbLeftEdge(node: number, last: number): [number, number] {
  let [climbed, edge] = [node, last];
  while (climbed % 2 === 0 && climbed !== 0) [climbed, edge] = [half(climbed), half(edge)];
  return [climbed, edge];
}

// Sizes go beyond 32 bits, where shifts stop working.
const half = (value: number): number => Math.floor(value / 2);

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

const isPowerOfTwo = (value: number): boolean => largestPowerBelow(value + 1) === value;
