import { pagesOf, type Span } from "./pages.ts";

/** One screen of the wall: what is seen of a section at a time, under the section's own head. */
export interface Screen {
  readonly section: HTMLElement;
  readonly things: readonly HTMLElement[];
}

const SECTIONS = ["overview", "projects", "issues", "ranking"] as const;

const spanOf = (element: Element): Span => {
  const { top, bottom } = element.getBoundingClientRect();
  return { top, bottom };
};

/** Things that stand below each other: the projects, or the rows of each table. */
function columnsOf(section: HTMLElement): readonly (readonly HTMLElement[])[] {
  if (section.id === "projects") return [[...section.querySelectorAll<HTMLElement>(".project:not([hidden])")]];
  return [...section.querySelectorAll("tbody")].map(({ rows }) => [...rows]);
}

/** A section whose tables are side by side turns them together; one that is short stays while the other goes on. */
function screensOf(section: HTMLElement, start: number, end: number): readonly Screen[] {
  const columns = columnsOf(section).filter((things) => things.length > 0);
  if (columns.length === 0) return [];
  const { top, bottom } = spanOf(section);
  const spans = columns.map((things) => things.map(spanOf));
  const below = bottom - Math.max(...spans.map((column) => column.at(-1)!.bottom));
  const cuts = spans.map((column) => pagesOf(column, end - below - (start + column[0]!.top - top)));
  return Array.from({ length: Math.max(...cuts.map(({ length }) => length)) }, (_, at) => ({
    section,
    things: cuts.flatMap((pages, column) => {
      const { from, to } = pages[Math.min(at, pages.length - 1)]!;
      return columns[column]!.slice(from, to);
    }),
  }));
}

/** Lays everything out once and cuts it into screens that end `foot` pixels above the window's end. All of them are out of sight then. */
export function cutScreens(foot: number): readonly Screen[] {
  const root = document.documentElement;
  root.classList.remove("turning");
  for (const element of document.querySelectorAll(".off")) element.classList.remove("off");
  const sections = SECTIONS.map((id) => document.getElementById(id)).filter((section) => section !== null);
  const start = spanOf(document.querySelector("main")!).top + scrollY;
  const screens = sections.flatMap((section) => screensOf(section, start, innerHeight - foot));
  for (const section of sections) section.classList.add("off");
  for (const { things } of screens) for (const thing of things) thing.classList.add("off");
  root.classList.add("turning");
  return screens;
}
