import { useShell, useShellState } from '../../api/shell-context.tsx';
import { ColumnMenu } from '../../component/column-menu.tsx';
import { columnsOf, secretColumns, toggleColumn } from './secret-column.tsx';

/** Which columns lists of secrets show; remembered by the shell. */
export function SecretColumnMenu() {
  const shell = useShell();
  const { secretColumns: chosen } = useShellState().preference;
  const shown = columnsOf(chosen);
  return (
    <ColumnMenu
      columns={secretColumns.slice(1)}
      shown={(key) => shown.some((column) => column.key === key)}
      onToggle={(key) => shell.setPreference({ secretColumns: toggleColumn(chosen, key) })}
    />
  );
}
