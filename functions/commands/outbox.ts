import { existsSync } from "node:fs";
import { isFolder, readOutbox } from "../../lib/adapters/outbox.ts";
import type { Context } from "../context.ts";
import { type ExitCode, UsageError } from "../exit.ts";

/** `duban outbox`: the letters that lie in the outbox directory, newest first. */
export async function outbox(context: Context): Promise<ExitCode> {
  const { mail } = context.config();
  if (mail.kind !== "outbox") throw new UsageError("DUBAN_MAIL 不是 outbox:目录，没有发件箱可看。");
  if (existsSync(mail.dir) && !(await isFolder(mail.dir)))
    throw new UsageError(`DUBAN_MAIL 的 outbox:“${mail.dir.slice(0, 200)}” 不是文件夹，请改成放信的目录。`);
  const letters = await readOutbox(mail.dir);
  if (context.options.json === true) context.print(JSON.stringify(letters));
  else
    context.print(
      [`${mail.dir} 中有 ${letters.length} 封信。`, ...letters.map(({ to, subject }) => `${to}  ${subject}`)].join(
        "\n",
      ),
    );
  return 0;
}
