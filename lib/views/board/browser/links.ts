import type { Reader } from "./reader.ts";
import { detailsOf, summaryOf } from "./sheet.ts";

/** The project that the address points at. */
export function linked(): HTMLElement | null {
  const { hash } = location;
  if (!hash.startsWith("#p-")) return null;
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null;
  }
}

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
