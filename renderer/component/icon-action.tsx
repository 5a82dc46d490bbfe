import IconButton, { type IconButtonProps } from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';

interface IconActionProps extends Omit<IconButtonProps, 'aria-label'> {
  /** The verb that it does; heard by name and shown on hover and focus. */
  label: string;
}

/** A button of one icon that says its name. */
export function IconAction({ label, ...rest }: IconActionProps) {
  return (
    <Tooltip title={label} describeChild={false}>
      <IconButton {...rest} aria-label={label} />
    </Tooltip>
  );
}
