type Say = (...found: string[]) => string;

/** What commander says of a command line it cannot parse, and how this house says it. */
const SAID: readonly (readonly [RegExp, Say])[] = [
  [/^unknown command '(.*)'/, (name) => `没有命令 “${name}”`],
  [/^unknown option '(.*)'/, (name) => `没有选项 “${name}”`],
  [/^missing required argument '(.*)'/, (name) => `缺少参数 <${name}>`],
  [/^too many arguments/, () => "参数太多；路径或姓名里有空格的，请加引号"],
  [/^required option '(.*)' not specified/, (flags) => `缺少选项 ${flags}`],
  [/^option '(.*)' argument missing/, (flags) => `选项 ${flags} 后面缺少内容`],
];

/** One line on stderr; what is not known is passed on as it is. */
export function usageWords(text: string): string {
  const line = text.replace(/^error: /, "").trimEnd();
  for (const [pattern, say] of SAID) {
    const found = pattern.exec(line);
    if (found !== null) return `${say(...found.slice(1))}${meantWords(line)}。用法见 duban --help。\n`;
  }
  return `${line}\n`;
}

function meantWords(line: string): string {
  const meant = /\(Did you mean (?:one of )?(.*?)\?\)/.exec(line)?.[1];
  return meant === undefined ? "" : `，是不是 ${meant.replaceAll(", ", "、")}`;
}
