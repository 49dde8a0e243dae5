/** One placeholder a template may use: {text}, {#condition}…{/condition}, {#loop}…{/loop}. */
export type FieldEntry =
  | { readonly is: "text"; readonly what: string }
  | { readonly is: "condition"; readonly what: string }
  | { readonly is: "loop"; readonly what: string; readonly of: FieldCatalogue };

/**
 * The placeholders of a kind of document, by name. For every text and loop there is the condition 有‹name› too (the text is not empty, the loop has
 * a round), and inside a loop 首 and 末: its first and last round. Nobody fills these.
 */
export type FieldCatalogue = { readonly [name: string]: FieldEntry };

/** What must be given for a catalogue: all of it; an empty text or a loop without rounds where there is nothing to say. */
export type Filled<C extends FieldCatalogue> = {
  readonly [N in keyof C]: C[N] extends { readonly is: "loop"; readonly of: infer Inner extends FieldCatalogue }
    ? readonly Filled<Inner>[]
    : C[N] extends { readonly is: "condition" }
      ? boolean
      : string;
};
