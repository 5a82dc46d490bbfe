import type { Shape } from '../contract/shape.ts';
import type { Declaration } from '../operation/operation.ts';

/** What every operation that reads the log shares. Reading the log is recorded like anything else. */
export const readLog = {
  needs: { kind: 'action', action: 'Microsoft.Insights/logs/read' },
  during: ['open'],
  throttle: 'window',
  recorded: true,
} as const satisfies Partial<Declaration<Shape>>;
