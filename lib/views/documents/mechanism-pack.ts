import type { NewDocument } from "../../ports/document-file.ts";
import type { PackPaper } from "../packs/paper.ts";
import { newDocument } from "./fields.ts";
import { packFields } from "./quarter-pack.ts";

/** 工作例会材料 on paper; `leader` calls the meeting. */
export const mechanismDocument = (
  paper: PackPaper,
  office: string,
  { mechanism, leader }: { readonly mechanism: string; readonly leader: string | null },
): NewDocument => newDocument("工作例会材料", { ...packFields(paper, office), 机制: mechanism, 召集人: leader ?? "" });
