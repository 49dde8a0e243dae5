import { realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { PortError } from "../lib/ports/port-error.ts";

/** Why an address typed in 分表 is not opened. */
type Because = "not-xlsx" | "outside-folder" | "the-registry";

/**
 * The file of a 分表 beside an xlsx registry. The address is a cell anybody may have typed: it names an .xlsx in the registry's folder or below it,
 * whatever dots and links it is made of, and not the registry itself. Throws PortError "workbook-address".
 */
export function partFile(registry: string, address: string): string {
  const typed = address.trim().replaceAll("\\", "/");
  const root = realOf(dirname(resolve(registry)));
  if (!typed.toLowerCase().endsWith(".xlsx") || typed.includes("\0")) throw refusal("not-xlsx");
  if (isAbsolute(typed) || typed.includes(":")) throw refusal("outside-folder");
  const file = resolve(root, typed);
  const real = realOf(file);
  if (![file, real].every((one) => isBelow(root, one))) throw refusal("outside-folder");
  if (!real.toLowerCase().endsWith(".xlsx")) throw refusal("not-xlsx");
  if (real === realOf(resolve(registry))) throw refusal("the-registry");
  return file;
}

const refusal = (reason: Because): PortError => new PortError("workbook-address", { reason }, { retryable: false });

/** Hidden folders, as the one of the backups, hold no workbooks of people. */
function isBelow(root: string, file: string): boolean {
  const path = relative(root, file);
  return path !== "" && !isAbsolute(path) && !path.split(sep).some((part) => part.startsWith("."));
}

/** With every link followed, as far as the path is there. */
function realOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : resolve(realOf(folder), basename(path));
  }
}
