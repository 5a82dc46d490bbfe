import { mostCredit } from '../../app/contract/frame.ts';

/** How many items a stream may still send before the page has to ask for more. */
export interface Credit {
  /** @returns false when the page would then have granted more than `mostCredit` ahead */
  readonly grant: (amount: number) => boolean;
  /** Waits for one and uses it. One at a time. @returns false once closed */
  readonly take: () => Promise<boolean>;
  /** Nothing more will be granted or used. */
  close(): void;
}

export function createCredit(first: number): Credit {
  let left = first;
  let open = true;
  let wake: (() => void) | undefined;
  return {
    grant(amount) {
      if (left + amount > mostCredit) return false;
      left += amount;
      wake?.();
      return true;
    },
    async take() {
      while (open && left === 0) await new Promise<void>((resolve) => (wake = resolve));
      if (open) left -= 1;
      return open;
    },
    close() {
      open = false;
      wake?.();
    },
  };
}
