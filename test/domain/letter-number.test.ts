import { expect, test } from "vitest";
import { highestNumber, letterNumber } from "../../lib/domain/letter-number.ts";

const SERIES = { office: "重点办", type: "督办函", year: 2026 } as const;

test("a number has the office's word, the type, the year in 〔〕 and no padding", () => {
  expect(letterNumber(SERIES, 3)).toBe("重点办督函〔2026〕3号");
  expect(letterNumber({ ...SERIES, type: "约谈" }, 12)).toBe("重点办约函〔2026〕12号");
});

test("the highest number is that of its own office, type and year, however its brackets were typed", () => {
  const typed = ["重点办督函〔2026〕3号", "重点办督函[2026]7号", "重点办督函 （2026） 5号", "重点办督函〔2025〕40号"];
  expect(
    highestNumber(SERIES, [...typed, "重点办约函〔2026〕9号", "督查室督函〔2026〕50号", "重点办督函〔2026〕号"]),
  ).toBe(7);
  expect(highestNumber(SERIES, [])).toBe(0);
});
