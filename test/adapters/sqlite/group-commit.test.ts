import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { groupCommit } from "../../../lib/adapters/sqlite/group-commit.ts";

describe("group commit", () => {
  /** What each commit held; "undone" is what failed. */
  let commits: string[][];
  let doing: string[];

  const write = <T>(token: number, work: () => T): T => {
    doing = [];
    try {
      const result = work();
      commits.push([`token ${token}`, ...doing]);
      return result;
    } catch (error) {
      commits.push([`token ${token}`, "undone"]);
      throw error;
    }
  };
  const does = (name: string) => () => {
    doing.push(name);
    return name.toUpperCase();
  };

  beforeEach(() => {
    commits = [];
    vi.useFakeTimers();
  });
  afterEach(() => void vi.useRealTimers());

  test("what is asked for in one breath is one commit, and everybody gets his own answer", async () => {
    const together = groupCommit(write);
    const answers = Promise.all([together(1, does("a")), together(1, does("b")), together(1, does("c"))]);
    expect(commits).toEqual([]);
    await vi.runAllTimersAsync();
    expect(await answers).toEqual(["A", "B", "C"]);
    expect(commits).toEqual([["token 1", "a", "b", "c"]]);
  });

  test("one alone does not wait", async () => {
    const together = groupCommit(write);
    const answer = together(1, does("a"));
    await vi.advanceTimersByTimeAsync(0);
    expect(commits).toEqual([["token 1", "a"]]);
    expect(await answer).toBe("A");
  });

  test("after a commit in company the next one waits a little for more", async () => {
    const together = groupCommit(write);
    void together(1, does("a"));
    void together(1, does("b"));
    await vi.advanceTimersByTimeAsync(0);
    void together(1, does("c"));
    await vi.advanceTimersByTimeAsync(1);
    void together(1, does("d"));
    await vi.advanceTimersByTimeAsync(1);
    expect(commits).toEqual([["token 1", "a", "b"]]);
    await vi.advanceTimersByTimeAsync(10);
    expect(commits).toEqual([
      ["token 1", "a", "b"],
      ["token 1", "c", "d"],
    ]);
  });

  test("who fails fails alone", async () => {
    const together = groupCommit(write);
    const fails = () => {
      throw new Error("not this one");
    };
    const answers = Promise.allSettled([together(1, does("a")), together(1, fails), together(1, does("c"))]);
    await vi.runAllTimersAsync();
    expect(await answers).toMatchObject([
      { status: "fulfilled", value: "A" },
      { status: "rejected", reason: new Error("not this one") },
      { status: "fulfilled", value: "C" },
    ]);
    expect(commits).toEqual([
      ["token 1", "undone"],
      ["token 1", "a"],
      ["token 1", "undone"],
      ["token 1", "c"],
    ]);
  });

  test("two leases never share a commit", async () => {
    const together = groupCommit(write);
    const answers = Promise.all([together(1, does("a")), together(2, does("b"))]);
    await vi.runAllTimersAsync();
    expect(await answers).toEqual(["A", "B"]);
    expect(commits).toEqual([
      ["token 1", "a"],
      ["token 2", "b"],
    ]);
  });
});
