import type { Entry } from "./letter-model.ts";
import type { Matter } from "./notice-lines.ts";
import { oneLine } from "./one-line.ts";

/** What a visited unit reads of its own projects. */
export const observationEntry = ({ item }: Matter): Entry => ({
  badge: { word: "观摩", light: null },
  title: oneLine(item.name, 80),
  status: "",
  lines: [oneLine(item.reason, 600)],
});
