/** NameConstraints (RFC 5280 section 4.2.1.10). */
export const nameConstraintsOid = '2.5.29.30';

const sequence = 0x30;
const permittedSubtrees = 0xa0;
/** GeneralName: dNSName [2], iPAddress [7]. */
const dnsName = 0x82;
const ipAddress = 0x87;

function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  // DER writes lengths from 128 on in another form; these stay below.
  if (length > 127) throw new RangeError('too long for a short length');
  const bytes = new Uint8Array(2 + length);
  bytes.set([tag, length]);
  let offset = 2;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/** An address followed by its mask. */
const loopback4 = Uint8Array.of(127, 0, 0, 0, 255, 0, 0, 0);
const loopback6 = new Uint8Array(32).fill(255, 16).fill(1, 15, 16);

/** Only `localhost` and what lies under it, 127.0.0.0/8 and ::1; DER of the extension's value. */
export const loopbackOnly = (): Uint8Array =>
  der(
    sequence,
    der(
      permittedSubtrees,
      der(sequence, der(dnsName, new TextEncoder().encode('localhost'))),
      der(sequence, der(ipAddress, loopback4)),
      der(sequence, der(ipAddress, loopback6)),
    ),
  );
