// The page on which a day is run shows itself anew every few seconds, and rings when a station calls, where one asked for that.
import { canVibrate } from "./door/sound";
import { askAgain } from "./site/beat";
import { keep, kept } from "./site/storage";
import { say } from "./site/words";

let context: AudioContext | undefined;

/** Two rising tones, three times: told apart from a door's sounds. */
function ring(): void {
  if (canVibrate) navigator.vibrate([200, 100, 200, 100, 200]);
  if (!context) return;
  void context.resume();
  for (let at = 0; at < 3; at++) {
    for (const [pitch, offset] of [[523, 0], [784, 0.18]] as const) {
      const [tone, gain, begins] = [context.createOscillator(), context.createGain(), context.currentTime + at * 0.6 + offset];
      tone.frequency.value = pitch;
      gain.gain.setValueAtTime(0.4, begins);
      gain.gain.exponentialRampToValueAtTime(0.001, begins + 0.3);
      tone.connect(gain).connect(context.destination);
      tone.start(begins);
      tone.stop(begins + 0.3);
    }
  }
}

const waiting = (place: ParentNode): string[] => [...place.querySelectorAll<HTMLElement>("[data-waits]")].map((call) => call.dataset["call"]!);

export function readyRunning(): void {
  const shown = document.querySelector<HTMLElement>("[data-live]");
  if (!shown) return;
  const [switcher, title] = [document.querySelector<HTMLElement>("[data-rings]")!, document.title];
  const box = document.querySelector<HTMLInputElement>("#ring")!;
  let [known, heardAt] = [new Set(waiting(shown)), Date.now()];
  // Browsers allow sound once somebody has touched the page.
  const wake = (): void => {
    if (box.checked && "AudioContext" in globalThis) context ??= new AudioContext();
  };
  switcher.hidden = false;
  box.checked = kept("local", "running-rings") === "yes";
  box.addEventListener("change", () => {
    keep("local", "running-rings", box.checked ? "yes" : "no");
    wake();
    if (box.checked) ring();
  });
  document.addEventListener("pointerdown", wake, { once: true });

  askAgain(3000, async () => {
    const answer = await fetch(location.pathname, { cache: "no-store", redirect: "error" });
    if (!answer.ok) return;
    const next = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector<HTMLElement>("[data-live]");
    if (!next) return;
    heardAt = Date.now();
    const focused = document.activeElement instanceof HTMLElement && shown.contains(document.activeElement) ? document.activeElement.id : "";
    shown.replaceChildren(...next.childNodes);
    if (focused !== "") document.getElementById(focused)?.focus();
    const [now, said] = [waiting(shown), document.getElementById("ring-says")!];
    document.title = now.length > 0 ? `(${now.length}) ${title}` : title;
    if (now.some((call) => !known.has(call))) {
      said.textContent = said.dataset["callsText"]!;
      if (box.checked) ring();
    } else if (now.length === 0) said.textContent = "";
    known = new Set(now);
  });
  setInterval(() => {
    const age = document.getElementById("live-age");
    if (age) age.textContent = say("Live.Updated", Math.floor((Date.now() - heardAt) / 1000));
  }, 1000);
}
