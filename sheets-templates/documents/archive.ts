import { type Document, Packer } from "docx";
import { entryBytes } from "../../lib/adapters/xlsx/inflate.ts";
import { readArchive, writeArchive } from "../../lib/adapters/xlsx/zip.ts";
import { FALLBACKS } from "./measures.ts";

/** The moment the library writes into the file's properties is a fixed one, and so are the archive's times: same script, same parts. */
const MADE = "2026-01-01T00:00:00Z";

export async function docxBytes(paper: Document): Promise<Uint8Array> {
  const parts = readArchive(await Packer.toBuffer(paper)).filter(({ name }) => !name.endsWith("/"));
  return writeArchive(parts.map((part) => ({ name: part.name, content: settled(part.name, entryBytes(part)) })));
}

function settled(name: string, content: Buffer): Uint8Array | string {
  if (name === "docProps/core.xml") return content.toString("utf8").replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, MADE);
  return name === "word/fontTable.xml" ? content.toString("utf8").replace(/\/>$/, fallbacks) : content;
}

const fallbacks = (): string => {
  const fonts = FALLBACKS.map(([name, other]) => `<w:font w:name="${name}"><w:altName w:val="${other}"/></w:font>`);
  return `>${fonts.join("")}</w:fonts>`;
};
