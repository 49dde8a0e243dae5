import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { readStamp } from "../../lib/adapters/xlsx/document-properties.ts";
import { openPackage } from "../../lib/adapters/xlsx/open-package.ts";
import { PackageEdit } from "../../lib/adapters/xlsx/package-edit.ts";
import { writeArchive } from "../../lib/adapters/xlsx/zip.ts";
import type { TemplateRows } from "../../sheets-templates/registry-sheets.ts";
import { writeRegistry } from "./registry-file.ts";

/** The same workbook with other rows typed into it: it goes on belonging to its store. */
export async function retype(file: string, rows: TemplateRows): Promise<void> {
  const stamp = existsSync(file) ? readStamp(openPackage(await readFile(file))) : null;
  await writeRegistry(file, rows);
  if (stamp === null) return;
  const edit = new PackageEdit(openPackage(await readFile(file)));
  edit.stamp(stamp);
  await writeFile(file, writeArchive(edit.entries()));
}
