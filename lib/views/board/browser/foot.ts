import { button, make } from "./making.ts";
import type { Wall } from "./wall.ts";

export interface Foot {
  readonly element: HTMLElement;
  /** Which screen this is. */
  readonly tell: () => void;
  /** Why the figures are old; "" when they are not. */
  readonly say: (stale: string) => void;
}

const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches("button, input, select, summary, a");

/** The line at the bottom of the wall: which screen of how many, and what turns and stops them. */
export function startFoot(wall: Wall, go: (by: number) => void, pause: () => void): Foot {
  const place = make("span");
  const stale = make("span");
  const stop = button("暂停", pause);
  const element = make(
    "footer",
    place,
    button("上一屏", () => go(-1)),
    stop,
    button("下一屏", () => go(1)),
    stale,
  );
  element.id = "foot";
  stale.className = "stale";
  stale.setAttribute("role", "status");
  document.body.append(element);
  const keys: Readonly<Record<string, () => void>> = {
    " ": pause,
    ArrowRight: () => go(1),
    PageDown: () => go(1),
    ArrowLeft: () => go(-1),
    PageUp: () => go(-1),
    Home: () => go(-wall.at),
    End: () => go(-wall.at - 1),
  };
  document.addEventListener("keydown", (event) => {
    const { key, target, ctrlKey, metaKey, altKey } = event;
    const does = keys[key];
    if (does === undefined || ctrlKey || metaKey || altKey || (key === " " && isControl(target))) return;
    event.preventDefault();
    does();
  });
  const tell = () => {
    place.textContent = `第 ${wall.at + 1} 屏，共 ${wall.screens.length} 屏${wall.isPaused ? "（已暂停）" : ""}　空格暂停，← → 翻屏`;
    stop.textContent = wall.isPaused ? "继续" : "暂停";
  };
  const say = (words: string) => {
    if (stale.textContent !== words) stale.textContent = words;
  };
  return { element, tell, say };
}
