// What a canonical ballot says, without a page.

/** What a canonical ballot chooses, in its order: a project, and its mark, points or place where the form has them. */
export function choicesOf(ballot: string): { project: string; mark: string }[] {
  const [kind, ...words] = ballot.split(" ");
  return words.map((word, at) => {
    const [project, mark] = word.split("=") as [string, string?];
    return { project, mark: mark ?? (kind === "rank" ? `${at + 1}.` : "") };
  });
}
