// The kiosk: a device that many people vote on, one after another. Paired, it waits for a card; what somebody does lives in one `Sitting`; when
// they have gone, or nobody touches it for a minute, everything is let go of. Nothing of a ballot or a card is stored, and the page's address and
// history never change.
import { deriveCard } from "./cards/card";
import { codeIn, readCode } from "./cards/code";
import { listenToScanner } from "./door/wedge";
import { CardReader } from "./kiosk/cardReader";
import { IdleWatch, now, warnFor } from "./kiosk/idle";
import { Look, type Language } from "./kiosk/look";
import { phaseView } from "./kiosk/phaseView";
import { keepSettings, readSettings, type CameraSide, type Settings } from "./kiosk/settings";
import { Sitting, type Room } from "./kiosk/sitting";
import { stepByKeys } from "./kiosk/steps";
import { Reader } from "./kiosk/voice";
import { inLanguage, textFor } from "./ballot/wording";
import { askAgain } from "./site/beat";
import { callingPanel } from "./site/calling";
import { el, fill, need } from "./site/dom";
import { button, notice } from "./site/notice";
import { say } from "./site/words";
import { isOver, readDay, type Day } from "./voting/day";

const lookEvery = 15_000;
const page = need("kiosk");
const view = need("kiosk-view");
const [name, station] = [page.dataset["name"]!, page.dataset["station"]!];
const place = { service: "", day: page.dataset["day"]! };

const look = new Look(JSON.parse(need("kiosk-words").textContent ?? "[]") as Language[]);
const voice = new Reader(view, () => drawBar());
const watch = new IdleWatch(now());
let settings = readSettings(station);
let settingUp = settings === null;
// What is ticked in the settings and not taken yet: the form may be drawn anew under somebody's hand.
let drafted: Settings = settings ?? { printer: false, camera: "front" };
let day: Day | null = null;
let paired = true;
let reader: CardReader | null = null;
let sitting: Sitting | null = null;
let warning = false;

// ---- what stands above everything: the day, and how the kiosk looks and speaks ----

function drawBar(): void {
  const focused = document.activeElement?.id ?? "";
  const title = day && textFor(day.titles);
  // On a small screen the sign stands for the words.
  const tool = (id: string, sign: string, text: string, press: () => void, pressed: boolean | null = null): HTMLElement =>
    el("button", { type: "button", id, class: sign === "" ? "tool" : "tool signed", onclick: press, "aria-pressed": pressed === null ? null : String(pressed) },
      sign !== "" && el("span", { class: "sign", "aria-hidden": "true" }, sign), el("span", { class: "words" }, text));
  fill(need("kiosk-bar"),
    el("div", { class: "kiosk-name" }, title ? inLanguage(el("h1", {}, title.text), title) : el("h1", {}, say("Kiosk.Title"))),
    el("div", { class: "tools", role: "group", "aria-label": say("Kiosk.Languages") }, ...look.languages.map(({ tag, name: own, direction }) => {
      const made = tool(`speak-${tag}`, "", own, () => speak(tag), look.language === tag);
      [made.lang, made.dir] = [tag, direction];
      return made;
    })),
    el("div", { class: "tools", role: "group", "aria-label": say("Kiosk.Looks") },
      tool("look-large", "A+", say("Kiosk.Large"), () => wear(() => look.enlarge(!look.large)), look.large),
      tool("look-contrast", "◐", say("Kiosk.Contrast"), () => wear(() => look.sharpen(!look.contrast)), look.contrast),
      voice.able && tool("read-aloud", "♪", say(voice.on ? "Kiosk.Silence" : "Kiosk.ReadAloud"), readAloud, voice.on),
      document.fullscreenEnabled && !document.fullscreenElement && tool("full-screen", "⛶", say("Kiosk.FullScreen"), () => void document.documentElement.requestFullscreen().catch(() => {})),
      sitting !== null && !sitting.held && tool("start-again", "✕", say("Kiosk.StartAgain"), wipe)));
  if (focused !== "" && document.activeElement === document.body) document.getElementById(focused)?.focus();
}

function speak(tag: string): void {
  look.speak(tag);
  if (!voice.able) voice.stop();
  redraw();
  voice.read();
}

function wear(change: () => void): void {
  change();
  drawBar();
}

function readAloud(): void {
  if (voice.on) voice.stop();
  else voice.start();
  drawBar();
}

function redraw(): void {
  drawBar();
  if (sitting) return sitting.redraw();
  welcome(false);
  reader?.redraw();
}

// ---- between two people ----

const waitsForCards = (): boolean => !settingUp && paired && day !== null && takesVotes(day);
/** Whether this kiosk takes votes: people who must leave may vote at one while the groups speak, where the day allows it. */
const takesVotes = ({ open, waits, kiosksEarlier }: Day): boolean => open && (!waits || kiosksEarlier);

/** What the kiosk says while nobody sits at it. */
function welcome(move: boolean): void {
  show("welcome", welcoming(), move);
}

function welcoming(): (HTMLElement | null | false)[] {
  if (day && isOver(day)) return [phaseView(day.phase)]; // started anew after the close, too, when it is no kiosk any more
  if (settingUp) return settingsForm();
  if (!paired) {
    return [el("h2", { tabindex: "-1" }, say("Kiosk.NotPaired")), notice("stop", say("Kiosk.NotPairedDetail")), el("p", {}, el("a", { class: "button", href: "/pair" }, say("Kiosk.PairAgain")))];
  }
  if (!day) return [el("h2", { tabindex: "-1" }, say("Kiosk.Welcome")), el("p", { class: "row", role: "status" }, el("span", { class: "waiting" }), say("Vote.Loading"))];
  if (!takesVotes(day)) {
    return [phaseView(day.stage), forStaff()];
  }
  reader ??= new CardReader(settings!.camera, useCard, (home) => {
    welcome(true);
    if (home) watch.touch(now());
  });
  return [
    el("h2", { tabindex: "-1" }, say("Kiosk.Welcome")),
    el("p", { class: "lead" }, say("Kiosk.WelcomeMore")),
    day.waits && el("p", { id: "earlier" }, say("Kiosk.Earlier")),
    reader.element,
    reader.home && forStaff(),
  ];
}

function forStaff(): HTMLElement {
  return el("details", { class: "for-staff" }, el("summary", {}, say("Kiosk.ForStaff")),
    el("p", {}, el("bdi", {}, name)),
    el("p", {}, el("a", { class: "button quiet", href: "/help/kiosk", target: "_blank", rel: "noopener" }, say("Kiosk.StaffHelp"))),
    callingPanel(place.day),
    el("p", {}, button(say("Kiosk.Settings"), () => {
      settingUp = true;
      welcome(true);
    })));
}

function settingsForm(): HTMLElement[] {
  const printer = el("input", { type: "checkbox", id: "kiosk-printer" });
  printer.checked = drafted.printer;
  const side = (value: CameraSide, word: string): HTMLElement => {
    const made = el("input", { type: "radio", name: "camera", value });
    made.checked = drafted.camera === value;
    return el("label", { class: "choice" }, made, el("span", { class: "title" }, say(word)));
  };
  const form = el("form", { class: "kiosk-settings" },
    el("label", { class: "choice" }, printer, el("span", { class: "title" }, say("Kiosk.Printer")), el("span", { class: "more" }, say("Kiosk.PrinterMore"))),
    el("fieldset", { class: "choices" }, el("legend", {}, say("Kiosk.WhichCamera")),
      side("front", "Kiosk.Camera.front"), side("back", "Kiosk.Camera.back"), side("none", "Kiosk.Camera.none")),
    el("p", { class: "row" }, el("button", { class: "button" }, say("Kiosk.Start"))));
  form.addEventListener("change", () => {
    drafted = { printer: printer.checked, camera: form.querySelector<HTMLInputElement>("input[name=camera]:checked")!.value as CameraSide };
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    set(drafted);
  });
  return [el("h2", { tabindex: "-1" }, say("Kiosk.SetUp")), el("p", { class: "lead" }, say("Kiosk.SetUpMore")), form];
}

function set(chosen: Settings): void {
  settings = chosen;
  keepSettings(station, place.day, chosen);
  settingUp = false;
  wipe();
}

function show(at: string, content: (HTMLElement | null | false)[], move: boolean): void {
  page.dataset["at"] = at;
  page.dataset["mode"] = sitting?.mode ?? "";
  const held = view.contains(document.activeElement) ? document.activeElement?.id ?? "" : "";
  fill(view, ...content);
  if (held !== "" && !move) document.getElementById(held)?.focus({ preventScroll: true });
  drawBar();
  if (!move) return;
  window.scrollTo(0, 0);
  view.querySelector<HTMLElement>("[tabindex='-1']")?.focus({ preventScroll: true });
  voice.read();
}

// ---- somebody sits down ----

const room: Room = {
  get printer() { return settings?.printer === true; },
  get reads() { return voice.able; },
  show: (content, move) => show(sitting!.step, content, move),
  tell: (sentence) => voice.tell(sentence),
  wake: () => watch.touch(now()),
  leave: () => wipe(),
};

function useCard(symbols: string): void {
  if (!day) return;
  const card = deriveCard(symbols, day.origin);
  reader = null;
  sitting = new Sitting(day, card, room);
  void sitting.ask();
}

/** A scanner's text, wherever the page stands. A ballot that is being made is not lost to the next card in the queue. */
function scanned(text: string): void {
  scanner.forget();
  if (!waitsForCards()) return;
  if (!sitting) {
    return reader?.take(text);
  }
  if (sitting.step !== "receipt" && sitting.step !== "told") return;
  if (sitting.step === "receipt" && isItsCard(text)) return; // still in front of the scanner
  wipe();
  reader!.take(text);
}

function isItsCard(text: string): boolean {
  const reading = readCode(codeIn(text));
  return "symbols" in reading && sitting!.uses(deriveCard(reading.symbols, day!.origin));
}

/** Whoever was here has gone: nothing of theirs stays on the screen or where the page can reach it. */
function wipe(): void {
  sitting?.end();
  reader?.close();
  [sitting, reader] = [null, null];
  scanner.forget();
  voice.stop();
  look.reset();
  calm();
  getSelection()?.removeAllRanges();
  /^/.test(""); // what a pattern looked at last can be asked for: nothing
  watch.touch(now());
  welcome(true);
}

// ---- nobody is there any more ----

const pristine = (): boolean => settingUp || (sitting === null && (reader === null || reader.home) && look.untouched);

function tick(): void {
  if (pristine() || sitting?.held) return calm();
  if (voice.speaking) watch.touch(now()); // somebody listens
  const idle = watch.look(now());
  if (idle.at === "over") return wipe();
  if (idle.at === "calm") return calm();
  if (!warning) warn();
  const left = document.getElementById("idle-left");
  if (left) left.textContent = String(idle.left);
}

let before: HTMLElement | null = null;

function warn(): void {
  warning = true;
  before = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  const here = button(say("Kiosk.StillHere"), stillHere, "");
  here.id = "still-here";
  fill(need("kiosk-idle"), el("div", { class: "sheet", role: "alertdialog", "aria-modal": "true", "aria-labelledby": "idle-title", "aria-describedby": "idle-more" },
    el("h2", { id: "idle-title" }, say("Kiosk.AreYouThere")),
    el("p", { id: "idle-more" }, say("Kiosk.Clears")),
    el("p", { class: "idle-left", id: "idle-left", "aria-hidden": "true" }, String(warnFor)),
    here));
  need("kiosk-idle").hidden = false;
  page.inert = true;
  here.focus();
}

function calm(): void {
  if (!warning) return;
  warning = false;
  need("kiosk-idle").hidden = true;
  fill(need("kiosk-idle"));
  page.inert = false;
  before?.focus({ preventScroll: true });
  before = null;
}

function stillHere(): void {
  watch.touch(now());
  calm();
}

// Any key and any touch says that somebody is there, and does nothing else while the kiosk asks.
addEventListener("keydown", (event) => {
  if (!warning) return watch.touch(now());
  event.preventDefault();
  event.stopPropagation();
  stillHere();
}, { capture: true });
need("kiosk-idle").addEventListener("click", stillHere);
for (const touch of ["pointerdown", "wheel", "input"]) addEventListener(touch, () => { if (!warning) watch.touch(now()); }, { capture: true, passive: true });

// ---- the day goes on, the device sleeps, somebody leaves ----

async function lookAgain(): Promise<void> {
  if (sitting?.held) return;
  const [still, found] = await Promise.all([isStillPaired(), readDay(place)]);
  need("kiosk-network").hidden = found !== null;
  fill(need("kiosk-network"), found === null && say("Kiosk.NoNetwork"));
  const was = paired;
  if (still !== null) paired = still;
  if (sitting?.held) return;
  const changed = found !== null && found !== "none" && JSON.stringify(found) !== JSON.stringify(day);
  if (changed) day = found;
  if (sitting) {
    if (changed) sitting.hear(day!);
  } else if (changed || was !== paired) {
    if (!waitsForCards()) {
      reader?.close();
      reader = null;
    }
    if (reader === null || reader.home) welcome(false); // whoever holds a card before the camera, or types, is left in peace
  }
}

/** Whether the service still knows this kiosk; null where it does not answer. */
async function isStillPaired(): Promise<boolean | null> {
  const answer = await fetch(`/api/days/${place.day}/kiosk`, { credentials: "same-origin", cache: "no-store" }).catch(() => null);
  if (answer?.status === 401 || answer?.status === 403) return false;
  return answer?.ok ? true : null;
}

addEventListener("beforeunload", (event) => {
  if (sitting?.held) event.preventDefault();
});
// A browser may keep a page that was left, and show it to whoever goes back. A ballot on its way goes on when it is shown again.
addEventListener("pagehide", () => {
  if (!sitting?.held) wipe();
});
addEventListener("pageshow", () => tick());
document.addEventListener("visibilitychange", () => {
  tick(); // it may have slept
  if (document.visibilityState === "visible") void lookAgain();
});
document.addEventListener("fullscreenchange", drawBar);
addEventListener("online", () => void lookAgain());
// Nothing of a card may come in, or stay, in the address of a device that many use.
if (location.hash !== "" || location.search !== "") history.replaceState(null, "", location.pathname);

const scanner = listenToScanner(({ text, before: typed }) => scanned(typed === "" ? text : joined(typed, text)));
const joined = (typed: string, text: string): string => (text.length >= 24 ? text : typed + text);
stepByKeys();
welcome(false);
setInterval(tick, 1_000);
askAgain(lookEvery, lookAgain);
void lookAgain();
