// Pairing: the code in the address's fragment never reaches a server by itself; this script posts it once and clears the address.
import { codeIn } from "./cards/code";
import { read } from "./door/codes";
import { el, fill, need } from "./site/dom";
import { say } from "./site/words";

const form = need<HTMLFormElement>("pairing");
const code = need<HTMLInputElement>("code");
const answer = need("pair-answer");

async function pair(text: string): Promise<void> {
  const typed = codeIn(text);
  if (read(typed).kind === "inside") {
    // A card's inside, scanned into the wrong field: it goes nowhere.
    code.value = "";
    form.hidden = false;
    return fill(answer, el("p", { class: "notice stop" }, say("Pair.Inside")));
  }
  fill(answer, el("p", { class: "notice" }, say("Pair.Asking")));
  try {
    const response = await fetch("/api/stations/pair", {
      method: "POST", credentials: "same-origin", headers: { "content-type": "application/json" },
      body: JSON.stringify({ code: typed, day: form.dataset["day"] || null }),
    });
    if (response.ok) {
      const { page } = (await response.json()) as { page: string | null };
      if (page === null) fill(answer, el("p", { class: "notice warn" }, say("Pair.NoPage")));
      else location.replace(page);
      return;
    }
    fill(answer, el("p", { class: "notice stop" }, say(response.status === 403 ? "Pair.Refused" : "Pair.Failed")));
  } catch {
    fill(answer, el("p", { class: "notice warn" }, say("Pair.NoConnection")));
  }
  form.hidden = false;
  code.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (code.value.trim() !== "") void pair(code.value.trim());
});

const scanned = decodeURIComponent(location.hash.slice(1));
if (scanned !== "") {
  history.replaceState(null, "", location.pathname);
  form.hidden = true;
  void pair(scanned);
}
