import type { ImportFormat } from '../../app/contract/import.ts';
import { entryColumns, type ParsedFile, type RowProblem } from '../../app/import/file-parser.ts';
import { nameCell } from './entry.ts';
import { type JsonNode, readNodes } from './json-node.ts';
import { createTableDraft } from './table-draft.ts';
import { unreadable } from './unreadable.ts';

/** One secret as a file has it; what is not said is undefined. */
interface Entry {
  readonly line: number;
  /** With marks between its parts. */
  readonly name: string;
  readonly value: string | undefined;
  readonly contentType?: string | undefined;
  readonly enabled?: string | undefined;
  readonly notBefore?: string | undefined;
  readonly expires?: string | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

type JsonFormat = Exclude<ImportFormat, 'env' | 'csv'>;

/**
 * Rows of a JSON file.
 * @param format as the person says; found out where it is not said
 * @throws VaultError FileUnreadable; `foreign` when it is JSON, but not of this format
 */
export function readJson(source: string, format: ImportFormat | undefined): ParsedFile {
  const roots = readNodes(source);
  const [first] = roots;
  if (!first) throw unreadable('empty');
  const wanted = format === undefined ? formatOf(first) : readers.find((known) => known === format);
  if (!wanted) throw unreadable('foreign', first.line);
  const draft = createTableDraft(entryColumns);
  for (const root of roots) for (const entry of entriesOf(wanted, root, source)) addEntry(entry);
  return draft.finish(wanted);

  function addEntry({ line, name, value, contentType = '', enabled = '', notBefore = '', expires = '', tags }: Entry): void {
    const problem: RowProblem = value === undefined ? 'value_missing' : '';
    draft.add(line, [name, value ?? '', contentType, enabled, notBefore, expires, tags ? JSON.stringify(tags) : ''], problem);
  }
}

const readers: readonly JsonFormat[] = ['json', 'azure', 'vault', 'bitwarden', 'strongroom'];

/** What tells the formats of other tools; the first that fits counts. */
const marks: readonly (readonly [JsonFormat, (root: JsonNode, first: JsonNode) => boolean])[] = [
  ['strongroom', (root) => textOf(member(root, 'format')) === 'strongroom-secrets'],
  ['azure', (_root, first) => /\/secrets\//.test(textOf(member(first, 'id')) ?? '') && member(first, 'attributes') !== undefined],
  ['bitwarden', (root) => ['secrets', 'projects'].every((name) => member(root, name)?.kind === 'array')],
  ['bitwarden', (root, first) => root.kind === 'array' && has(first, 'key', 'organizationId')],
  ['vault', (root) => member(root, 'data')?.kind === 'object' && (has(root, 'lease_id') || has(member(root, 'data'), 'metadata'))],
];

const has = (node: JsonNode | undefined, ...names: readonly string[]): boolean => names.every((name) => member(node, name) !== undefined);

function formatOf(root: JsonNode): JsonFormat {
  const first = (root.kind === 'array' ? root.items[0] : undefined) ?? root;
  return marks.find(([, fits]) => fits(root, first))?.[0] ?? 'json';
}

function entriesOf(format: JsonFormat, root: JsonNode, source: string): Iterable<Entry> {
  switch (format) {
    case 'strongroom':
      return strongroomEntries(root);
    case 'azure':
      return azureEntries(root);
    case 'bitwarden':
      return bitwardenEntries(root);
    case 'vault':
      return vaultEntries(root, source);
    case 'json':
      return jsonEntries(root, source);
  }
}

/** Of members of one name the last, as JSON.parse has it; only where a format gives names their meaning. */
function member(node: JsonNode | undefined, name: string): JsonNode | undefined {
  return node?.kind === 'object' ? node.members.findLast((it) => it.name === name)?.node : undefined;
}

/** @throws VaultError FileUnreadable foreign where something else is */
function itemsOf(node: JsonNode | undefined, line: number): readonly JsonNode[] {
  if (node?.kind !== 'array') throw unreadable('foreign', line);
  return node.items;
}

const textOf = (node: JsonNode | undefined): string | undefined =>
  node?.kind === 'string' || node?.kind === 'literal' ? node.text : undefined;

function tagsOf(node: JsonNode | undefined): Record<string, string> | undefined {
  if (node?.kind !== 'object' || node.members.length === 0) return undefined;
  return Object.fromEntries(node.members.map(({ name, node: tag }) => [name, textOf(tag) ?? '']));
}

/** The console's own export. @see createJsonWriter */
function* strongroomEntries(root: JsonNode): Generator<Entry> {
  if (textOf(member(root, 'version')) !== '1') throw unreadable('foreign', root.line);
  for (const item of itemsOf(member(root, 'secrets'), root.line)) {
    yield {
      ...attributesOf(item),
      line: item.line,
      name: nameCell(textOf(member(item, 'name')) ?? ''),
      value: textOf(member(item, 'value')),
    };
  }
}

const attributesOf = (item: JsonNode, dates: JsonNode | undefined = item) => ({
  contentType: textOf(member(item, 'contentType')),
  enabled: textOf(member(dates, 'enabled')),
  notBefore: textOf(member(dates, 'notBefore')) ?? textOf(member(dates, 'nbf')),
  expires: textOf(member(dates, 'expires')) ?? textOf(member(dates, 'exp')),
  tags: tagsOf(member(item, 'tags')),
});

/** `az keyvault secret show` prints one, `list` an array of them without values, REST an object with an array of them. */
function* azureEntries(root: JsonNode): Generator<Entry> {
  const items = root.kind === 'array' ? root.items : member(root, 'value')?.kind === 'array' ? itemsOf(member(root, 'value'), 0) : [root];
  for (const item of items) {
    const id = textOf(member(item, 'id'));
    const name = textOf(member(item, 'name')) ?? /\/secrets\/([^/]+)/.exec(id ?? '')?.[1];
    if (name === undefined) throw unreadable('foreign', item.line);
    yield {
      ...attributesOf(item, member(item, 'attributes')),
      line: item.line,
      name: nameCell(name),
      value: textOf(member(item, 'value')),
    };
  }
}

/** Names of projects by their ids. */
function projectsOf(root: JsonNode): ReadonlyMap<string, string> {
  const projects = new Map<string, string>();
  const known = member(root, 'projects');
  for (const project of known?.kind === 'array' ? known.items : []) {
    const [id, name] = [textOf(member(project, 'id')), textOf(member(project, 'name'))];
    if (id !== undefined && name !== undefined) projects.set(id, name);
  }
  return projects;
}

/** The export of Bitwarden's Secrets Manager. Notes stay behind: they may be secret, and tags are not. */
function* bitwardenEntries(root: JsonNode): Generator<Entry> {
  const projects = projectsOf(root);
  for (const item of root.kind === 'array' ? root.items : itemsOf(member(root, 'secrets'), root.line)) {
    const ids = member(item, 'projectIds');
    const project = projects.get(textOf(ids?.kind === 'array' ? ids.items[0] : member(item, 'projectId')) ?? '');
    yield {
      line: item.line,
      name: nameCell(textOf(member(item, 'key')) ?? ''),
      value: textOf(member(item, 'value')),
      ...(project !== undefined && { tags: { project } }),
    };
  }
}

/** `vault kv get -format=json`: version 2 of the engine wraps data and metadata once more than version 1. */
function* vaultEntries(root: JsonNode, source: string): Generator<Entry> {
  const outer = member(root, 'data');
  if (outer?.kind !== 'object') throw unreadable('foreign', root.line);
  const metadata = member(outer, 'metadata');
  const inner = member(outer, 'data');
  const isWrapped = inner?.kind === 'object' && metadata?.kind === 'object';
  const tags = tagsOf(member(metadata, 'custom_metadata'));
  for (const entry of jsonEntries(isWrapped ? inner : outer, source)) yield { ...entry, ...(isWrapped && tags && { tags }) };
}

/** Objects within objects, or a list of objects with `name` (or `key`) and `value`. */
function* jsonEntries(root: JsonNode, source: string): Generator<Entry> {
  if (root.kind === 'object') {
    yield* leavesOf(undefined, root, source);
    return;
  }
  if (root.kind !== 'array') throw unreadable('foreign', root.line);
  for (const item of root.items) {
    const name = textOf(member(item, 'name')) ?? textOf(member(item, 'key'));
    const value = member(item, 'value');
    if (name === undefined || !value) throw unreadable('foreign', item.line);
    yield { ...attributesOf(item), line: item.line, name: nameCell(name), ...leafOf(value, source) };
  }
}

function* leavesOf(above: string | undefined, node: JsonNode, source: string): Generator<Entry> {
  if (node.kind !== 'object' || (node.members.length === 0 && above !== undefined)) {
    yield { line: node.line, name: above ?? '', ...leafOf(node, source) };
    return;
  }
  for (const { name, node: inner } of node.members) yield* leavesOf(nameCell(name, above), inner, source);
}

/** A list stays what it is written as: JSON. */
function leafOf(node: JsonNode, source: string): Pick<Entry, 'value' | 'contentType'> {
  const text = textOf(node);
  if (text !== undefined || node.kind === 'null') return { value: text };
  return { value: source.slice(node.from, node.to), contentType: 'application/json' };
}
