// What is voted on, for whoever shows a ballot: the phone's page, a kiosk. Made of a day's API by voting/day.ts. Sources of the fields:
// docs/formats/paper.md and rules.md.

/** A text in one language. */
export interface Text {
  readonly language: string;
  readonly text: string;
}

export type Kind = "approve" | "score" | "points" | "rank";

/** Further choices for the projects of one group. */
export interface Extra {
  readonly group: string;
  readonly votes: number;
}

/** What a valid ballot looks like. */
export interface Form {
  readonly kind: Kind;
  readonly least: number;
  /** 0 is no limit. */
  readonly most: number;
  /** The highest mark, or the points to deal out; 0 for the other kinds. */
  readonly top: number;
  /** Whether the limits hold for each pot alone; then a pot may be left blank. */
  readonly perPot: boolean;
  /** Whether what is chosen must fit its pot. */
  readonly knapsack: boolean;
  readonly extra: Extra | null;
}

/** A project on the paper. */
export interface Project {
  readonly id: string;
  readonly pot: string;
  readonly ask: number;
  /** Its title by language; the paper's own first. */
  readonly titles: readonly Text[];
  readonly group: string;
  readonly stall: string;
  /** What its stall says of it in a few words, by language. */
  readonly about: readonly Text[];
  /** The address of its picture on the site that serves the page; may be empty. */
  readonly picture: string;
  /** The ids of its tier, area and theme. */
  readonly groups: readonly string[];
  /** The ids of projects that cannot be funded beside it. */
  readonly conflicts: readonly string[];
  /** Whether it no longer asks for money: it is not offered. */
  readonly withdrawn: boolean;
}

/** Money that is voted on. */
export interface Pot {
  readonly id: string;
  readonly title: string;
  /** How much of it there is now. */
  readonly amount: number;
  /** How much the paper says there is: what a ballot is held against. */
  readonly onPaper: number;
}

/** Projects that belong together. */
export interface Group {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /** The most money that goes to it out of one pot; left out where there is no limit. */
  readonly most_money?: number;
  /** The most of its projects that are funded out of one pot; left out where there is no limit. */
  readonly most_projects?: number;
}

export interface Paper {
  readonly form: Form;
  readonly currency: string;
  readonly digits: number;
  readonly pots: readonly Pot[];
  readonly groups: readonly Group[];
  /** In the order of the paper. */
  readonly projects: readonly Project[];
}
