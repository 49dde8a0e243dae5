import { createHash } from "node:crypto";
import { addressPart } from "../../domain/publication/address-part.ts";
import type { PublicTable } from "../../domain/publication/public-site.ts";

export const digest = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** Where a project's page stands, whatever its number holds. */
export const projectPath = (code: string): string => `project/${addressPart(code, digest)}.html`;

/** 2026-05, 2026q2, 2026. */
export const periodPart = (period: string): string => addressPart(period, digest);

export const tablePath = (folder: string, { period }: Pick<PublicTable, "period">): string =>
  period === "" ? `${folder}/index.html` : `${folder}/${periodPart(period)}.html`;

export const dataPath = ({ code, period }: Pick<PublicTable, "code" | "period">, form: "csv" | "json"): string =>
  `data/${code}${period === "" ? "" : `-${periodPart(period)}`}.${form}`;

/** A path of the site as a link from another page of it. */
export const linkFrom = (page: string, path: string): string => "../".repeat(page.split("/").length - 1) + path;

/** A name for good, in the form of RFC 9562 version 8. */
export function lastingId(name: string): string {
  const hex = digest(`duban-public/${name}`);
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
