// "Call the organiser": one press with a reason from a list, on every paired station. The page then says whether somebody is coming. That a station asks also
// tells the organisers that it is there.
import { askAgain } from "./beat";
import { el, fill } from "./dom";
import { say } from "./words";

const every = 8_000;
const patience = 4_000;

export const reasons = ["help", "queue", "cards", "broken", "person", "decision"] as const;
type Reason = (typeof reasons)[number];
type Call = { reason: Reason; coming: boolean } | null;

/** What was last heard of the station's call; `undefined` while nothing was heard. */
let call: Call | undefined;
/** What pressing came to, where that was not a call. */
let failed: "" | "Failed" | "Wait" = "";
/** Whether a call stood here, so that its end is said. */
let ended = false;
let place: HTMLElement | null = null;
let started = false;

/** Puts the panel into an element, or takes it over into another where the page was drawn anew. */
export function callingPanel(day: string): HTMLElement {
  const made = el("details", { class: "calling", id: "calling" },
    el("summary", {}, say("Call.Title")), el("p", { id: "calling-answer", role: "status" }), el("div", { class: "calling-reasons", role: "group", "aria-label": say("Call.Why") }));
  if (place instanceof HTMLDetailsElement) made.open = place.open;
  place = made;
  draw(day);
  if (!started) {
    started = true;
    const look = async (): Promise<void> => {
      await ask(day);
      draw(day);
    };
    void look();
    askAgain(every, look);
  }
  return made;
}

/** Puts the panel where the page has a place for it: paired stations have one. */
export function readyCalling(): void {
  const at = document.querySelector<HTMLElement>("[data-calls]");
  if (at) fill(at, callingPanel(at.dataset["calls"]!));
}

/** Says that a station is there, where it has no panel. */
export function sayThere(day: string): void {
  const look = async (): Promise<void> => ask(day);
  void look();
  askAgain(2 * every, look);
}

async function ask(day: string, reason?: Reason): Promise<void> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  try {
    const answer = await fetch(`/api/days/${day}/station${reason === undefined ? "" : "/calls"}`, {
      signal: stop.signal, cache: "no-store", headers: { accept: "application/json", ...(reason === undefined ? {} : { "content-type": "application/json" }) },
      ...(reason === undefined ? {} : { method: "POST", body: JSON.stringify({ reason }) }),
    });
    if (answer.ok) {
      const before = call;
      call = ((await answer.json()) as { call: Call }).call;
      if (reason !== undefined || call) failed = "";
      ended = call === null && (ended || Boolean(before));
      if (call) ended = false;
    } else if (reason !== undefined) failed = answer.status === 409 ? "Wait" : "Failed";
  } catch {
    if (reason !== undefined) failed = "Failed";
  } finally {
    clearTimeout(timer);
  }
}

function draw(day: string): void {
  if (!place) return;
  const answer = place.querySelector<HTMLElement>("#calling-answer")!;
  const said = failed !== "" ? say(`Call.${failed}`) : call ? say(call.coming ? "Call.Coming" : "Call.Called") : ended ? say("Call.Ended") : "";
  if (answer.textContent !== said) answer.textContent = said;
  place.dataset["call"] = failed !== "" ? "failed" : call ? (call.coming ? "coming" : "called") : "none";
  const buttons = place.querySelector<HTMLElement>(".calling-reasons")!;
  buttons.hidden = Boolean(call);
  if (buttons.childElementCount > 0) return;
  fill(buttons, el("p", {}, say("Call.Why")), ...reasons.map((reason) => el("button", {
    type: "button", class: "button quiet", "data-reason": reason, onclick: () => {
      buttons.hidden = true;
      void ask(day, reason).then(() => draw(day));
    },
  }, say(`Call.Reason.${reason}`))));
}
