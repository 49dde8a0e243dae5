import type { Reader } from "./reader.ts";
import { detailsOf, summaryOf } from "./sheet.ts";

/** The code of the project that the address points at; "": at none. */
function codeLinked(): string {
  const { hash } = location;
  if (!hash.startsWith("#p-")) return "";
  try {
    return decodeURIComponent(hash.slice(3));
  } catch {
    return hash.slice(3);
  }
}

/** The project that the address points at. */
export function linked(): HTMLElement | null {
  const code = codeLinked();
  return code === "" ? null : document.getElementById(`p-${code}`);
}

const LONGEST_CODE = 30;

/** The code of a project the address points at that is not on this page; "": none. */
export const missed = (): string => (linked() === null ? codeLinked().slice(0, LONGEST_CODE) : "");

const withHash = (hash: string): string => `${location.pathname}${location.search}${hash}`;

const hashOf = ({ id }: HTMLElement): string => `#${encodeURIComponent(id)}`;

/** What an opened or closed project does to the address: opening is a step that Back takes back. */
function follow(details: HTMLDetailsElement, project: HTMLElement): void {
  if (details.open && linked() !== project) history.pushState(null, "", withHash(hashOf(project)));
  if (!details.open && linked() === project) history.replaceState(null, "", withHash(""));
}

/** Opens the project of the address and brings the reader to it; closes the one that was opened for the last address. */
export function followAddress(reader: Reader): void {
  const project = linked();
  const before = reader.opened;
  reader.opened = project;
  if (before !== null && before !== project) close(before);
  if (missed() !== "") document.getElementById("projects")?.scrollIntoView();
  if (project === null) return;
  const details = detailsOf(project);
  if (details !== null) details.open = true;
  summaryOf(project)?.focus({ preventScroll: true });
  project.scrollIntoView({ block: "start" });
}

function close(project: HTMLElement): void {
  const details = detailsOf(project);
  if (details !== null) details.open = false;
}

export function startLinks(reader: Reader): void {
  // Opening and closing do not bubble.
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (!(target instanceof HTMLDetailsElement)) return;
      const project = target.closest<HTMLElement>(".project");
      if (project === null || detailsOf(project) !== target) return;
      follow(target, project);
      reader.opened = linked();
    },
    true,
  );
}
