import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

const named = (path: string): string => path.replace(/^.*(node_modules|lib)\//, "");
const fault = (path: string): string => JSON.stringify(`not in the bundle: ${named(path)}`);

/**
 * What is reached by nobody in the cloud: readers of browsers' names, streams for a Node without them, answers that never end, the outbox and the
 * workbook on a disk, an office's own mail server, pictures and pages that a mail would fetch. Asked for all the same, it says so. The AWS SDK itself
 * travels with us: cut to the commands in use it opens in half the time of the one in Lambda's runtime, and it is the version that was tested.
 */
const IDLE = [
  "node_modules/bowser/",
  "node_modules/web-streams-polyfill/",
  "node_modules/@smithy/core/dist-es/submodules/event-streams/",
  "node_modules/node-fetch/src/utils/multipart-parser\\.js$",
  "lib/adapters/(outbox|smtp|xlsx/xlsx-spreadsheet)\\.ts$",
];

/** A developer's own AWS login: a function's is in its environment, a container's comes after these, so they let the next be asked. */
const LOGINS = "node_modules/@aws-sdk/credential-provider-(sso|ini|process|login)/";

/** A function has its login in its environment: it exchanges no token file for one. */
const IDLE_IN_LAMBDA = ["node_modules/@aws-sdk/nested-clients/"];

const leaveBehind = (idle: readonly string[]): Plugin => ({
  name: "leave behind",
  setup: ({ onLoad }) => {
    onLoad({ filter: new RegExp(idle.join("|")) }, ({ path }) => ({ contents: `throw new Error(${fault(path)});` }));
    onLoad({ filter: new RegExp(LOGINS) }, ({ path }) => ({
      contents: `throw Object.assign(new Error(${fault(path)}), { tryNextLink: true });`,
    }));
  },
});

/**
 * What a library takes in at its start and we never use: each of its names says so when it is used. Schemas drawn as JSON schemas; logins to Google by
 * certificate, by a program on the machine, of a private cloud, of a workforce, and for a share of the rights (ours: the federation with AWS, the
 * platform's own, a user's, a key's); what a browser encrypts with; Google's interfaces looked up at run time, and HTTP/2.
 */
const HOLLOW =
  /node_modules\/(zod\/v4\/core\/(to-json-schema|json-schema-processors)|google-auth-library\/build\/src\/(auth\/(gdchclient|certificatesubjecttokensupplier|downscopedclient|externalAccountAuthorizedUserClient|pluggable-auth-client|pluggable-auth-handler)|crypto\/browser\/crypto)|googleapis-common\/build\/src\/(discovery|http2))\.js$/;

const EXPORTED = /^export (?:async )?(?:function|class|const|let) (\w+)/gm;
/** By a constant of the module others tell whether it is meant. */
const CONSTANT = /^exports\.(\w+) = ('[^'\n]*'|"[^"\n]*");$/gm;

const hollow: Plugin = {
  name: "hollow",
  setup: ({ onLoad }) => onLoad({ filter: HOLLOW }, ({ path }) => ({ contents: hollowed(path) })),
};

function hollowed(path: string): string {
  const source = readFileSync(path, "utf8");
  const gone = `function gone() { throw new Error(${fault(path)}); }`;
  const names = [...source.matchAll(EXPORTED)].map(([, name]) => name);
  if (names.length > 0) return `${gone}\nexport { ${names.map((name) => `gone as ${name}`).join(", ")} };`;
  const constants = [...source.matchAll(CONSTANT)].map(([, name, value]) => `${name}: ${value}`);
  const kept = `{ __esModule: true, ${constants.join(", ")} }`;
  return `${gone}\nmodule.exports = new Proxy(${kept}, { get: (kept, name) => kept[name] ?? gone });`;
}

/** What a library carries for others, and the little of it that is ours. */
const SLIM: readonly (readonly [module: RegExp, instead: string])[] = [
  // 76 KB of file name endings: our attachments say themselves what they are.
  [
    /nodemailer\/dist\/esm\/mime-funcs\/mime-types\.js$/,
    'export const detectMimeType = () => "application/octet-stream"; export const detectExtension = () => "bin";',
  ],
  // 7 KB for pages that a mail would fetch: MIME of ours is told not to.
  [
    /nodemailer\/dist\/esm\/fetch\/index\.js$/,
    'export default () => { throw new Error("not in the bundle: nodemailer/fetch"); };',
  ],
  // 24 KB for whole numbers above 2⁵³: asked of Google's metadata server, which tells our account and its token.
  [/node_modules\/json-bigint\/index\.js$/, "module.exports = { parse: JSON.parse, stringify: JSON.stringify };"],
  // 32 KB for questions of any depth: ours to Google have words and lists of words.
  [
    /node_modules\/qs\/lib\/index\.js$/,
    `const pair = (name, value) => encodeURIComponent(name) + "=" + encodeURIComponent(value);
    exports.stringify = (params) => Object.entries(params).filter(([, value]) => value != null)
      .flatMap(([name, value]) => [value].flat().map((one) => {
        if (typeof one === "object") throw new Error("not in the bundle: qs, for what is neither a word nor a list of words: " + name);
        return pair(name, one);
      })).join("&");`,
  ],
  // 10 KB and 6 KB of lines for a developer's terminal: the second would show tokens.
  [/node_modules\/debug\/src\/index\.js$/, "module.exports = () => () => {};"],
  [
    /node_modules\/google-logging-utils\/build\/src\/index\.js$/,
    `const silent = Object.assign(() => {}, { debug() {}, info() {}, warn() {}, error() {}, invoke() {}, invokeSeverity() {}, sublog: () => silent });
    exports.log = () => silent;`,
  ],
  // 7 KB for databases that tell where they are: DynamoDB's address is known by its region.
  [
    /node_modules\/@aws-sdk\/endpoint-cache\/dist-es\/EndpointCache\.js$/,
    `const gone = () => { throw new Error("not in the bundle: @aws-sdk/endpoint-cache"); };
    export class EndpointCache { getEndpoint = gone; get = gone; set = gone; delete = gone; has = gone; clear = gone; }`,
  ],
];

const slimmed: Plugin = {
  name: "slimmed",
  setup: ({ onLoad }) => {
    for (const [filter, contents] of SLIM) onLoad({ filter }, () => ({ contents }));
    // 18 KB of what was needed to publish a library: it says of itself which version it is.
    onLoad({ filter: /node_modules\/.*package\.json$/ }, ({ path }) => {
      const { name, version } = JSON.parse(readFileSync(path, "utf8"));
      return { contents: JSON.stringify({ name, version }), loader: "json" };
    });
  },
};

/** For whatever is bundled; the function leaves more behind than the door that runs anywhere. */
export const cuts = (door: string): readonly Plugin[] => [
  leaveBehind(door === "lambda" ? [...IDLE, ...IDLE_IN_LAMBDA] : IDLE),
  hollow,
  slimmed,
];
