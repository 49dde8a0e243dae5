import type { PlainDate } from "../lib/domain/dates.ts";
import type { Config } from "./config.ts";

/** Options as typed; every command knows them, each uses what concerns it. */
export interface Options {
  readonly registry?: string;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly period?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly out?: string;
  readonly on?: string;
  readonly since?: string;
  readonly by?: string;
  readonly items?: string;
  readonly step?: string;
  readonly digest?: string;
  readonly docx?: string;
  readonly days?: string;
  readonly drop?: boolean;
  readonly reason?: string;
  readonly count?: string;
  readonly seed?: string;
  readonly perCounty?: string;
  readonly projects?: string;
  readonly anew?: boolean;
  readonly close?: boolean;
  readonly document?: boolean;
  readonly tellAgain?: boolean;
  readonly repair?: boolean;
  readonly mechanism?: string;
  readonly paper?: string;
  readonly draft?: boolean;
  readonly template?: string;
  readonly finish?: string;
  readonly start?: string;
  readonly poster?: string;
  readonly type?: string;
  readonly own?: string;
  readonly preset?: string;
  readonly rule?: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly verify?: boolean;
  readonly year?: string;
  readonly city?: string;
  readonly until?: string;
}

/** What a command gets from the door. */
export interface Context {
  readonly options: Options;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Throws ConfigError. */
  readonly config: () => Config;
  readonly asOf: PlainDate | null;
  readonly print: (text: string) => void;
  readonly warn: (text: string) => void;
  /** A person is watching: show progress. */
  readonly terminal: boolean;
}
