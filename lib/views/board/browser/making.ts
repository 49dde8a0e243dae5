export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.append(...children);
  return element;
}

export function button(words: string, does: () => void): HTMLButtonElement {
  const element = make("button", words);
  element.type = "button";
  element.addEventListener("click", does);
  return element;
}
