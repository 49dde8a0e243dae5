import type { Config } from "../config.ts";

/** The settings of a process that goes on for days: a rehearsed moment (DUBAN_NOW) is the one it begins at, and time goes on from there. */
export function moving(config: Config, ticks: () => number): Config {
  const { now } = config;
  if (now === null) return config;
  const start = ticks();
  return {
    ...config,
    get now() {
      return now.plus({ milliseconds: Math.floor(ticks() - start) });
    },
  };
}
