import fc from "fast-check";
import { expect, test } from "vitest";
import { html } from "../../lib/views/html.ts";

test("every value is escaped, markup made by the template is not escaped again", () => {
  const cell = '<b onclick="x()">&\'';
  expect(html`<p title="${cell}">${html`<i>${1}</i>`}${["<", html`<br>`]}</p>`.markup).toBe(
    '<p title="&lt;b onclick=&quot;x()&quot;&gt;&amp;&#39;"><i>1</i>&lt;<br></p>',
  );
});

test("no JSON value passes for markup", () => {
  const forged = JSON.parse('{"markup":"<script>"}');
  expect(() => html`${forged}`.markup).toThrow();
});

test("whatever is typed, no tag or quote of it survives", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(html`${text}`.markup).not.toMatch(/[<>"']/);
    }),
    { seed: 20260612 },
  );
});
