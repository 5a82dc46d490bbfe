import type { PoolAction, RoleDefinition } from '../contract/pool.ts';

/** A role that a pool made for itself. */
export interface RoleDefinitionRow {
  /** UUID, drawn here or by who made it; no two pools have the same. */
  readonly id: string;
  readonly vaultId: string;
  readonly name: string;
  readonly description: string;
  readonly dataActions: readonly PoolAction[];
  readonly notDataActions: readonly PoolAction[];
  readonly scopes: RoleDefinition['scopes'];
  /** Milliseconds since 1970. */
  readonly createdOn: number;
  readonly changedOn: number;
  /** As people read it. */
  readonly changedBy: string;
  /** What is deleted keeps its name, for what was once assigned. */
  readonly deletion: { readonly on: number; readonly by: string } | undefined;
  /** Counts changes of this row, from 1. */
  readonly rowVersion: number;
  /** Over every other field: this row decides who may do what. */
  readonly mac: Uint8Array;
}

export interface RoleDefinitionStore {
  /** @throws VaultError Conflict when there is one of this id */
  insert(row: RoleDefinitionRow): Promise<void>;
  /** Replaces the row of this id. */
  update(row: RoleDefinitionRow): Promise<void>;
  /** Also one that is deleted. */
  find(id: string): Promise<RoleDefinitionRow | undefined>;
  /** Of a pool, by name and then by id; without deleted ones. */
  list(vaultId: string): Promise<RoleDefinitionRow[]>;
  /** Every one by id, after `after`, deleted ones included: what the manifest is checked against. */
  scan(after: string | undefined, limit: number): Promise<RoleDefinitionRow[]>;
}
