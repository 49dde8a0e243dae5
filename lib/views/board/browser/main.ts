/*
 * The board's script. It runs in the reader's browser and nowhere else, so it has a type check of its own, with the browser's names
 * (tsconfig.json beside it); functions/board-script.ts packs it into client-script.ts, which the page carries. Without it the page says the same; what
 * is added here are filters that answer at once, keys, and the office's wall.
 */
import { queryOf } from "./address.ts";
import { startAsking, startFilters } from "./filters.ts";
import { startKeys } from "./keys.ts";
import { followAddress, startLinks } from "./links.ts";
import { startPages } from "./pages-kept.ts";
import { openReader, show } from "./reader.ts";
import { startRefresh } from "./refresh.ts";
import { startWall } from "./wall.ts";

/** Narrower than this, tables are lists (narrow-style.ts) and a city's counties are screens long: there they wait behind their name. */
const NARROW = 700;

function startDesk(): void {
  if (innerWidth < NARROW) document.querySelector<HTMLDetailsElement>("details.by")?.removeAttribute("open");
  const reader = openReader();
  const follow = () => {
    show(reader, queryOf(location.search));
    followAddress(reader);
  };
  startFilters(reader);
  startAsking(reader);
  startKeys(reader);
  startLinks(reader);
  startPages();
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);
  follow();
  // The browser goes to the address's place by itself when all is there, and takes the focus along.
  addEventListener("load", () => followAddress(reader));
}

/** The office's wall shows what its address asks for and is nobody's to filter. */
function hang(): void {
  const choose = () => show(openReader(), queryOf(location.search));
  choose();
  const wall = startWall();
  const taken = () => {
    choose();
    wall.cutAgain();
  };
  if (root.dataset.mode === "served") startRefresh(taken, wall.say);
}

const root = document.documentElement;
root.classList.add("scripted");
if (new URLSearchParams(location.search).get("wall") === "1") root.classList.add("wall");
if (root.classList.contains("wall")) hang();
else startDesk();
