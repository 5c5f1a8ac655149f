// Ballots of the form "approve" as canonical text. Source: docs/formats/ballots.md.

/** The canonical ballot: ids in ordinal order. */
export function ballotOf(projects: readonly string[]): string {
  return projects.length === 0 ? "blank" : `approve ${[...projects].sort().join(" ")}`;
}

/** The projects of a canonical ballot in the order of its text; null for a ballot of another form. */
export function projectsOf(ballot: string): string[] | null {
  if (ballot === "blank") return [];
  const [form, ...projects] = ballot.split(" ");
  return form === "approve" ? projects : null;
}
