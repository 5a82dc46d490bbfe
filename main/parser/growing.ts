/** Numbers in an array that grows: an array of JavaScript's own would take several times as much. */
export interface Growing<T extends Uint32Array | Uint8Array> {
  readonly length: number;
  push(value: number): void;
  /** Those that are there; nothing is added any more. */
  whole(): T;
}

type Kind<T> = (length: number) => T;

const first = 1024;

export function createGrowing<T extends Uint32Array | Uint8Array>(make: Kind<T>): Growing<T> {
  let held = make(first);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === held.length) {
        const longer = make(held.length * 2);
        longer.set(held);
        held = longer;
      }
      held[length] = value;
      length += 1;
    },
    whole() {
      const whole = make(length);
      whole.set(held.subarray(0, length));
      return whole;
    },
  };
}
