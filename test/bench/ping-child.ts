import * as z from 'zod';

const ping = z.object({ chars: z.number() });

/** Answers every message with a text of the length that it asks for. */
process.on('message', (message) => {
  process.send?.({ text: 'a'.repeat(ping.parse(message).chars) });
});
