import { hashOf } from '../../app/contract/key-algorithm.ts';
import type { KeySpec } from '../../app/contract/key.ts';
import type { Reached } from '../../renderer/screen/endpoint/address.ts';
import { forms, type ShownForm } from '../../renderer/screen/workbench/byte-form.ts';
import { fieldsOf } from '../../renderer/screen/workbench/gather.ts';
import type { Argument, SamplePlan } from '../../renderer/screen/workbench/sample-plan.ts';
import { algorithmOptions, isSigning, taskOf, taskOperations, type Task } from '../../renderer/screen/workbench/task.ts';

const beside = ['signature', 'initialization', 'tag', 'additional'] as const;

type Change = Partial<Omit<SamplePlan, 'task' | 'reached'>> & { readonly form?: ShownForm };

/** A plan for a task, as the console's fields would make it; everything that can stand beside the input does. */
export function aPlan(reached: Reached, task: Task, { form = 'base64url', ...change }: Change = {}): SamplePlan {
  const fields = fieldsOf(task);
  const words = beside.flatMap((name): Argument[] =>
    fields[name] === 'none' ? [] : [{ name, form: name === 'additional' ? 'text' : form }],
  );
  const hash = isSigning(task) ? hashOf(task.algorithm) : undefined;
  return { reached, name: 'tried', version: undefined, task, hash, input: 'text', words, shown: 'base64url', ...change };
}

const specs: readonly KeySpec[] = [
  { family: 'RSA', bits: 2048 },
  ...(['P-256', 'P-384', 'P-521', 'P-256K'] as const).map((curve) => ({ family: 'EC', curve }) as const),
  ...([128, 192, 256] as const).map((bits) => ({ family: 'oct', bits }) as const),
];

/** Every task that some key can do. */
const everyTask = (): readonly Task[] =>
  taskOperations.flatMap((operation) => {
    const names = specs.flatMap((spec) => {
      const key = { spec, operations: [...taskOperations], publicKey: undefined };
      return algorithmOptions(key, operation, undefined).flatMap(({ value, refused }) => (refused === undefined ? [value] : []));
    });
    return [...new Set(names)].flatMap((value) => taskOf(operation, [{ value, refused: undefined }]) ?? []);
  });

/** Every task in every form of its input, hashed and not, the forms of the rest taking turns. */
export function everyPlan(reached: Reached): readonly SamplePlan[] {
  const shownForms = ['base64url', 'base64', 'hex', 'text'] as const;
  return everyTask().flatMap((task, at) =>
    forms.flatMap((input, by) => {
      const shown = shownForms[(at + by) % 4] ?? 'text';
      const form = shownForms[(at + by) % 3] ?? 'hex';
      const plan = aPlan(reached, task, { input, shown, form, ...(by % 2 === 0 && { version: '0'.repeat(32) }) });
      return plan.hash ? [plan, { ...plan, hash: undefined }] : [plan];
    }),
  );
}
