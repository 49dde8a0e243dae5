import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "../../functions/config.ts";
import { FORMS, TEMPLATES } from "../../functions/document.ts";
import { readEvent } from "../../functions/lambda/event.ts";
import { WRITER } from "../../functions/rooms.ts";
import { PATIENCE } from "../../lib/jobs/gathering.ts";
import { SCHEDULES } from "../../lib/jobs/schedule.ts";
import { ofType, type Packaged, packaged, type Resource, type Resources } from "./packaged.ts";
import { strangeReferences } from "./references.ts";

let made: Packaged;
let resources: Resources;

beforeAll(() => {
  made = packaged();
  resources = made.resources;
});

afterAll(() => made.remove());

const named = (id: string): Resource => {
  const found = resources[id];
  if (found === undefined) throw new Error(`the template has no ${id}`);
  return found;
};

const arn = (id: string) => ({ "Fn::GetAtt": [id, "Arn"] });
const idOfArn = (value: { readonly "Fn::GetAtt": readonly [string, string] }): string => value["Fn::GetAtt"][0];
const schedules = () => ofType(resources, "AWS::Scheduler::Schedule").map(([, { Properties }]) => Properties);
const functions = () => ofType(resources, "AWS::Lambda::Function");

describe("the archive", () => {
  it("holds the bundle, the federation's description, the blank form of a report, the templates and what fills them, and nothing else", () => {
    expect(made.files).toContain("build/lambda/lambda.mjs");
    expect(made.files).toContain("build/lambda/google.json");
    const beside = [...Object.values(FORMS), ...Object.values(TEMPLATES), WRITER].map(
      ({ bundled }) => `build/lambda/${bundled}`,
    );
    expect(made.files).toEqual(expect.arrayContaining(beside));
    const own = /^build\/lambda\/[\w.-]+\.(mjs|json)$/;
    expect(made.files.filter((name) => !beside.includes(name) && !own.test(name))).toEqual([]);
  });
});

describe("the template", () => {
  it("refers to nothing that is not in it", () => {
    expect(strangeReferences(resources)).toEqual([]);
  });
});

describe("schedules", () => {
  it("are those of the table of schedules, and the dead man's", () => {
    const names = schedules().map(({ Name }) => Name);
    expect(names.sort()).toEqual([...SCHEDULES.map(({ job }) => job), "watch", "poll"].sort());
  });

  it.each(SCHEDULES.map(({ job, time, zone }) => [job, time, zone] as const))(
    "%s fires at %s, %s",
    (job, time, zone) => {
      const schedule = schedules().find(({ Name }) => Name === job)!;
      const [hour, minute] = time.split(":").map(Number);
      expect(schedule.ScheduleExpression).toBe(`cron(${minute} ${hour} * * ? *)`);
      expect([schedule.ScheduleExpressionTimezone, schedule.FlexibleTimeWindow]).toEqual([zone, { Mode: "OFF" }]);
      expect(JSON.parse(schedule.Target.Input)).toEqual({ job, scheduledTime: "<aws.scheduler.scheduled-time>" });
    },
  );

  it("say what the function understands", () => {
    const inputs = SCHEDULES.map(({ job }) => schedules().find(({ Name }) => Name === job)!.Target.Input as string);
    const said = inputs.map((input) => readEvent(JSON.parse(input.replace(/<[^>]+>/, "2026-06-11T23:30:00Z"))));
    expect(said.map(({ job }) => job)).toEqual(SCHEDULES.map(({ job }) => job));
    expect(new Set(said.map(({ asOf }) => asOf))).toEqual(new Set(["2026-06-12"]));
  });

  it("the tab 控制台 is looked at every five minutes of office time, one look at a time", () => {
    const poll = schedules().find(({ Name }) => Name === "poll")!;
    expect([poll.ScheduleExpression, poll.ScheduleExpressionTimezone]).toEqual([
      "cron(0/5 7-20 * * ? *)",
      "Asia/Shanghai",
    ]);
    expect(resources.PollLambdaFunction!.Properties.ReservedConcurrentExecutions).toBe(1);
  });

  it("the dead man looks every hour of office time, an hour after the last timer", () => {
    const watch = schedules().find(({ Name }) => Name === "watch")!;
    expect([watch.ScheduleExpression, watch.ScheduleExpressionTimezone]).toEqual([
      "cron(35 8-18 * * ? *)",
      "Asia/Shanghai",
    ]);
    expect(SCHEDULES.every(({ time }) => time <= "07:30")).toBe(true);
  });

  it("each has a target, a role, retries and a dead-letter queue", () => {
    for (const { Name, State, GroupName, Target } of schedules()) {
      expect([Name, State, GroupName]).toEqual([Name, "ENABLED", { Ref: "Schedules" }]);
      expect(["AWS::SQS::Queue", "AWS::Lambda::Function"]).toContain(named(idOfArn(Target.Arn)).Type);
      expect(named(idOfArn(Target.RoleArn)).Type).toBe("AWS::IAM::Role");
      expect(Target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 1800, MaximumRetryAttempts: 20 });
      expect(named(idOfArn(Target.DeadLetterConfig.Arn)).Type).toBe("AWS::SQS::Queue");
    }
  });
});

/** A queue's Ref is its address. */
const addressOf = (id: string): string =>
  `https://sqs.ap-southeast-1.amazonaws.com/1/${named(id).Properties.QueueName}`;
const asDeployed = (variables: Readonly<Record<string, string | { readonly Ref: string }>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, typeof value === "string" ? value : addressOf(value.Ref)]),
  );

describe("functions", () => {
  it("are five, on Node 24 and arm64, each with a role of its own", () => {
    expect(
      functions()
        .map(([id]) => id)
        .sort(),
    ).toEqual(["Bounces", "Part", "Poll", "Scheduled", "Watch"].map((name) => `${name}LambdaFunction`));
    for (const [, { Properties }] of functions())
      expect([Properties.Runtime, Properties.Architectures]).toEqual(["nodejs24.x", ["arm64"]]);
    const roles = functions().map(([, { Properties }]) => idOfArn(Properties.Role));
    expect(new Set(roles).size).toBe(roles.length);
    expect(resources.IamRoleLambdaExecution).toBeUndefined();
  });

  it("are settled by an environment that the program reads without a fault", () => {
    for (const [id, { Properties }] of functions()) {
      const read = readConfig(asDeployed(Properties.Environment.Variables), undefined);
      const { registry, mail, store, from, allowedDomains, queues } = read;
      const sends = ["PartLambdaFunction", "ScheduledLambdaFunction"].includes(id);
      expect([id, queues]).toEqual([id, sends ? { parts: addressOf("Parts"), runs: addressOf("Runs") } : null]);
      expect(registry).toEqual({ kind: "gsheet", id: "example-id-of-the-spreadsheet" });
      expect(mail).toEqual({ kind: "ses", region: "ap-southeast-1" });
      expect(store).toEqual({ kind: "dynamodb", table: named("Store").Properties.TableName });
      expect([from, allowedDomains]).toEqual(["duban@example.gov.cn", ["example.gov.cn"]]);
    }
  });

  it("know no secret", () => {
    const names = functions().flatMap(([, { Properties }]) => Object.keys(Properties.Environment.Variables));
    expect(names.filter((name) => /SECRET|PASSWORD|TOKEN|_KEY/.test(name))).toEqual([]);
  });

  it("have their logs kept for a while and not for ever", () => {
    const groups = ofType(resources, "AWS::Logs::LogGroup").map(([, { Properties }]) => Properties);
    expect(groups.map(({ LogGroupName }) => LogGroupName).sort()).toEqual(
      functions()
        .map(([, { Properties }]) => `/aws/lambda/${Properties.FunctionName}`)
        .sort(),
    );
    expect(groups.map(({ RetentionInDays }) => RetentionInDays)).toEqual(functions().map(() => 30));
  });
});

describe.each([
  ["runs", "Runs", "ScheduledLambdaFunction", "RunDeadLetters"],
  ["workbooks", "Parts", "PartLambdaFunction", "PartDeadLetters"],
])("the queue of %s", (_what, queue, taker, dead) => {
  it("gives one message at a time to at most two functions, which name what shall come again", () => {
    const mappings = ofType(resources, "AWS::Lambda::EventSourceMapping").map(([, { Properties }]) => Properties);
    expect(mappings).toHaveLength(2);
    expect(mappings.find(({ EventSourceArn }) => idOfArn(EventSourceArn) === queue)).toMatchObject({
      FunctionName: arn(taker),
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 2 },
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
  });

  it("keeps a message out of sight for longer than its work may last", () => {
    expect(named(queue).Properties.VisibilityTimeout).toBeGreaterThan(named(taker).Properties.Timeout);
  });

  it("puts aside what failed five times, for two weeks", () => {
    expect(named(queue).Properties.RedrivePolicy).toEqual({ deadLetterTargetArn: arn(dead), maxReceiveCount: 5 });
    expect(named(dead).Properties.MessageRetentionPeriod).toBe(14 * 86_400);
  });
});

describe("the queues", () => {
  it("bring the event of a run back after its workbooks' time is over, and a dead worker's message before", () => {
    expect(named("Runs").Properties.VisibilityTimeout * 1000).toBeGreaterThan(PATIENCE);
    expect(2 * named("Parts").Properties.VisibilityTimeout * 1000).toBeLessThan(PATIENCE);
  });

  it("are encrypted", () => {
    const queues = ofType(resources, "AWS::SQS::Queue");
    expect(queues.map(([, { Properties }]) => Properties.SqsManagedSseEnabled)).toEqual(queues.map(() => true));
  });
});

describe("the store", () => {
  it("can be taken back to any second of the last 35 days, and outlives the stack", () => {
    const { Properties, DeletionPolicy, UpdateReplacePolicy } = named("Store");
    expect([DeletionPolicy, UpdateReplacePolicy, Properties.DeletionProtectionEnabled]).toEqual([
      "Retain",
      "Retain",
      true,
    ]);
    expect(Properties.PointInTimeRecoverySpecification).toEqual({ PointInTimeRecoveryEnabled: true });
  });

  it("is paid by the request, encrypted, keyed by pk and sk, and forgets what carries a ttl", () => {
    const { Properties } = named("Store");
    expect([Properties.BillingMode, Properties.SSESpecification]).toEqual(["PAY_PER_REQUEST", { SSEEnabled: true }]);
    expect(Properties.KeySchema).toEqual([
      { AttributeName: "pk", KeyType: "HASH" },
      { AttributeName: "sk", KeyType: "RANGE" },
    ]);
    expect(Properties.TimeToLiveSpecification).toEqual({ AttributeName: "ttl", Enabled: true });
  });
});

describe("mail", () => {
  it("is sent with the configuration set, so that what comes back is told", () => {
    for (const [, { Properties }] of functions())
      expect(Properties.Environment.Variables.DUBAN_SES_CONFIGURATION_SET).toBe(named("Mails").Properties.Name);
  });

  it("what comes back goes from SES by the topic to the function of bounces", () => {
    expect(named("MailEventsDestination").Properties).toMatchObject({
      ConfigurationSetName: { Ref: "Mails" },
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ["bounce", "complaint", "reject"],
        SnsDestination: { TopicARN: { Ref: "MailEvents" } },
      },
    });
    const [[, subscription]] = ofType(resources, "AWS::SNS::Subscription") as [readonly [string, Resource]];
    expect(subscription.Properties).toMatchObject({
      TopicArn: { Ref: "MailEvents" },
      Endpoint: arn("BouncesLambdaFunction"),
    });
  });

  it("what could not be marked is put aside", () => {
    const configs = ofType(resources, "AWS::Lambda::EventInvokeConfig").map(([, { Properties }]) => Properties);
    const bounces = configs.find(({ FunctionName }) => FunctionName.Ref === "BouncesLambdaFunction")!;
    expect(bounces.DestinationConfig).toEqual({ OnFailure: { Destination: arn("BounceDeadLetters") } });
  });
});

describe("alarms", () => {
  const alarms = () => ofType(resources, "AWS::CloudWatch::Alarm").map(([, { Properties }]) => Properties);

  it("all go to the topic, from there by mail", () => {
    for (const { AlarmActions } of alarms()) expect(AlarmActions).toEqual([{ Ref: "Alarms" }]);
    expect(named("Alarms").Properties.Subscription).toEqual([{ Protocol: "email", Endpoint: "it@example.gov.cn" }]);
  });

  it.each([
    ["a run that has not ended well", "AWS/SQS", "ApproximateAgeOfOldestMessage", "Runs", "notBreaching"],
    ["a run that crashed", "AWS/Lambda", "Errors", "ScheduledLambdaFunction", "notBreaching"],
    ["a crash at a workbook", "AWS/Lambda", "Errors", "PartLambdaFunction", "notBreaching"],
    ["a day without a run", "AWS/Lambda", "Invocations", "ScheduledLambdaFunction", "breaching"],
    ["a due run that has not happened", "AWS/Lambda", "Errors", "WatchLambdaFunction", "notBreaching"],
    ["a tab 控制台 that could not be looked at", "AWS/Lambda", "Errors", "PollLambdaFunction", "notBreaching"],
    ["a day without a look", "AWS/Lambda", "Invocations", "WatchLambdaFunction", "breaching"],
    ["an event dropped by the scheduler", "AWS/Scheduler", "InvocationDroppedCount", "Schedules", "notBreaching"],
  ])("%s is told", (_what, namespace, metric, of, missing) => {
    const found = alarms().find(
      ({ Namespace, MetricName, Dimensions }) =>
        Namespace === namespace && MetricName === metric && JSON.stringify(Dimensions).includes(`"${of}"`),
    );
    expect(found?.TreatMissingData).toBe(missing);
  });

  it("so are dead letters of every kind", () => {
    const told = alarms()
      .filter(({ MetricName, Threshold }) => MetricName === "ApproximateNumberOfMessagesVisible" && Threshold === 1)
      .map(({ Dimensions }) => Dimensions[0].Value["Fn::GetAtt"][0]);
    const dead = ofType(resources, "AWS::SQS::Queue")
      .map(([id]) => id)
      .filter((id) => id !== "Runs" && id !== "Parts");
    expect(told.sort()).toEqual(dead.sort());
  });

  it("so are bounces and complaints", () => {
    const mail = alarms().filter(({ Namespace }) => Namespace === "AWS/SES");
    expect(mail.map(({ MetricName, Threshold }) => [MetricName, Threshold])).toEqual([
      ["Bounce", 1],
      ["Reputation.BounceRate", 0.025],
      ["Reputation.ComplaintRate", 0.0005],
    ]);
  });
});
