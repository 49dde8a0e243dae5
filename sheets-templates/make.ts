import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { writeWorkbook } from "../lib/adapters/xlsx/new-workbook.ts";
import { readArchive } from "../lib/adapters/xlsx/zip.ts";
import { dataDictionary } from "../lib/registry/dictionary.ts";
import { demoCity } from "./demo-city.ts";
import { drawnDocuments } from "./documents/make.ts";
import { emptyRegistry } from "./empty-registry.ts";

export interface Generated {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: Uint8Array;
}

export const generated = async (): Promise<readonly Generated[]> => [
  { path: "sheets-templates/registry.xlsx", content: await writeWorkbook(emptyRegistry()) },
  { path: "sheets-templates/demo.xlsx", content: await demoCity() },
  ...(await drawnDocuments()).map(({ name, content }) => ({
    path: `sheets-templates/documents/${name}.docx`,
    content,
  })),
  { path: "docs/data-dictionary.md", content: Buffer.from(dataDictionary(), "utf8") },
];

/** Compressors differ between machines: two archives are equal when their parts are, by name, length and checksum. */
function fingerprint({ path, content }: Generated): string {
  if (!/\.(xlsx|docx)$/.test(path)) return Buffer.from(content).toString("utf8");
  return readArchive(content)
    .map(({ name, size, crc }) => `${name} ${size} ${crc}`)
    .join("\n");
}

/** Paths whose checked-in file is missing or not what the definitions give today. */
export const outdated = async (root: URL): Promise<readonly string[]> =>
  (await generated()).filter((file) => !isCurrent(file, new URL(file.path, root))).map(({ path }) => path);

const isCurrent = (file: Generated, at: URL): boolean =>
  existsSync(at) && fingerprint({ path: file.path, content: readFileSync(at) }) === fingerprint(file);

async function main(check: boolean): Promise<void> {
  const root = new URL("../", import.meta.url);
  const changed = await outdated(root);
  if (check) {
    for (const path of changed) console.error(`${path} differs: run npm run templates`);
    process.exitCode = changed.length === 0 ? 0 : 1;
    return;
  }
  for (const { path, content } of await generated()) {
    if (!changed.includes(path)) continue;
    mkdirSync(new URL("./", new URL(path, root)), { recursive: true });
    writeFileSync(new URL(path, root), content);
    console.log(path);
  }
}

if (import.meta.main) await main(process.argv.includes("--check"));
