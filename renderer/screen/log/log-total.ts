/** How many records there are; where counting was given up, `atLeast`. */
export interface Total {
  readonly count: number;
  readonly atLeast: boolean;
}

/** `1,204 records`, `at least 10,000 records fit`, `1 record fits`. */
export function totalText({ count, atLeast }: Total, narrowed: boolean): string {
  const noun = count === 1 ? 'record' : 'records';
  return `${atLeast ? 'at least ' : ''}${count.toLocaleString('en')} ${noun}${narrowed ? ` ${count === 1 ? 'fits' : 'fit'}` : ''}`;
}
