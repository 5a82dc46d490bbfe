import type { ComponentProps, ReactNode } from 'react';
import { NameSearch } from './name-search.tsx';
import { Page } from './page.tsx';
import { PagedTable } from './paged-table.tsx';

interface NamedPageProps<Item> extends Omit<ComponentProps<typeof PagedTable<Item>>, 'label' | 'empty'> {
  title: string;
  /** What is narrowed: `Filter the groups`. */
  filter: string;
  /** Part of a name, that the list was asked for. */
  text: string;
  onText: (text: string) => void;
  actions: ReactNode;
  /** Stands where there are none at all, and offers the actions itself. */
  none: ReactNode;
  /** Stands where none has the text in its name. */
  unfit: ReactNode;
}

/** A list of what has names, narrowed by a part of them. */
export function NamedPage<Item>({ title, filter, text, onText, actions, none, unfit, ...table }: NamedPageProps<Item>) {
  const { items, total = 0 } = table.list;
  const empty = items?.length === 0;
  const bare = empty && text.trim() === '';
  return (
    <Page
      title={title}
      body="fill"
      count={items && !empty ? total.toLocaleString('en') : undefined}
      tools={items && !bare ? <NameSearch label={filter} text={text} onText={onText} /> : undefined}
      actions={bare ? undefined : actions}
    >
      <PagedTable {...table} label={title} empty={bare ? none : unfit} />
    </Page>
  );
}
