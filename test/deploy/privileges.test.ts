import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ofType, type Packaged, packaged, ROOT } from "./packaged.ts";

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Condition?: unknown;
}

interface Trust {
  readonly Principal: { readonly Service: string };
  readonly Action: string;
}

let made: Packaged;

beforeAll(() => {
  made = packaged();
});

afterAll(() => made.remove());

const roles = () => ofType(made.resources, "AWS::IAM::Role");

const statementsOf = (id: string): readonly Statement[] =>
  made.resources[id]!.Properties.Policies.flatMap(
    ({ PolicyDocument }: { readonly PolicyDocument: { readonly Statement: readonly Statement[] } }) =>
      PolicyDocument.Statement,
  );

/** Every permission the template gives, those of topics among them. */
const allowed = (): readonly (readonly [id: string, statement: Statement])[] => [
  ...roles().flatMap(([id]) => statementsOf(id).map((statement) => [id, statement] as const)),
  ...Object.entries(made.resources)
    .filter(([, { Type }]) => /Policy$/.test(Type))
    .flatMap(([id, { Properties }]) =>
      (Properties.PolicyDocument.Statement as readonly Statement[]).map((statement) => [id, statement] as const),
    )
    .filter(([, { Effect }]) => Effect === "Allow"),
];

const actions = ({ Action }: Statement): readonly string[] => [Action].flat();
const actionsOf = (id: string, service: string): readonly string[] =>
  statementsOf(id)
    .flatMap(actions)
    .filter((action) => action.startsWith(`${service}:`))
    .sort();

/** The commands an adapter sends, as the permissions they need. */
function commandsOf(folder: string, service: string): readonly string[] {
  const sources = globSync(`lib/adapters/${folder}/*.ts`, { cwd: ROOT }).map((file) =>
    readFileSync(join(ROOT, file), "utf8"),
  );
  const found = sources.flatMap((text) =>
    [...text.matchAll(/new (\w+)Command\(/g)].map((match) => `${service}:${match[1]}`),
  );
  return [...new Set(found)].sort();
}

describe("privileges", () => {
  it("name every action and every resource: no wildcard anywhere", () => {
    expect(allowed().length).toBeGreaterThan(10);
    for (const [id, { Action, Resource }] of allowed())
      expect([id, JSON.stringify([Action, Resource])]).toEqual([id, expect.not.stringContaining("*")]);
  });

  it("come from no policy of AWS's own, which would be wider", () => {
    for (const [, { Properties }] of roles()) expect(Properties.ManagedPolicyArns).toBeUndefined();
  });

  it("each role is for one service", () => {
    const services = roles().map(([id, { Properties }]) => [
      id,
      Properties.AssumeRolePolicyDocument.Statement.map((one: Trust) => [one.Principal.Service, one.Action]),
    ]);
    expect(Object.fromEntries(services)).toEqual({
      SchedulerRole: [["scheduler.amazonaws.com", "sts:AssumeRole"]],
      ScheduledRole: [["lambda.amazonaws.com", "sts:AssumeRole"]],
      PartRole: [["lambda.amazonaws.com", "sts:AssumeRole"]],
      WatchRole: [["lambda.amazonaws.com", "sts:AssumeRole"]],
      PollRole: [["lambda.amazonaws.com", "sts:AssumeRole"]],
      BouncesRole: [["lambda.amazonaws.com", "sts:AssumeRole"]],
    });
  });

  it.each(["ScheduledRole", "PartRole", "WatchRole", "PollRole", "BouncesRole"])(
    "%s may do in the store what the store's adapter does, no more",
    (id) => {
      expect(actionsOf(id, "dynamodb")).toEqual(commandsOf("dynamodb", "dynamodb"));
    },
  );

  it.each(["ScheduledRole", "WatchRole", "PollRole"])(
    "%s may send mail as SES's adapter does, from one address",
    (id) => {
      expect(actionsOf(id, "ses")).toEqual(commandsOf("ses", "ses"));
      const mail = statementsOf(id).find((one) => actions(one).includes("ses:SendRawEmail"))!;
      expect(mail.Condition).toEqual({ StringEquals: { "ses:FromAddress": "duban@example.gov.cn" } });
    },
  );

  it("who marks bounces sends no mail and reads no queue", () => {
    expect(actionsOf("BouncesRole", "ses")).toEqual([]);
    expect(actionsOf("BouncesRole", "sqs")).toEqual(["sqs:SendMessage"]);
  });

  it("who reads and writes a workbook sends no mail, and runs and workbooks put messages only into each other's queue", () => {
    expect(actionsOf("PartRole", "ses")).toEqual([]);
    const reached = (id: string, action: string) =>
      statementsOf(id)
        .filter((one) => actions(one).includes(action))
        .flatMap(({ Resource }) => [Resource].flat());
    const arn = (queue: string) => ({ "Fn::GetAtt": [queue, "Arn"] });
    for (const [id, own, other] of [
      ["ScheduledRole", "Runs", "Parts"],
      ["PartRole", "Parts", "Runs"],
    ] as const) {
      expect(reached(id, "sqs:ReceiveMessage")).toEqual([arn(own)]);
      expect(reached(id, "sqs:SendMessage")).toEqual([arn(other)]);
    }
  });

  it("the scheduler reaches its targets and its dead letters, nothing else", () => {
    const targets = ofType(made.resources, "AWS::Scheduler::Schedule").flatMap(([, { Properties }]) => [
      Properties.Target.Arn,
      Properties.Target.DeadLetterConfig.Arn,
    ]);
    const reached = statementsOf("SchedulerRole").flatMap(({ Resource }) => [Resource].flat());
    const names = (list: readonly unknown[]) => [...new Set(list.map((one) => JSON.stringify(one)))].sort();
    expect(names(reached)).toEqual(names(targets));
    const [trust] = made.resources.SchedulerRole!.Properties.AssumeRolePolicyDocument.Statement;
    expect(trust.Condition.StringEquals).toEqual({
      "aws:SourceAccount": { Ref: "AWS::AccountId" },
      "aws:SourceArn": { "Fn::GetAtt": ["Schedules", "Arn"] },
    });
  });

  it("each function writes into its own log", () => {
    for (const name of ["Scheduled", "Part", "Watch", "Poll", "Bounces"]) {
      const logs = statementsOf(`${name}Role`).find((one) => actions(one).includes("logs:PutLogEvents"))!;
      expect(logs.Resource).toEqual({ "Fn::GetAtt": [`${name}LogGroup`, "Arn"] });
    }
  });
});
