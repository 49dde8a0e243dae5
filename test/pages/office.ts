import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEMO_AS_OF } from "../../sheets-templates/demo-day.ts";
import { duban } from "../fakes/duban.ts";
import { edited, votes } from "../fakes/observation-office.ts";
import { wordsOf } from "./markdown.ts";

export interface Ended {
  readonly code: number;
  readonly shown: string;
}

/** What an office stands at before a command: fresh from the demo, or with the months of a quarter confirmed and the quarter drafted. Each is built once and put back before every command. */
export type Standing = "demo" | "assessed";

const ADMIN = "许生一";

/** Commands that lead to a standing, from the demo on. */
const WAY: Readonly<Record<Standing, readonly string[]>> = {
  demo: [],
  assessed: [
    ...["2026-07", "2026-08", "2026-09"].flatMap((month) => [
      ...(month === "2026-09" ? [] : [`run monthly --period ${month}`]),
      `confirm M-${month} --by ${ADMIN}`,
    ]),
    "run quarterly --period 2026Q3",
  ],
};

/** The demo's office in a folder of its own: `demo-output` as `npm start` leaves it, commands run in it as the command line runs them. */
export class PagesOffice {
  readonly #home = mkdtempSync(join(tmpdir(), "duban-pages-"));
  readonly #kept = new Set<Standing>();

  get dir(): string {
    return join(this.#home, "office");
  }

  /** The settings of the pages' example, with the demo's own outbox. */
  get environment(): Readonly<Record<string, string>> {
    return {
      DUBAN_NOW: `${DEMO_AS_OF}T08:00`,
      DUBAN_REGISTRY: "demo-output/台账.xlsx",
      DUBAN_MAIL: "outbox:demo-output/outbox",
      DUBAN_ALLOWED_DOMAINS: "duban.example",
      DUBAN_LINK_SECRET: "pages-of-the-office-0123456789abcdef",
      DUBAN_BOARD_URL: "http://127.0.0.1:8080",
    };
  }

  /** Puts the office back to how it stood; throws what a command on the way there said. */
  async standing(name: Standing): Promise<void> {
    if (!this.#kept.has(name)) await this.#build(name);
    this.#restore(name);
  }

  async #build(name: Standing): Promise<void> {
    if (name === "demo") mkdirSync(this.dir, { recursive: true });
    else await this.standing("demo");
    for (const step of name === "demo" ? ["demo"] : WAY[name]) {
      const { code, shown } = await this.run(step);
      if (code !== 0) throw new Error(`${step} ended with ${code}: ${shown}`);
    }
    cpSync(this.dir, join(this.#home, name), { recursive: true });
    this.#kept.add(name);
  }

  #restore(name: Standing): void {
    rmSync(this.dir, { recursive: true, force: true });
    cpSync(join(this.#home, name), this.dir, { recursive: true });
  }

  /** Every judge's ballot in the folder 选票, filled. */
  async vote(): Promise<void> {
    const folder = join(this.dir, "选票");
    for (const name of readdirSync(folder)) await edited(join(folder, name), votes({ "P-001": 90, "P-002": 85 }));
  }

  async run(command: string): Promise<Ended> {
    const { code, out, err } = await duban(wordsOf(command), this.environment, this.dir);
    return { code: code ?? 1, shown: `${out}${err}` };
  }

  /** The digest under which a draft waits, as its reader would copy it. */
  async digestOf(draft: string): Promise<string> {
    return /摘要 (\w+)/.exec((await this.run(`drafts ${draft}`)).shown)?.[1] ?? "";
  }

  has(file: string): boolean {
    return existsSync(join(this.dir, file));
  }

  /** Files with their sizes and times of writing: what changes when anything is written. */
  files(): readonly string[] {
    return readdirSync(this.dir, { recursive: true, encoding: "utf8" })
      .map((name) => ({ name, stats: statSync(join(this.dir, name)) }))
      .filter(({ stats }) => stats.isFile())
      .map(({ name, stats }) => `${name} ${stats.size} ${stats.mtimeMs}`)
      .sort();
  }

  remove(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }
}
