/** Often enough for figures that change by the day. */
const MINUTES = 5;
/** A server that is silent for so long is away. */
const PATIENCE_MS = 60_000;
/** What stands on the page besides the script's own things. */
const PARTS = ["header", "main"] as const;

/** Made with the style and the script that run here: the policy of this page lets in no others. */
const isAlike = (markup: string): boolean =>
  [...document.querySelectorAll("head style, body > script")].every(({ textContent }) => markup.includes(textContent!));

/** The page as the server has it now. Throws when there is none to be had: no network, no leave any more, another page. */
async function fetched(): Promise<string> {
  const answer = await fetch(location.href, {
    cache: "no-store",
    credentials: "same-origin",
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const markup = await answer.text();
  if (!markup.includes('<section id="overview"')) throw new Error("this is no board");
  return markup;
}

/** Puts the new page's parts in place of the old ones. Nothing of the old page is kept. */
function take(markup: string): void {
  const page = new DOMParser().parseFromString(markup, "text/html");
  for (const part of PARTS) {
    const [old, fresh] = [document.querySelector(part), page.querySelector(part)];
    if (old !== null && fresh !== null) old.replaceWith(document.adoptNode(fresh));
  }
  document.title = page.title;
}

/**
 * Fetches the page anew every few minutes for as long as it hangs. A page made by another release is loaded whole, which is safe only because the
 * server has just answered; when it does not answer, the last good page stays and says how old it is.
 */
export function startRefresh(taken: () => void, say: (stale: string) => void): void {
  const again = () => void setTimeout(ask, MINUTES * 60_000);
  const ask = async () => {
    try {
      const markup = await fetched();
      if (!isAlike(markup)) return location.reload();
      take(markup);
      say("");
      taken();
    } catch {
      const day = document.querySelector(".day")?.textContent?.trim() ?? "";
      say(`未能更新：以上数据${day}，每 ${MINUTES} 分钟再试`);
    }
    again();
  };
  again();
}
