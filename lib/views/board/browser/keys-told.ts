import { button, make } from "./making.ts";

/** The keys and what they do, as the list behind ? tells them. */
const KEYS: readonly (readonly [keys: string, what: string])[] = [
  ["/", "到搜索框"],
  ["j 或 ↓", "下一个项目"],
  ["k 或 ↑", "上一个项目"],
  ["Home、End", "第一个、最后一个项目"],
  ["Enter", "展开或收起项目"],
  ["Esc", "收起项目；在搜索框中清空文字"],
  ["?", "显示本表"],
];

const OFF = "duban-board-keys-off";

/** A page opened from a disk may have no place to remember anything. */
function remembered(): boolean {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

function remember(off: boolean): void {
  try {
    localStorage.setItem(OFF, off ? "1" : "0");
  } catch {
    // It holds for this visit.
  }
}

let off = remembered();

/** Keys of one letter get in the way of those who speak to their machine, so they can be switched off (WCAG 2.1.4). */
export const letterKeys = (): boolean => !off;

function offSwitch(): HTMLElement {
  const box = make("input");
  box.type = "checkbox";
  box.checked = off;
  box.addEventListener("change", () => {
    off = box.checked;
    remember(off);
  });
  return make("label", box, " 停用单个字符的按键（/、j、k、?）");
}

/** The list of keys, made when it is first asked for. */
export function keysDialog(): HTMLDialogElement {
  const found = document.querySelector<HTMLDialogElement>("#keys");
  if (found !== null) return found;
  const list = make("dl", ...KEYS.flatMap(([keys, what]) => [make("dt", keys), make("dd", what)]));
  const close = button("关闭", () => dialog.close());
  const title = make("h2", "键盘操作");
  const dialog = make("dialog", title, list, make("p", offSwitch()), close);
  dialog.id = "keys";
  title.id = "keys-title";
  dialog.setAttribute("aria-labelledby", title.id);
  document.body.append(dialog);
  return dialog;
}

/** A button for those who do not guess that there are keys. */
export function keysButton(): HTMLButtonElement {
  const opener = button("键盘操作", () => keysDialog().showModal());
  opener.className = "keys";
  return opener;
}
