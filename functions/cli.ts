#!/usr/bin/env node
import { refusalOf } from "./exit.ts";
import { program } from "./program.ts";

/** The command line. Sets the exit code and lets the process end by itself, so that nothing written is lost. */
async function main(): Promise<void> {
  try {
    process.exitCode = await program(process.argv, process.env);
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    process.stderr.write(`${refusal.message}\n`);
    process.exitCode = refusal.code;
  }
}

await main();
