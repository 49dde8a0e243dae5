import { createHash } from "node:crypto";

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;

/**
 * What a page may do that holds this style and this script and asks nobody for anything but, on the wall, its own server for itself anew. Source: CSP
 * level 3, hash sources.
 */
export function policyOf(
  style: string,
  script: string,
  asksAnew = false,
): { readonly header: string; readonly meta: string } {
  const meta = [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    `script-src ${script === "" ? "'none'" : hashOf(script)}`,
    ...(asksAnew ? ["connect-src 'self'"] : []),
    "base-uri 'none'",
    "form-action 'self'",
  ].join("; ");
  return { header: `${meta}; frame-ancestors 'none'`, meta };
}
