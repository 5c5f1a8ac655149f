// The console works without script. With it: invitations move out of the address, numbers move, codes count down, lists are shown before they are sent.
import { readyPasskeys } from "./passkeys";
import { readyRunning } from "./running";
import { readyTurns } from "./turns";
import { askAgain } from "./site/beat";
import { el, fill } from "./site/dom";
import { say } from "./site/words";

// An invitation in the fragment goes into the form and out of the address.
const invitation = document.querySelector<HTMLInputElement>("[data-from-fragment]");
if (invitation && location.hash.length > 1) {
  invitation.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
  document.querySelector<HTMLInputElement>("#Name")?.focus();
}

readyPasskeys();
readyTurns();

// A chosen file fills the box below it, so that whoever sends it sees it, and an error leaves it there to be mended.
for (const chooser of document.querySelectorAll<HTMLInputElement>("input[type=file][data-fills]")) {
  chooser.addEventListener("change", () => {
    const file = chooser.files?.[0];
    const box = document.getElementById(chooser.dataset["fills"]!) as HTMLTextAreaElement | null;
    if (file && box && file.size < 500_000) void file.text().then((text) => (box.value = text));
  });
}

// Printing cards answers in another window; this page then shows the new batch.
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-once]")) {
  form.addEventListener("submit", () => {
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    setTimeout(() => location.reload(), 4000);
  });
}

// A key copy is fetched, and only then is the page loaded again to show who keeps one. Sealing it takes its time: loading the page
// meanwhile would cancel the download of a copy that the service has on record.
for (const form of document.querySelectorAll<HTMLFormElement>("form[data-download]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void download(form);
  });
}

async function download(form: HTMLFormElement): Promise<void> {
  const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => null);
  const name = /filename="?([^";]+)/.exec(answer?.headers.get("content-disposition") ?? "")?.[1];
  if (!answer || name === undefined) return form.submit(); // not a copy: let the browser show the page that says why
  const address = URL.createObjectURL(await answer.blob());
  el("a", { href: address, download: name }).click();
  setTimeout(() => location.assign(location.pathname), 500);
}

// How long a pairing code still works.
for (const pairing of document.querySelectorAll<HTMLElement>(".pairing[data-left]")) {
  const until = Date.now() + Number(pairing.dataset["left"]);
  const place = pairing.querySelector(".countdown")!;
  const show = (): void => {
    const left = Math.max(0, Math.round((until - Date.now()) / 1000));
    place.textContent = left > 0 ? say("Live.ValidFor", Math.floor(left / 60), left % 60) : say("Live.Lapsed");
    pairing.classList.toggle("lapsed", left === 0);
    if (left > 0) setTimeout(show, 1000);
  };
  show();
}

// A step that waits for a second approver: once they have agreed on their own phone, the form is sent again by itself.
const waiting = document.querySelector<HTMLElement>("[data-approval]");
if (waiting) {
  const state = document.querySelector<HTMLElement>("[data-approval-state]")!;
  const look = async (): Promise<void> => {
    const answer = await fetch(waiting.dataset["approval"]!, { cache: "no-store", redirect: "error" }).catch(() => null);
    const said = answer?.ok ? await answer.text() : "waiting";
    if (said !== "waiting") {
      state.textContent = say(`Waiting.State.${said}`);
      if (said === "agreed") document.querySelector<HTMLFormElement>("#agreed")!.requestSubmit();
      return;
    }
    setTimeout(() => void look(), 1500);
  };
  void look();
}

// The moving numbers of a day.
type Watched = Record<string, number | string> & { doors: { venue: string; name: string; arrivals: number }[] };
const watch = document.querySelector<HTMLElement>("[data-watch]:not([data-watch=\"\"])");
if (watch) {
  let heardAt = Date.now();
  const look = async (): Promise<void> => {
    try {
      const answer = await fetch(watch.dataset["watch"]!, { headers: { accept: "application/json" }, cache: "no-store", redirect: "error" });
      if (!answer.ok) return;
      const seen = (await answer.json()) as Watched;
      heardAt = Date.now();
      for (const place of watch.querySelectorAll<HTMLElement>("[data-watched]")) place.textContent = String(seen[place.dataset["watched"]!] ?? "");
      fill(document.getElementById("watch-doors")!, ...seen.doors.map((door) =>
        el("tr", {}, el("td", {}, el("bdi", {}, door.venue)), el("td", {}, el("bdi", {}, door.name)), el("td", { class: "number" }, String(door.arrivals)))));
    } catch {
      // The age below says that nothing new came.
    }
  };
  askAgain(2000, look);
  setInterval(() => {
    document.getElementById("watch-age")!.textContent = say("Live.Updated", Math.floor((Date.now() - heardAt) / 1000));
  }, 1000);
}

// The running of a day: its figures, and who calls.
readyRunning();

// What happens elsewhere, on a phone or a colleague's laptop: once it has, the page goes on.
const awaited = document.querySelector<HTMLElement>("[data-seen]");
if (awaited) {
  let gone = false;
  askAgain(1500, async () => {
    const answer = await fetch(awaited.dataset["again"]!, { cache: "no-store", redirect: "manual" });
    // Signed out, here or from elsewhere: the page itself leads to where one signs in.
    if (answer.type === "opaqueredirect") return location.reload();
    const said = answer.ok ? await answer.text() : awaited.dataset["seen"]!;
    if (gone || said === awaited.dataset["seen"]) return;
    gone = true;
    location.assign(awaited.dataset["then"] ?? said);
  });
}
