/** A project's page lies in a noscript until it is first opened: with scripts on that is one piece of text, which costs a browser next to nothing. */
function unpack(details: HTMLDetailsElement): void {
  const kept = details.querySelector(":scope > noscript");
  if (kept === null) return;
  // What was fetched anew was read without scripts: there it stands as elements already.
  const read = new DOMParser().parseFromString(kept.textContent ?? "", "text/html");
  kept.replaceWith(...(kept.children.length > 0 ? kept.childNodes : read.body.childNodes));
}

/** Unpacks what is open, and from now on what opens. */
export function startPages(): void {
  for (const details of document.querySelectorAll<HTMLDetailsElement>(".project > details[open]")) unpack(details);
  document.addEventListener(
    "toggle",
    ({ target }) => {
      if (target instanceof HTMLDetailsElement && target.open) unpack(target);
    },
    { capture: true },
  );
}
