/** Whether an address may be written to: its domain stands in the list itself, or under a pattern such as "*.gov.cn" (which is not gov.cn). */
export function isAllowed(address: string, allowed: readonly string[]): boolean {
  const parts = address.toLowerCase().split("@");
  const domain = parts[1];
  if (parts.length !== 2 || domain === undefined || !/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(domain)) return false;
  return allowed.some((entry) => matches(domain, entry.trim().toLowerCase()));
}

const matches = (domain: string, entry: string): boolean =>
  /^\*\.[^*]+$/.test(entry) ? domain.endsWith(entry.slice(1)) : domain === entry;
