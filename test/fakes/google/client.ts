import { sheets, type sheets_v4 } from "googleapis/build/src/apis/sheets/index.js";

/** The real client, with an access token in hand, against another root. */
export const realClient = (rootUrl: string, token = "ya29.geheim"): sheets_v4.Sheets =>
  sheets({ version: "v4", rootUrl, retry: false, headers: { Authorization: `Bearer ${token}` } });

/** What Google's refusal says: "400 INVALID_ARGUMENT: …". */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "accepted";
  } catch (error) {
    const { response } = error as { response?: { data: { error: { code: number; status: string; message: string } } } };
    if (response === undefined) throw error;
    const { code, status, message } = response.data.error;
    return `${code} ${status}: ${message}`;
  }
}
