/**
 * Where the page lives. `invalid` never resolves (RFC 6761 section 6.4), https makes it a secure context, and only an https address
 * gives a window without tabs and address bar. Nothing is fetched: the host answers every request itself.
 */
export const pageOrigin = 'https://console.invalid';

/** Names in the page's world, both gone before its own scripts run. */
export const sendName = '__strongroomSend';
export const receiveName = '__strongroomReceive';
