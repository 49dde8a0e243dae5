import type { Finding } from "../domain/finding.ts";
import { asksSomething } from "../domain/finding.ts";
import { type Gap, reachResponsible } from "../domain/recipients.ts";
import type { Role } from "../domain/registry.ts";
import { gapLines, insteadWords } from "../views/admin-lines.ts";
import { type Candidate, NO_ITEM, type OwedInput } from "./owed.ts";
import { toAdmins } from "./owed-admin.ts";
import { findingItem, findingSubject, isForAdmins } from "./owed-cells.ts";

/** Cells to mend that are nobody's but the admins', and people who should have been told and could not be: one matter for each of them. */
export function owedToAdmins(input: OwedInput, gaps: readonly Gap[]): Candidate[] {
  const findings = input.findings.filter((finding) => asksSomething(finding) && isForAdmins(finding));
  const cells = new Set(findings.filter(isAboutAddress).map(({ key }) => key));
  const unreached = new Map(gaps.filter(lacksAddress).map((gap) => [gap.person, gap]));
  const others = gaps.filter((gap) => !(lacksAddress(gap) && cells.has(gap.person)) && !isExplained(input, gaps, gap));
  return [
    ...findings.map((finding) =>
      alertOf(input, finding, isAboutAddress(finding) ? unreached.get(finding.key) : undefined),
    ),
    ...others.map((gap) => gapOf(input, gap)),
  ];
}

const isAboutAddress = ({ tab, code }: Finding): boolean => tab === "people" && code.startsWith("email-");
const lacksAddress = ({ because }: Gap): boolean => because === "address-missing";

/** `gap`: whose cell it is, if that person should have been told. */
function alertOf(input: OwedInput, finding: Finding, gap: Gap | undefined): Candidate {
  const { reason: name, action, ...item } = findingItem(input, finding);
  const reason = gap === undefined ? "" : insteadWords(insteadOf(input, gap));
  return toAdmins(input.directory, "admin-alert", findingSubject(finding), "", { ...item, name, action, reason });
}

function gapOf(input: OwedInput, gap: Gap): Candidate {
  const lines = gapLines({ ...gap, instead: insteadOf(input, gap) });
  const item = { ...NO_ITEM, tab: "people", subject: gap.person, unit: gap.unit, ...lines };
  return toAdmins(input.directory, "admin-alert", `${gap.because}/${gap.unit}/${gap.person}`, "", item);
}

/** A contact tried among others does not know who was told in the end: the unit's other contacts, else the admins. */
const insteadOf = ({ directory }: OwedInput, { because, unit, instead }: Gap): readonly string[] =>
  instead.length > 0 || because === "no-contact"
    ? instead
    : reachResponsible(directory, unit, null).told.map(({ address }) => address);

/** A unit has nobody who reads because its contact or leader cannot be written to: that is told with the person. */
const isExplained = ({ directory }: OwedInput, gaps: readonly Gap[], { because, unit }: Gap): boolean =>
  because === "no-contact" &&
  gaps.some(
    (gap) => gap.unit === unit && directory.byKey.get(gap.person)?.roles.some((role) => READERS.includes(role)),
  );

const READERS: readonly Role[] = ["联络员", "包联领导"];
