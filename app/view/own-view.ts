import type * as z from 'zod';
import type { Shape } from '../contract/shape.ts';
import { VaultError } from '../contract/vault-error.ts';
import { type Declaration, houseTarget, type Room } from '../operation/operation.ts';
import type { ViewKind, ViewRow } from './view-store.ts';

/** More than anyone finds again, and few enough to be read at once. */
const mostViews = 100;

/** What operations on views of one's own share. */
export const ownViews = {
  at: 'room',
  needs: { kind: 'session' },
  during: ['open'],
  throttle: 'window',
  fields: {},
  target: async () => houseTarget('views'),
} as const satisfies Partial<Declaration<Shape>> & { readonly at: 'room'; readonly target: unknown };

type Place = Pick<Room, 'tx' | 'principal'>;

export const listOwnViews = ({ tx, principal }: Place, kind: ViewKind): Promise<ViewRow[]> => tx.views.list(principal.id, kind);

/**
 * Saves a view of the person's own; one of the same name is replaced.
 * @param shown what it shows and how
 * @returns its id
 * @throws VaultError BadParameter when there are too many
 */
export async function putOwnView(
  { tx, principal, newId }: Place & Pick<Room, 'newId'>,
  kind: ViewKind,
  { name, shown }: { readonly name: string; readonly shown: object },
): Promise<string> {
  const own = await tx.views.list(principal.id, kind);
  const before = own.find((row) => row.name === name);
  if (!before && own.length >= mostViews) {
    throw new VaultError('BadParameter', { issues: [{ path: 'name', problem: 'too_many', limit: mostViews }] });
  }
  const id = before?.id ?? newId();
  await tx.views.put({ id, personId: principal.id, kind, name, json: JSON.stringify(shown) });
  return id;
}

/** @throws VaultError StagedNotFound when the person has none of this id */
export async function removeOwnView({ tx, principal }: Place, kind: ViewKind, id: string): Promise<void> {
  if (!(await tx.views.remove(principal.id, kind, id))) throw new VaultError('StagedNotFound', { what: 'view' });
}

/** What a row shows and how. @throws VaultError StoreDamaged when it holds no view */
export function readView<T extends z.ZodType>(shape: T, { json }: ViewRow): z.output<T> {
  const parsed = shape.safeParse(JSON.parse(json));
  if (!parsed.success) throw new VaultError('StoreDamaged', { detail: 'view' });
  return parsed.data;
}
