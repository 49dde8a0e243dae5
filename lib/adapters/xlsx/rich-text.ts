import { SaxesParser } from "saxes";
import { Refusal } from "./refusal.ts";
import { unescapeCell } from "./xml-text.ts";

/** Text of an `<si>`, `<is>` or `<v>` of any shape: runs joined, phonetic readings (`rPh`) dropped. */
export function richText(xml: string): string {
  const parser = new SaxesParser({ xmlns: false, position: false });
  let text = "";
  let inText = 0;
  let phonetic = 0;
  const count = (name: string, by: 1 | -1) => {
    const local = name.slice(name.indexOf(":") + 1);
    if (local === "t" || local === "v") inText += by;
    if (local === "rPh") phonetic += by;
  };
  const add = (piece: string) => {
    if (inText > 0 && phonetic === 0) text += piece;
  };
  parser.on("error", (error) => {
    throw new Refusal("bad-xml", error.message);
  });
  parser.on("opentag", (tag) => count(tag.name, 1));
  parser.on("closetag", (tag) => count(tag.name, -1));
  parser.on("text", add);
  parser.on("cdata", add);
  parser.write(xml).close();
  return unescapeCell(text);
}
