import { decodeText } from '../../api/decode-text.ts';

/** A recovery share as people read it: 18 groups of four characters with hyphens between. */
export const showShare = (share: Uint8Array): string => decodeText(share);

/** What all shares of one set begin with: the first two groups. No secret. */
export const setIdOf = (share: Uint8Array): string => decodeText(share.subarray(0, 9));

/** The share in lines of six groups, for paper. */
export const shareLines = (share: Uint8Array): string[] => {
  const groups = showShare(share).split('-');
  return Array.from({ length: Math.ceil(groups.length / 6) }, (_, line) => groups.slice(line * 6, line * 6 + 6).join('-'));
};
