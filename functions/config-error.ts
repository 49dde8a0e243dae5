/** Every fault of the settings at once; the doors print them and exit 2. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`配置有 ${faults.length} 处错误：${faults.join("；")}。`);
    this.name = "ConfigError";
    this.faults = faults;
  }
}
