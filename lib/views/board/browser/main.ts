/*
 * The board's script. It runs in the reader's browser and nowhere else, so it has a type check of its own, with the browser's names
 * (tsconfig.json beside it); functions/board-script.ts packs it into client-script.ts, which the page carries. Without it the page says the same; what
 * is added here are filters that answer at once, keys, and the office's wall.
 */
import { queryOf } from "./address.ts";
import { startFilters } from "./filters.ts";
import { startKeys } from "./keys.ts";
import { followAddress, startLinks } from "./links.ts";
import { openReader, show } from "./reader.ts";

function start(): void {
  const reader = openReader();
  const follow = () => {
    show(reader, queryOf(location.search));
    followAddress(reader);
  };
  document.documentElement.classList.add("scripted");
  startFilters(reader);
  startKeys(reader);
  startLinks(reader);
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);
  follow();
}

start();
