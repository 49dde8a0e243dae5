import type { Store } from "../ports/store.ts";
import type { ToldDraft } from "../views/drafts.ts";
import { answersOf } from "./appeals.ts";
import { openItems, trailOf } from "./draft-trail.ts";

/** Every draft with what people did with it and what is still open. */
export async function draftsTold(store: Pick<Store, "fact" | "drafts">): Promise<readonly ToldDraft[]> {
  const drafts = await store.drafts();
  return Promise.all(
    drafts.map(async (draft) => {
      const trail = await trailOf(store, draft.id);
      return { draft, trail, open: openItems(draft, trail), answers: await answersOf(store, draft.id) };
    }),
  );
}
