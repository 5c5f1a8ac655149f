/** The slip to type after one, of those that are left to this person, in their order; 0 where none is. */
export function following(upcoming: readonly number[], slip: number): number {
  const at = upcoming.indexOf(slip);
  return (at < 0 ? upcoming.find((left) => left !== slip) : upcoming[at + 1]) ?? 0;
}
