/** Services for people. Their names in a key of an organisation's application are mostly API keys; see `notPersonal`. */
const service =
  /(?:^|[-_. ])(?:facebook|instagram|tiktok|netflix|spotify|gmail|hotmail|icloud|paypal|whatsapp|snapchat|disney)(?:[-_. ]|$)/i;
/** `my password`, `mums login`, `home wifi`. */
const own = /(?:^|[-_. ])(?:my|mine|mum|mom|dad|home|private|personal)[-_. ]?(?:password|passwort|login|pin|wifi|account)(?:[-_. ]|$)/i;
const notPersonal = /api|client|app|oauth|webhook|token|key|secret|sdk|prod|staging|service|bot/i;

/**
 * Whether an entry looks like a person's own password. A hint and no more: it goes by what the entry is called, never by its value, and
 * would rather be silent than wrong.
 */
export const looksPersonal = (source: string): boolean => !notPersonal.test(source) && (service.test(source) || own.test(source));
