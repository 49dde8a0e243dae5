/** Who is at work already. A lock without a name was being written when its process ended; it holds for two minutes. */
export const holderWords = (host: string, more: string): string =>
  host === ""
    ? "另一次运行刚刚开始，或中途被终止（锁文件没有写完，两分钟内自动失效）"
    : `另一次运行正在进行（${host}${more}）`;
