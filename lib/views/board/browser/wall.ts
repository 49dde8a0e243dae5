import { startFoot } from "./foot.ts";
import { boundedNumber } from "./pages.ts";
import { cutScreens, type Screen } from "./screens.ts";

/** Long enough to read a screen across a room; an address may ask for 5 to 600. */
const SECONDS = { usual: 20, least: 5, most: 600 };
/** A window that is being drawn to size is measured when it rests. */
const RESIZED_MS = 300;

/** The wall's screens. They turn by themselves until somebody stops them. */
export interface Wall {
  screens: readonly Screen[];
  at: number;
  isPaused: boolean;
}

function put(screen: Screen | undefined, isOff: boolean): void {
  if (screen === undefined) return;
  screen.section.classList.toggle("off", isOff);
  for (const thing of screen.things) thing.classList.toggle("off", isOff);
}

/** Turns by so many screens; after the last comes the first. */
function turn(wall: Wall, by: number): void {
  const count = wall.screens.length;
  if (count === 0) return;
  put(wall.screens[wall.at], true);
  wall.at = (((wall.at + by) % count) + count) % count;
  put(wall.screens[wall.at], false);
}

export interface HungWall {
  /** What hangs there is another page now. */
  readonly cutAgain: () => void;
  /** Why the figures are old; "" when they are not. */
  readonly say: (stale: string) => void;
}

export function startWall(): HungWall {
  const wall: Wall = { screens: [], at: 0, isPaused: false };
  const seconds = boundedNumber(new URLSearchParams(location.search).get("seconds"), SECONDS);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let resized: ReturnType<typeof setTimeout> | undefined;
  const wait = () => {
    clearTimeout(timer);
    if (!wall.isPaused) timer = setTimeout(go, seconds * 1000, 1);
  };
  const go = (by: number) => {
    turn(wall, by);
    foot.tell();
    wait();
  };
  const pause = () => {
    wall.isPaused = !wall.isPaused;
    foot.tell();
    wait();
  };
  const foot = startFoot(wall, go, pause);
  const cutAgain = () => {
    wall.screens = cutScreens(foot.element.offsetHeight);
    turn(wall, 0);
    foot.tell();
  };
  addEventListener("resize", () => {
    clearTimeout(resized);
    resized = setTimeout(cutAgain, RESIZED_MS);
  });
  for (const legend of document.querySelectorAll<HTMLDetailsElement>("details.legend")) legend.open = true;
  cutAgain();
  wait();
  return { cutAgain, say: foot.say };
}
