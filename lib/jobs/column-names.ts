import { columnOf, tabOf } from "../registry/tabs.ts";
import type { NameColumn } from "../views/change-words.ts";

/** Tab and header as people know them; no header and no kind for a row as a whole. */
export const nameColumn: NameColumn = (code, field) => {
  const tab = tabOf(code);
  if (field === "") return { tab: tab.title, header: "", kind: "" };
  const { header, kind } = columnOf(tab, field);
  return { tab: tab.title, header, kind };
};
