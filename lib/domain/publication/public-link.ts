const LONGEST = 1000;
const HOST = /^(?=.{4,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+$/;
/** Names that lead nowhere from outside. */
const INSIDE = /\.(?:local|localhost|internal|intranet|lan|home|corp|test|invalid|arpa)$/;

/**
 * A link that anybody can follow, as the browser would take it: http or https, a name with a dot and no number for a host, nobody's name or password in
 * it. null: no such link.
 */
export function publicLink(text: string): string | null {
  const typed = text.trim();
  if (typed.length > LONGEST || !/^https?:\/\/[^\s\\<>"'`{}|^\p{Cc}\p{Cf}]+$/iu.test(typed)) return null;
  const link = URL.parse(typed);
  if (link === null || (link.protocol !== "http:" && link.protocol !== "https:")) return null;
  if (link.username !== "" || link.password !== "" || /^https?:\/\/[^/?#]*@/i.test(typed)) return null;
  const host = link.hostname;
  if (!HOST.test(host) || /^[\d.]+$/.test(host) || INSIDE.test(host)) return null;
  return link.href.replaceAll("'", "%27");
}
