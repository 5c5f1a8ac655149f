// What the server wrote about the day into the page.
export interface Day {
  readonly day: string;
  readonly origin: string;
  readonly site: string;
  readonly logKey: string;
  readonly open: boolean;
  readonly replacement: boolean;
  readonly form: Form;
}

/** What a valid ballot looks like. `most` 0 is no limit. */
export interface Form {
  readonly kind: string;
  readonly least: number;
  readonly most: number;
}

export function readDay(): Day {
  return JSON.parse(document.getElementById("day")?.textContent ?? "null") as Day;
}
