import { randomBytes } from 'node:crypto';

/** Stands in the built page wherever a style element or the style cache needs the nonce of this load. */
export const noncePlaceholder = '__NONCE__';

/** A fresh nonce for one load of the page: 128 random bits in base64. */
export const newNonce = (): string => randomBytes(16).toString('base64');

const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    "frame-src 'none'",
    "worker-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "webrtc 'block'",
  ].join('; ');

const deniedFeatures = [
  'accelerometer', 'bluetooth', 'browsing-topics', 'camera', 'clipboard-read', 'display-capture', 'encrypted-media', 'fullscreen',
  'geolocation', 'gyroscope', 'hid', 'idle-detection', 'local-fonts', 'magnetometer', 'microphone', 'midi', 'payment',
  'picture-in-picture', 'screen-wake-lock', 'serial', 'storage-access', 'usb', 'web-share', 'window-management', 'xr-spatial-tracking',
]; // prettier-ignore

/** For the page itself: copying a value, and a second factor by passkey. */
const ownFeatures = ['clipboard-write', 'publickey-credentials-create', 'publickey-credentials-get'];

const permissions = [...deniedFeatures.map((feature) => `${feature}=()`), ...ownFeatures.map((feature) => `${feature}=(self)`)].join(', ');

/**
 * Headers of every answer that a shell gives to the page.
 * @param type media type of the body
 * @param nonce of the page's styles; only documents have one
 */
export function responseHeaders(type: string, nonce?: string): Record<string, string> {
  const always = {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
  };
  if (nonce === undefined) return always;
  return { ...always, 'content-security-policy': policy(nonce), 'permissions-policy': permissions };
}
