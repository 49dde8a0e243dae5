/*
 * The board's script. It runs in the reader's browser and nowhere else, so it has a type check of its own, with the browser's names
 * (tsconfig.json beside it); functions/board-script.ts packs it into client-script.ts, which the page carries.
 */
document.documentElement.classList.add("scripted");
