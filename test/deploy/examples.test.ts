import { describe, expect, it } from "vitest";
import { refuseExamples } from "../../deploy/plugin.ts";

describe("a deployment", () => {
  it("is refused while a setting is the example of serverless.yml, and names it", () => {
    const settings = { registry: "gsheet:example-id-of-the-spreadsheet", mailFrom: "duban@jiaxian.gov.cn" };
    expect(() => refuseExamples(settings)).toThrow(
      "Still an example, give it by --param or in serverless.yml: registry",
    );
  });

  it("goes on with settings of its own", () => {
    expect(() => refuseExamples({ registry: "gsheet:1AbCdEfGhIjKlMnOpQrStUv", number: 123456789012 })).not.toThrow();
  });
});
