import Box from '@mui/material/Box';

/** Said beside work that outlives its screen. */
export const LeaveNote = () => (
  <Box sx={{ color: 'text.tertiary' }}>You can leave: it goes on, and the status bar tells how far it has come.</Box>
);
