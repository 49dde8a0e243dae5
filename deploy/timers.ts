import { type Looks, POLL_LOOKS, SCHEDULES, WATCH_LOOKS } from "../lib/jobs/schedule.ts";

/** EventBridge Scheduler puts the planned moment here, the same one at every repetition: the run key is made of it. */
const PLANNED_MOMENT = "<aws.scheduler.scheduled-time>";

interface Timer {
  readonly name: string;
  readonly expression: string;
  readonly zone: string;
  /** Logical id of the queue or the function in the template. */
  readonly target: string;
  readonly input: Readonly<Record<string, string>>;
}

/** "07:30" on every day: the job itself answers whether it is owed ("the 5th or the next working day" is no cron expression). */
function dailyAt(time: string): string {
  const [hour, minute] = time.split(":").map(Number);
  return `cron(${minute} ${hour} * * ? *)`;
}

/** Once an hour, or every few minutes, between two hours of every day. */
function lookingAt({ fromHour, toHour, minute, everyMinutes }: Looks): string {
  const minutes = everyMinutes === 60 ? `${minute}` : `${minute}/${everyMinutes}`;
  return `cron(${minutes} ${fromHour}-${toHour} * * ? *)`;
}

const JOBS: readonly Timer[] = SCHEDULES.map(({ job, time, zone }) => ({
  name: job,
  expression: dailyAt(time),
  zone,
  target: "Runs",
  input: { job, scheduledTime: PLANNED_MOMENT },
}));

const WATCH: Timer = {
  name: "watch",
  expression: lookingAt(WATCH_LOOKS),
  zone: "Asia/Shanghai",
  target: "WatchLambdaFunction",
  input: { scheduledTime: PLANNED_MOMENT },
};

const POLL: Timer = {
  name: "poll",
  expression: lookingAt(POLL_LOOKS),
  zone: "Asia/Shanghai",
  target: "PollLambdaFunction",
  input: { scheduledTime: PLANNED_MOMENT },
};

const arnOf = (logicalId: string) => ({ "Fn::GetAtt": [logicalId, "Arn"] });

const logicalIdOf = (name: string): string => `${name[0]!.toUpperCase()}${name.slice(1)}Schedule`;

const scheduleOf = ({ name, expression, zone, target, input }: Timer) => ({
  Type: "AWS::Scheduler::Schedule",
  Properties: {
    Name: name,
    GroupName: { Ref: "Schedules" },
    ScheduleExpression: expression,
    ScheduleExpressionTimezone: zone,
    FlexibleTimeWindow: { Mode: "OFF" },
    State: "ENABLED",
    Target: {
      Arn: arnOf(target),
      RoleArn: arnOf("SchedulerRole"),
      Input: JSON.stringify(input),
      // A late run repeats and loses nothing; after half an hour the dead letter and the alarm are of more use.
      RetryPolicy: { MaximumEventAgeInSeconds: 1800, MaximumRetryAttempts: 20 },
      DeadLetterConfig: { Arn: arnOf("ScheduleDeadLetters") },
    },
  },
});

/** CloudFormation's schedules, from the one table of schedules. */
export const timers = () =>
  Object.fromEntries([...JOBS, WATCH, POLL].map((timer) => [logicalIdOf(timer.name), scheduleOf(timer)]));
