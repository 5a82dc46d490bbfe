import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { proveConsistency, proveInclusion, verifyConsistency, verifyInclusion } from '../../../app/audit/proof.ts';
import { appendLeaf, emptyFrontier, hashLeaf, hashNode, isFrontier, rootOf, rootOfLeaves } from '../../../app/audit/tree.ts';
import { nodeCrypto } from './a-log.ts';

// Many runs on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const hash = nodeCrypto.sha256;
const fromHex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const hex = z.string().transform(fromHex);
const vectors = z
  .object({
    leaves: z.array(hex),
    leafHashes: z.array(hex),
    roots: z.array(hex),
    inclusion: z.array(z.object({ index: z.number(), size: z.number(), proof: z.array(hex) })),
    consistency: z.array(z.object({ first: z.number(), second: z.number(), proof: z.array(hex) })),
  })
  .parse(JSON.parse(readFileSync(new URL('../../vector/log/rfc9162-tree.json', import.meta.url), 'utf8')));

const rootAt = (size: number): Uint8Array => vectors.roots[size] ?? fromHex('');

/** Root by the definition itself: the tree is cut at the largest power of two below its size. */
function definedRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (!only) return hash();
  if (leaves.length === 1) return only;
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return hashNode(hash, definedRoot(leaves.slice(0, split)), definedRoot(leaves.slice(split)));
}

const someLeaves = fc.integer({ min: 0, max: 70 }).map((size) => Array.from({ length: size }, (_, at) => hash(Uint8Array.of(at))));
const treeAndPart = someLeaves.chain((leaves) =>
  fc.tuple(fc.constant(leaves), fc.integer({ min: 0, max: Math.max(0, leaves.length - 1) })),
);

const flipped = (bytes: Uint8Array): Uint8Array => bytes.map((byte, at) => (at === 7 ? byte ^ 4 : byte));

describe('the published reference tree', () => {
  test('gives the published leaf hashes and roots', () => {
    expect(vectors.leaves.map((leaf) => hashLeaf(hash, leaf))).toEqual(vectors.leafHashes);
    expect(vectors.roots.map((_, size) => rootOfLeaves(hash, vectors.leafHashes.slice(0, size)))).toEqual(vectors.roots);
  });

  test.each(vectors.inclusion)('gives and accepts the inclusion proof of $index in $size', ({ index, size, proof }) => {
    expect(proveInclusion(hash, vectors.leafHashes.slice(0, size), index)).toEqual(proof);
    const leaf = vectors.leafHashes[index] ?? fromHex('');
    expect(verifyInclusion(hash, { index, size, leaf, proof, root: rootAt(size) })).toBe(true);
  });

  test.each(vectors.consistency)('gives and accepts the consistency proof of $first and $second', ({ first, second, proof }) => {
    expect(proveConsistency(hash, vectors.leafHashes.slice(0, second), first)).toEqual(proof);
    expect(verifyConsistency(hash, { first, second, firstRoot: rootAt(first), secondRoot: rootAt(second), proof })).toBe(true);
  });
});

test('appending leaf by leaf gives the root that the definition gives', () => {
  fc.assert(
    fc.property(someLeaves, (leaves) => {
      const frontier = leaves.reduce((grown, leaf) => appendLeaf(hash, grown, leaf), emptyFrontier);
      expect(isFrontier(frontier)).toBe(true);
      expect(rootOf(hash, frontier)).toEqual(definedRoot(leaves));
    }),
  );
});

test('sizes beyond 32 bits keep their frontier', () => {
  const size = 2 ** 33 + 1;
  const grown = appendLeaf(hash, { size, nodes: [hash(), hash()] }, hash());
  expect(isFrontier(grown)).toBe(true);
  expect(grown.nodes).toHaveLength(2);
});

test('a frontier that does not fit its size is refused', () => {
  expect(isFrontier({ size: 3, nodes: [hash()] })).toBe(false);
  expect(() => appendLeaf(hash, { size: 3, nodes: [hash()] }, hash())).toThrow('frontier');
});

test('every leaf can be proved to be in its tree, and no other leaf, place, size, root or path in its stead', () => {
  fc.assert(
    fc.property(treeAndPart, ([leaves, index]) => {
      fc.pre(leaves.length > 0);
      const leaf = leaves[index] ?? hash();
      const claim = { index, size: leaves.length, leaf, proof: proveInclusion(hash, leaves, index), root: definedRoot(leaves) };
      expect(verifyInclusion(hash, claim)).toBe(true);
      expect(verifyInclusion(hash, { ...claim, leaf: flipped(leaf) })).toBe(false);
      expect(verifyInclusion(hash, { ...claim, root: flipped(claim.root) })).toBe(false);
      expect(verifyInclusion(hash, { ...claim, index: leaves.length })).toBe(false);
      expect(verifyInclusion(hash, { ...claim, proof: [...claim.proof, hash()] })).toBe(false);
      for (const at of claim.proof.keys()) {
        const proof = claim.proof.map((node, place) => (place === at ? flipped(node) : node));
        expect(verifyInclusion(hash, { ...claim, proof })).toBe(false);
        expect(verifyInclusion(hash, { ...claim, proof: claim.proof.toSpliced(at, 1) })).toBe(false);
      }
    }),
  );
});

test('every earlier tree can be proved to be the beginning of a later one, and no other tree', () => {
  fc.assert(
    fc.property(treeAndPart, ([leaves, first]) => {
      const [firstRoot, secondRoot] = [definedRoot(leaves.slice(0, first)), definedRoot(leaves)];
      const claim = { first, second: leaves.length, firstRoot, secondRoot, proof: proveConsistency(hash, leaves, first) };
      expect(verifyConsistency(hash, claim)).toBe(true);
      expect(verifyConsistency(hash, { ...claim, firstRoot: flipped(firstRoot) })).toBe(false);
      if (first > 0) expect(verifyConsistency(hash, { ...claim, secondRoot: flipped(secondRoot) })).toBe(false);
      expect(verifyConsistency(hash, { ...claim, proof: [...claim.proof, hash()] })).toBe(false);
      for (const at of claim.proof.keys()) {
        const proof = claim.proof.map((node, place) => (place === at ? flipped(node) : node));
        expect(verifyConsistency(hash, { ...claim, proof })).toBe(false);
      }
    }),
  );
});

test('a longer tree is not the beginning of a shorter one', () => {
  expect(verifyConsistency(hash, { first: 3, second: 2, firstRoot: rootAt(3), secondRoot: rootAt(2), proof: [] })).toBe(false);
});
