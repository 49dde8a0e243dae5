import { auth } from "googleapis/build/src/apis/sheets/index.js";
import type { GoogleAuth } from "./calls.ts";

const SCOPE = "https://www.googleapis.com/auth/spreadsheets";

/** The platform's own login: workload identity federation in the cloud, `gcloud auth application-default login` on a desk. No key file is asked for. */
export const googleLogin = (): GoogleAuth => new auth.GoogleAuth({ scopes: [SCOPE] });
