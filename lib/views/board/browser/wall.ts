import { startFoot } from "./foot.ts";
import { boundedNumber, pagesOf, type Slice, type Span } from "./pages.ts";

/** Long enough to read a screen across a room; an address may ask for 5 to 600. */
const SECONDS = { usual: 20, least: 5, most: 600 };
/** A window that is being drawn to size is measured when it rests. */
const RESIZED_MS = 300;

/** One screen: some things of a section, or a section that has none to part. */
interface Screen extends Slice {
  readonly section: HTMLElement;
  readonly things: readonly HTMLElement[];
}

/** The wall's screens. They turn by themselves until somebody stops them. */
export interface Wall {
  screens: readonly Screen[];
  at: number;
  isPaused: boolean;
}

const SECTIONS = ["overview", "projects", "issues", "ranking"] as const;
const THINGS = ".project, tbody > tr";

const spanOf = (element: HTMLElement): Span => {
  const { top, bottom } = element.getBoundingClientRect();
  return { top, bottom };
};

/** A section that fits is one screen; one that does not is cut between its rows, each screen under the section's own head. */
function screensOf(section: HTMLElement, bottomOfScreen: number): readonly Screen[] {
  const things = [...section.querySelectorAll<HTMLElement>(THINGS)].filter(({ hidden }) => !hidden);
  const { top, bottom } = spanOf(section);
  const isEmpty = bottom === top || (section.id === "projects" && things.length === 0);
  if (isEmpty) return [];
  const all = { section, things, from: 0, to: things.length };
  const room = bottomOfScreen - document.querySelector("main")!.getBoundingClientRect().top;
  if (things.length === 0 || bottom - top <= room) return [all];
  const spans = things.map(spanOf);
  const head = spans[0]!.top - top;
  return pagesOf(spans, room - head).map((slice) => ({ ...all, ...slice }));
}

/** Lays everything out once, cuts it into screens, and leaves one of them in sight. */
export function cut(wall: Wall, foot: HTMLElement): void {
  const root = document.documentElement;
  root.classList.remove("turning");
  for (const element of document.querySelectorAll(".off")) element.classList.remove("off");
  const sections = SECTIONS.map((id) => document.getElementById(id)).filter((section) => section !== null);
  const bottom = innerHeight - foot.offsetHeight - scrollY;
  wall.screens = sections.flatMap((section) => screensOf(section, bottom));
  for (const section of sections) section.classList.add("off");
  for (const thing of document.querySelectorAll(THINGS)) thing.classList.add("off");
  root.classList.add("turning");
  turn(wall, 0);
}

function put(screen: Screen | undefined, isOff: boolean): void {
  if (screen === undefined) return;
  screen.section.classList.toggle("off", isOff);
  for (const thing of screen.things.slice(screen.from, screen.to)) thing.classList.toggle("off", isOff);
}

/** Turns by so many screens; after the last comes the first. */
export function turn(wall: Wall, by: number): void {
  const count = wall.screens.length;
  if (count === 0) return;
  put(wall.screens[wall.at], true);
  wall.at = (((wall.at + by) % count) + count) % count;
  put(wall.screens[wall.at], false);
}

export function startWall(): { readonly cutAgain: () => void; readonly say: (stale: string) => void } {
  const wall: Wall = { screens: [], at: 0, isPaused: false };
  const seconds = boundedNumber(new URLSearchParams(location.search).get("seconds"), SECONDS);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const go = (by: number) => {
    turn(wall, by);
    foot.tell();
    wait();
  };
  const wait = () => {
    clearTimeout(timer);
    if (!wall.isPaused) timer = setTimeout(go, seconds * 1000, 1);
  };
  const pause = () => {
    wall.isPaused = !wall.isPaused;
    foot.tell();
    wait();
  };
  const foot = startFoot(wall, go, pause);
  const cutAgain = () => {
    cut(wall, foot.element);
    foot.tell();
  };
  let resized: ReturnType<typeof setTimeout> | undefined;
  addEventListener("resize", () => {
    clearTimeout(resized);
    resized = setTimeout(cutAgain, RESIZED_MS);
  });
  cutAgain();
  wait();
  return { cutAgain, say: foot.say };
}
