// Where a day stands, as it is named. Without words and without a page, so that whatever reads a day can ask it.

/** The phase by which a day is named: an open day whose votes wait for the last group does not say that voting is open. */
export function stageOf({ phase, votingBegan }: { readonly phase: string; readonly votingBegan?: boolean }): string {
  return phase === "open" && votingBegan === false ? "speaking" : phase;
}
