import type { Bounces } from "../domain/bounce.ts";
import type { Finding } from "../domain/finding.ts";
import { dayAt } from "../domain/office-calendar.ts";
import { addressOf as emailOf } from "../domain/recipients.ts";
import { quoted } from "./clean.ts";
import { addressOf, headerOf } from "./places.ts";
import type { Reading } from "./reading.ts";

/** Addresses of 人员 that letters came back from, beside their cells. */
export function bouncedAddresses(
  { registry, places }: Pick<Reading, "registry" | "places">,
  bounces: Bounces,
): readonly Finding[] {
  const inUse = registry.people.filter(({ disabled }) => disabled !== true);
  return inUse.flatMap((person) => {
    const bounce = bounces.get(emailOf(person) ?? "");
    if (bounce === undefined) return [];
    const { workbook, key } = person;
    return [
      {
        ...{ workbook, tab: "people", key, header: headerOf("people", "email"), found: quoted(bounce.address) },
        cell: addressOf(places, { workbook, tab: "people", key, field: "email" })?.cell ?? "",
        code: bounce.kind === "bounce" ? "email-bounced" : "email-complained",
        facts: { on: dayAt(bounce.at) },
        suggestion: "",
        unit: "",
      },
    ];
  });
}
