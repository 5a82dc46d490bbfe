const lengthBytes = 4;
const mostHeadBytes = 1024 * 1024;

/** The head of an answer of the parser's process: JSON after its length (u32be). */
export function writeHead(value: unknown): Uint8Array<ArrayBuffer> {
  const json = new TextEncoder().encode(JSON.stringify(value));
  const bytes = new Uint8Array(lengthBytes + json.length);
  new DataView(bytes.buffer).setUint32(0, json.length);
  bytes.set(json, lengthBytes);
  return bytes;
}

/** @returns what the head says, and what follows it, of the same memory; undefined when there is none */
export function readHead(answer: Uint8Array): { said: unknown; body: Uint8Array } | undefined {
  const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
  const headBytes = answer.length < lengthBytes ? 0 : view.getUint32(0);
  if (headBytes === 0 || headBytes > mostHeadBytes || headBytes > answer.length - lengthBytes) return undefined;
  return { said: readJson(answer.subarray(lengthBytes, lengthBytes + headBytes)), body: answer.subarray(lengthBytes + headBytes) };
}

/** The same of an answer on its way in: yields what is to be filled next. @returns undefined when there is no head */
export function* receiveHead(): Generator<Uint8Array, { said: unknown } | undefined, undefined> {
  const length = new Uint8Array(lengthBytes);
  yield length;
  const headBytes = new DataView(length.buffer).getUint32(0);
  if (headBytes === 0 || headBytes > mostHeadBytes) return undefined;
  const json = new Uint8Array(headBytes);
  yield json;
  return { said: readJson(json) };
}

function readJson(json: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(json));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
