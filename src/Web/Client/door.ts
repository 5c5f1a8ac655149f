// The door: a scan, a scanner's keys or typing in; one huge answer out.
import { deriveCard, insideOf } from "./cards/card";
import { codeIn, readCode } from "./cards/code";
import { openCamera } from "./door/camera";
import { read } from "./door/codes";
import { Desk, type Answer } from "./door/desk";
import { endsWithNextKey, looks } from "./door/looks";
import { NameBox } from "./door/nameBox";
import { lastVersion, type Line, Service } from "./door/service";
import { allowSound, isMuted, mute, play } from "./door/sound";
import { listenToScanner } from "./door/wedge";
import { cameraPossible } from "./site/camera";
import { el, fill, need } from "./site/dom";
import { drawRandom } from "./voting/cast";
import { keep } from "./site/storage";
import { say } from "./site/words";

const page = need("door");
const cardsOnly = page.dataset["checkIn"] === "cards-only";
const service = new Service(page.dataset["day"]!);
const panel = need("answer");
const lines = document.getElementById("lines"); // of a register
let arrivals = Number(page.dataset["arrivals"] ?? 0);
let calm: ReturnType<typeof setTimeout> | undefined;

let shown: Answer["kind"] = "ready";

function show(answer: Answer, card = ""): void {
  const { colour, icon, sound, stays } = looks[answer.kind];
  const repeated = answer.kind === "no-connection" && shown === "no-connection";
  shown = answer.kind;
  panel.dataset["colour"] = colour;
  panel.dataset["answer"] = answer.kind;
  const person = answer.kind === "let-in" || answer.kind === "already-in" || answer.kind === "same" ? answer.line : null;
  fill(panel,
    el("span", { class: "answer-icon", "aria-hidden": "true" }, icon),
    el("strong", {}, heading(answer, card)),
    person && el("span", { class: "answer-person" },
      el("bdi", {}, person.name), person.detail ? el("bdi", { class: "answer-detail" }, person.detail) : null),
    card !== "" && answer.kind !== "same" && el("span", { class: "answer-card" }, say("Door.CardEnding", card)),
    more(answer, card) !== "" && el("span", { class: "answer-more" }, more(answer, card)));
  if (sound && !repeated) play(sound);
  if (answer.kind === "not-paired") panel.append(el("a", { class: "button", href: "/pair" }, say("Door.PairAgain")));
  clearTimeout(calm);
  if (stays > 0) calm = setTimeout(() => show({ kind: "ready" }), stays);
}

// Some answers read differently where people come with passes and not with cards.
const mode = cardsOnly ? "Cards" : "Register";
const about = (card: string): string => (card === "" ? mode : "Cards"); // a card for exchange, at a register

function heading(answer: Answer, card: string): string {
  switch (answer.kind) {
    case "ready": return say(`Door.Ready.${mode}`);
    case "unknown": return say(`Door.Answer.unknown.${about(card)}`);
    case "same": return say(`Door.Answer.same.${about(card)}`, answer.seconds, card);
    default: return say(`Door.Answer.${answer.kind}`);
  }
}

function more(answer: Answer, card: string): string {
  switch (answer.kind) {
    case "ready": return say(`Door.Ready.${mode}.More`);
    case "unknown":
    case "same": return say(`Door.Answer.${answer.kind}.${about(card)}.More`);
    case "inside":
    case "exchanged":
    case "misread": return say(`Door.Answer.${answer.kind}.${mode}.More`);
    case "already-in": return say("Door.Already", answer.line.door, hour(answer.line.hour));
    case "refused": return answer.detail;
    case "hand-over":
    case "let-in": return say(answer.again ? "Door.RecordedBefore" : `Door.Answer.${answer.kind}.More`);
    default: return say(`Door.Answer.${answer.kind}.More`);
  }
}

// "2026-05-30T10" is the hour from 10:00 to 11:00 of the day's own time, which is this hall's.
const hour = (text: string): string => `${text.slice(11)}:00`;

function count(): void {
  arrivals++;
  need("arrivals").textContent = String(arrivals);
}

const desk = new Desk(service, show, count);

// The two places where a card's inside is read, while a volunteer has it open: the exchange of a card that was opened as a test, and a card that is
// handed in for a paper ballot. One is open at a time.
const opened = [
  { box: need<HTMLDetailsElement>("exchange"), field: need<HTMLInputElement>("inside"), form: need("exchanging"), take: exchange },
  { box: need<HTMLDetailsElement>("surrender"), field: need<HTMLInputElement>("surrender-inside"), form: need("surrendering"), take: surrender },
];
const openFor = 60_000;
let openEnds: ReturnType<typeof setTimeout> | undefined;

for (const one of opened) {
  one.box.addEventListener("toggle", () => {
    one.field.value = "";
    if (!one.box.open) return;
    clearTimeout(openEnds);
    for (const other of opened) if (other !== one) other.box.open = false;
    openEnds = setTimeout(() => (one.box.open = false), openFor);
  });
  one.form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = one.field.value.trim();
    if (text !== "") takeInside(text, one);
  });
}
// From the page of the count, in one step.
if (location.hash === "#paper") {
  opened[1]!.box.open = true;
  opened[1]!.field.focus();
}

function takeInside(text: string, one: (typeof opened)[number]): void {
  one.field.value = "";
  scanner.forgetFingers(performance.now());
  const code = readCode(codeIn(text));
  if (!("symbols" in code)) return desk.say({ kind: "inside-needed" });
  one.box.open = false;
  one.take(code.symbols);
}

function exchange(symbols: string): void {
  void desk.ask(insideOf(symbols, page.dataset["origin"]!));
}

function surrender(symbols: string): void {
  const card = deriveCard(symbols, page.dataset["origin"]!);
  void desk.ask({ surrender: card.number, proof: card.proof(lastVersion), attempt: drawRandom() });
}

function take(text: string, before = ""): void {
  forgetSearch();
  const inside = opened.find((one) => one.box.open);
  if (inside) return takeInside(text, inside);
  const code = read(text, before);
  switch (code.kind) {
    case "inside":
    case "misread": return desk.say({ kind: code.kind });
    case "outside": return void desk.ask({ card: code.card });
    case "pass": return cardsOnly ? desk.say({ kind: "misread" }) : void desk.ask({ pass: code.pass });
  }
}

// What was said of one person is gone before the next: with the first key or touch.
const nextPerson = (): void => {
  if (endsWithNextKey(shown)) show({ kind: "ready" });
};
for (const touch of ["keydown", "input"]) document.addEventListener(touch, nextPerson, { capture: true });
// After those: what a scan's last key says is about this person, and stays.
const scanner = listenToScanner(({ text, before }) => take(text, before));

// Typing
const typed = need<HTMLInputElement>("typed");
need("typing").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = typed.value.trim();
  if (text === "") return;
  if (cardsOnly) {
    typed.value = "";
    take(text);
  } else void find(text, true);
});

// Names of the register
let search = 0;
// Longer than between two keys of somebody who copies a code, so that its first letters are not looked for by themselves.
const typingPause = 450;
// A scanner's keys that have no Enter yet: it may have stopped half-way, and half a secret can look like a name.
const scannerPause = 3_500;
let pause: ReturnType<typeof setTimeout> | undefined;
const nameBox = new NameBox();

/** Looks for a name. Half a name is looked for while it is typed; what could be the beginning of a secret is not. */
async function find(query: string, asked = false): Promise<void> {
  const turn = ++search;
  clearTimeout(pause);
  if (!lines) return;
  const now = performance.now();
  switch (nameBox.decide(query, asked, now)) {
    case "wait": return fill(lines);
    case "refuse":
      scanner.forgetFingers(now);
      typed.value = "";
      fill(lines);
      return desk.say({ kind: "inside" });
  }
  const found = await service.find(query);
  if (turn !== search) return;
  if (found === undefined) return fill(lines, el("li", { class: "notice warn" }, say("Door.Answer.no-connection")));
  if (shown !== "ready") show({ kind: "ready" }); // what was said of a card before is not about the people below
  fill(lines, ...(found.length === 0 ? [el("li", { class: "quiet" }, say("Door.NobodyFound"))] : found.map(choice)));
}

function forgetSearch(): void {
  search++;
  clearTimeout(pause);
  if (lines) fill(lines);
}

function choice(line: Line): HTMLLIElement {
  const came = line.door !== "";
  return el("li", {},
    el("button", { type: "button", class: came ? "line came" : "line", onclick: () => confirmLine(line) },
      el("bdi", { class: "line-name" }, line.name),
      el("bdi", { class: "line-detail" }, line.detail),
      came && el("span", { class: "badge warn" }, say("Door.Already", line.door, hour(line.hour)))));
}

function confirmLine(line: Line): void {
  fill(lines!, el("li", { class: "confirm" },
    el("p", {}, el("bdi", { class: "line-name" }, line.name), " ", el("bdi", { class: "line-detail" }, line.detail)),
    el("div", { class: "row" },
      el("button", { type: "button", class: "button", onclick: () => {
        fill(lines!);
        typed.value = "";
        void desk.ask({ line: line.line });
      } }, say("Door.CheckInThis")),
      el("button", { type: "button", class: "button quiet", onclick: () => void find(typed.value.trim(), true) }, say("Door.Back")))));
}

if (!cardsOnly) {
  typed.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => void find(typed.value.trim()), scanner.begun(performance.now()) ? scannerPause : typingPause);
  });
}

// Camera
const video = need<HTMLVideoElement>("camera");
const cameraButton = need<HTMLButtonElement>("camera-button");
let closeCamera: (() => void) | undefined;
let inView = { text: "", at: 0 };

function seen(text: string): void {
  // A card that lies in view is one scan, however long it lies there.
  const now = performance.now();
  const same = text === inView.text && now - inView.at < 2500;
  inView = { text, at: now };
  if (!same) take(text);
}

async function toggleCamera(): Promise<void> {
  if (closeCamera) {
    closeCamera();
    closeCamera = undefined;
  } else {
    cameraButton.disabled = true;
    try {
      closeCamera = await openCamera(video, seen);
      keep("local", "door-camera", "yes");
    } catch {
      need("camera-note").textContent = say("Door.CameraRefused");
    }
    cameraButton.disabled = false;
  }
  video.hidden = !closeCamera;
  page.classList.toggle("with-camera", Boolean(closeCamera));
  cameraButton.textContent = say(closeCamera ? "Door.CameraOff" : "Door.CameraOn");
}

if (cameraPossible) cameraButton.addEventListener("click", () => void toggleCamera());
else {
  cameraButton.hidden = true;
  need("camera-note").textContent = say("Door.CameraNeedsHttps");
}

// Sound
const muteButton = need<HTMLButtonElement>("mute");
function showMute(): void {
  muteButton.setAttribute("aria-pressed", String(isMuted()));
  muteButton.textContent = say(isMuted() ? "Door.SoundOff" : "Door.SoundOn");
}
muteButton.addEventListener("click", () => {
  mute(!isMuted());
  showMute();
});

// The day's state and this door's number, now and then
async function look(): Promise<void> {
  const door = await service.look();
  if (door === null) desk.say({ kind: "not-paired" });
  need("offline").hidden = door !== undefined;
  if (!door) return;
  arrivals = Math.max(arrivals, door.arrivals);
  need("arrivals").textContent = String(arrivals);
  need("phase").textContent = say(`Door.Phase.${door.phase}`);
  need("phase").dataset["open"] = String(door.phase === "open");
}

allowSound();
showMute();
show({ kind: "ready" });
setInterval(() => void look(), 10000);
window.addEventListener("online", () => void look());
window.addEventListener("offline", () => (need("offline").hidden = false));
void look();
