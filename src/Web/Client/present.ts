// The presenter's page, and the console's page of announcements. They work without this script; with it the keys of a clicker turn, the minutes run, and
// what was typed outlives a network that fails.
import { clockOf } from "./screen/talk";
import { askAgain } from "./site/beat";
import { readyCalling } from "./site/calling";

const keys: Record<string, string> = { ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back" };

let heardAt = Date.now();
let page!: HTMLElement;
let ends = 0;

/** Takes up what the page shows now. */
function takeUp(): void {
  page = document.querySelector<HTMLElement>("[data-presents]")!;
  readyCalling();
  ends = Date.now() + Number(document.getElementById("clock")?.dataset["left"]);
}

addEventListener("keydown", (event) => {
  const button = document.getElementById(keys[event.key] ?? "") as HTMLButtonElement | null;
  if (!button || (event.target as HTMLElement).matches("input, select, textarea")) return;
  event.preventDefault();
  if (!button.disabled) button.click();
});

document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (!page.contains(form)) return;
  event.preventDefault();
  // Two hands on one phone: a page is turned once a press, however fast it is pressed.
  if (form.dataset["sent"]) return;
  form.dataset["sent"] = "yes";
  void send(form, event.submitter);
});

async function send(form: HTMLFormElement, pressed: HTMLElement | null): Promise<void> {
  const filled = [...new FormData(form, pressed)].map(([name, value]) => [name, String(value)]);
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(filled), cache: "no-store" });
    show(answer, await answer.text());
  } catch {
    delete form.dataset["sent"];
    say("unsent");
  }
}

/** Shows what was answered in the place of what stood here; the focus stays where it was. */
function show(answer: Response, text: string): void {
  const next = new DOMParser().parseFromString(text, "text/html");
  if (new URL(answer.url).pathname !== location.pathname || !next.querySelector("[data-presents]")) return location.reload();
  const focused = document.activeElement?.id;
  document.querySelector("main")!.replaceChildren(...next.querySelector("main")!.childNodes);
  document.title = next.title;
  takeUp();
  if (focused) document.getElementById(focused)?.focus();
}

function say(what: "since" | "unsent"): void {
  const place = document.getElementById("no-network");
  if (!place) return;
  place.textContent = place.dataset[what]!.replace("{0}", new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "medium" }).format(heardAt));
  place.hidden = false;
}

takeUp();

// Somebody else turned, the day took a step, or an announcement's minutes are over: the page is shown anew, unless something is being typed here.
askAgain(1000, async () => {
  try {
    const [shown, standings] = await Promise.all(["presentation", "standings"].map(async (what) =>
      (await (await fetch(`/api/days/${page.dataset["presents"]!}/${what}`, { cache: "no-store" })).json()) as { number: number; step?: number; at?: number }));
    heardAt = Date.now();
    const place = document.getElementById("no-network");
    if (place) place.hidden = true;
    const goes = Number(page.dataset["until"]);
    const typing = [...page.querySelectorAll<HTMLInputElement>("input:not([type=hidden])")].some((input) => input.value !== "");
    const anew = shown!.number > Number(page.dataset["number"]) || (standings!.step ?? 0) > Number(page.dataset["step"]) || goes > 0 && (shown!.at ?? 0) >= goes;
    if (anew && !typing && !page.querySelector("[data-sent]")) location.reload();
  } catch {
    // What was pressed in vain stays said until something is heard again.
    if (document.getElementById("no-network")?.hidden) say("since");
  }
});

setInterval(() => {
  const clock = document.getElementById("clock");
  if (clock) clock.textContent = clockOf(ends - Date.now());
}, 250);
