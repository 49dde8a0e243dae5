import { sheets } from "googleapis/build/src/apis/sheets/index.js";
import { test } from "vitest";
import { openGoogleSheet } from "../../lib/adapters/google-sheets/google-sheet.ts";
import { googleLogin } from "../../lib/adapters/google-sheets/login.ts";
import { spreadsheetContract } from "../contracts/spreadsheet.ts";
import { emptied, SCRATCH, typeInto } from "./scratch-sheet.ts";

/** npm run test:live: the port's contract on a real spreadsheet. */
const id = process.env.DUBAN_LIVE_SHEET;

if (id === undefined) {
  test.skip(
    `Google itself: set DUBAN_LIVE_SHEET to the id of a spreadsheet named “${SCRATCH}”, shared with the account you are logged in as`,
  );
} else {
  const auth = googleLogin();
  const client = sheets({ version: "v4", auth: auth as never, retry: false });
  spreadsheetContract(
    "Google itself",
    async (typed) => {
      await emptied(client, id, typed);
      return {
        book: openGoogleSheet(id, { name: "台账", auth }),
        typeInto: (title, row, column, value) => typeInto(client, id, { title, row, column, value }),
      };
    },
    { shared: true },
  );
}
