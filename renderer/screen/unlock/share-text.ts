/** A recovery share as people read it: the engine gives it as text in UTF-8. */
export const showShare = (share: Uint8Array): string => new TextDecoder().decode(share);
