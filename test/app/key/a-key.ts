/** What is asked for when a key is made: quick to draw. */
export const aKey = (change: Record<string, unknown> = {}) => ({
  vault: 'payroll',
  name: 'signing',
  type: 'EC',
  enabled: true,
  tags: {},
  ...change,
});
