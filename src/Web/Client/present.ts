// The presenter's page, and the console's page of announcements. They work without this script; with it the keys of a clicker turn, and the minutes run.
import { clockOf } from "./screen/talk";

const keys: Record<string, string> = { ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back" };

addEventListener("keydown", (event) => {
  const button = document.getElementById(keys[event.key] ?? "") as HTMLButtonElement | null;
  if (!button || (event.target as HTMLElement).matches("input, select, textarea")) return;
  event.preventDefault();
  if (!button.disabled) button.click();
});

// Two hands on one phone: a page is turned once a press, however fast it is pressed.
document.addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (form.dataset["sent"]) return event.preventDefault();
  form.dataset["sent"] = "yes";
});

const page = document.querySelector<HTMLElement>("[data-presents]")!;

// Somebody else turned, the day took a step, or an announcement's minutes are over: the page is shown anew, unless something is being typed here.
const goes = Number(page.dataset["until"]);
setInterval(async () => {
  try {
    const [shown, standings] = await Promise.all(["presentation", "standings"].map(async (what) =>
      (await (await fetch(`/api/days/${page.dataset["presents"]!}/${what}`, { cache: "no-store" })).json()) as { number: number; step?: number; at?: number }));
    const typing = [...page.querySelectorAll<HTMLInputElement>("input:not([type=hidden])")].some((input) => input.value !== "");
    const anew = shown!.number > Number(page.dataset["number"]) || (standings!.step ?? 0) > Number(page.dataset["step"]) || goes > 0 && (shown!.at ?? 0) >= goes;
    if (anew && !typing && !page.querySelector("[data-sent]")) location.reload();
  } catch {
    // Without a network the page stays as it is.
  }
}, 1000);

const clock = document.getElementById("clock");
const ends = Date.now() + Number(clock?.dataset["left"]);
if (clock) setInterval(() => { clock.textContent = clockOf(ends - Date.now()); }, 250);
