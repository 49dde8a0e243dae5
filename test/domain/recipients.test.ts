import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addresseeOf,
  compareDuties,
  DUTIES,
  directoryOf,
  merge,
  type Reached,
  reachCityLeader,
  reachResponsible,
  reachRole,
  reachSponsor,
} from "../../lib/domain/recipients.ts";
import type { Role } from "../../lib/domain/registry.ts";
import { type Case, readCases } from "../cases/read-cases.ts";
import { newPerson } from "../fakes/people.ts";
import { newUnit } from "../fakes/registry-rows.ts";

const DAY = "2026-06-12";
const LEAVE = { leaveFrom: "2026-06-01", leaveTo: "2026-06-30" };
const PEOPLE = [
  newPerson("甲局", "何一", "评委"),
  newPerson("甲局", "吕二", "联络员"),
  newPerson("甲局", "施三", "联络员"),
  newPerson("甲局", "张四", "评委", { email: null }),
  newPerson("甲局", "孔五", "评委", { ...LEAVE, deputy: "何一" }),
  newPerson("甲局", "曹六", "评委", LEAVE),
  newPerson("甲局", "严七", "评委", { ...LEAVE, deputy: "姜八" }),
  newPerson("甲局", "姜八", "评委", { ...LEAVE, deputy: "严七" }),
  newPerson("甲局", "华九", "评委", { leaveFrom: "2026-06-01", leaveTo: "2026-06-11" }),
  newPerson("甲局", "金十", "评委", { leaveFrom: DAY, deputy: "何一" }),
  newPerson("甲局", "魏十一", "联络员", { disabled: true }),
  newPerson("甲局", "陶十二", "主要负责人"),
  newPerson("乙局", "何一", "联络员"),
  newPerson("乙局", "戚十三", "主要负责人", { ...LEAVE, deputy: "何一" }),
  newPerson("市府", "市长", "包联领导"),
  newPerson("市府", "副市长", "包联领导", { email: null }),
  newPerson("办", "管", "管理员"),
];
const DIRECTORY = directoryOf(
  { people: PEOPLE, units: [{ ...newUnit("甲局", "市直"), sponsor: "市长" }, newUnit("乙局", "市直")] },
  DAY,
);

function reached({ unit = "", person = "", role = "" }: Case): Reached {
  if (role === "分包市领导") return reachCityLeader(DIRECTORY, unit);
  if (role === "包联领导") return reachSponsor(DIRECTORY, person, unit);
  if (role !== "") return reachRole(DIRECTORY, unit, role as Role, role === "主要负责人" ? "unit-head" : "office-head");
  return reachResponsible(DIRECTORY, unit, person === "" ? null : person);
}

describe("who is told", () => {
  for (const row of readCases("recipients.csv"))
    test(row.situation!, () => {
      const { told, gaps } = reached(row);
      expect(told.map(({ address, duty }) => `${address}:${duty}`).join(" ")).toBe(row.expected);
      expect(gaps.map(({ because }) => because).join(" ")).toBe(row.gaps);
    });
});

test("an address typed in capitals is the same person", () => {
  const people = [newPerson("甲局", "A", "联络员", { email: "Liaison@X.Example" })];
  const directory = directoryOf({ people, units: [] }, DAY);
  expect(reachResponsible(directory, "甲局", null).told).toEqual([{ address: "liaison@x.example", duty: "liaison" }]);
});

test("somebody with several duties is told once, in the highest of them", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ address: fc.constantFrom("a", "b", "c"), duty: fc.constantFrom(...DUTIES) })),
      (told) => {
        const merged = merge([{ told, gaps: [] }]).told;
        expect(new Set(merged.map((one) => one.address)).size).toBe(merged.length);
        expect(new Set(merged.map((one) => one.address))).toEqual(new Set(told.map((one) => one.address)));
        for (const one of merged)
          for (const other of told)
            if (other.address === one.address) expect(compareDuties(one.duty, other.duty)).toBeLessThanOrEqual(0);
      },
    ),
    { seed: 20260612 },
  );
});

test("a deputy's letter knows whose place the deputy takes", () => {
  expect(addresseeOf(DIRECTORY, "何一@乙局.example")).toEqual({
    address: "何一@乙局.example",
    unit: "乙局",
    title: null,
    roles: ["联络员"],
    standsInFor: [{ unit: "乙局", roles: ["主要负责人"] }],
  });
});

test("a disabled person is no addressee any more", () => {
  expect(addresseeOf(DIRECTORY, "魏十一@甲局.example").roles).toEqual([]);
});
