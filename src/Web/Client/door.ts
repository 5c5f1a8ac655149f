// The door: a scan, a scanner's keys or typing in; one huge answer out.
import { cameraPossible, openCamera } from "./door/camera";
import { read } from "./door/codes";
import { Desk, type Answer } from "./door/desk";
import { type Line, Service } from "./door/service";
import { allowSound, isMuted, mute, play, type Sound } from "./door/sound";
import { listenToScanner } from "./door/wedge";
import { el, fill, need } from "./site/dom";
import { say } from "./site/words";

const page = need("door");
const cardsOnly = page.dataset["checkIn"] === "cards-only";
const service = new Service(page.dataset["day"]!);
const panel = need("answer");
let arrivals = Number(page.dataset["arrivals"] ?? 0);
let calm: ReturnType<typeof setTimeout> | undefined;

const looks: Record<Answer["kind"], { colour: string; icon: string; sound?: Sound; stays?: boolean }> = {
  "ready": { colour: "ready", icon: "" },
  "asking": { colour: "ready", icon: "…" },
  "hand-over": { colour: "good", icon: "✓", sound: "good" },
  "let-in": { colour: "good", icon: "✓", sound: "good" },
  "already-handed-out": { colour: "warn", icon: "↻", sound: "warn" },
  "already-in": { colour: "warn", icon: "↻", sound: "warn" },
  "unknown": { colour: "stop", icon: "?", sound: "stop" },
  "ended": { colour: "stop", icon: "✕", sound: "stop" },
  "not-open": { colour: "stop", icon: "⏸", sound: "stop" },
  "inside": { colour: "stop", icon: "✕", sound: "stop", stays: true },
  "misread": { colour: "warn", icon: "?", sound: "warn" },
  "no-connection": { colour: "warn", icon: "⚡", sound: "warn", stays: true },
  "not-paired": { colour: "stop", icon: "✕", sound: "stop", stays: true },
  "refused": { colour: "stop", icon: "?", sound: "stop" },
};

let shown: Answer["kind"] = "ready";

function show(answer: Answer): void {
  const { colour, icon, sound, stays } = looks[answer.kind];
  const repeated = answer.kind === "no-connection" && shown === "no-connection";
  shown = answer.kind;
  panel.dataset["colour"] = colour;
  const mode = cardsOnly ? "Cards" : "Register";
  const word = answer.kind === "ready" ? say(`Door.Ready.${mode}`) : answer.kind === "unknown" ? say(`Door.Answer.unknown.${mode}`) : say(`Door.Answer.${answer.kind}`);
  const person = answer.kind === "let-in" || answer.kind === "already-in" ? answer.line : undefined;
  const more = answer.kind === "already-in" ? say("Door.Already", answer.line.door, hour(answer.line.hour))
    : answer.kind === "ready" ? say(`Door.Ready.${mode}.More`)
    : answer.kind === "unknown" ? say(`Door.Answer.unknown.${mode}.More`)
    : answer.kind === "refused" ? answer.detail
    : (answer.kind === "hand-over" || answer.kind === "let-in") && answer.again ? say("Door.RecordedBefore")
    : say(`Door.Answer.${answer.kind}.More`);
  fill(panel,
    el("span", { class: "answer-icon", "aria-hidden": "true" }, icon),
    el("strong", {}, word),
    person && el("span", { class: "answer-person" }, el("bdi", {}, person.name), person.detail ? el("bdi", { class: "answer-detail" }, person.detail) : null),
    more !== "" && el("span", { class: "answer-more" }, more));
  if (sound && !repeated) play(sound);
  if (answer.kind === "not-paired") panel.append(el("a", { class: "button", href: "/pair" }, say("Door.PairAgain")));
  clearTimeout(calm);
  if (!stays && answer.kind !== "ready" && answer.kind !== "asking") calm = setTimeout(() => show({ kind: "ready" }), 20000);
}

// "2026-05-30T10" is the hour from 10:00 to 11:00 of the day's own time, which is this hall's.
const hour = (text: string): string => `${text.slice(11)}:00`;

function count(): void {
  arrivals++;
  need("arrivals").textContent = String(arrivals);
}

const desk = new Desk(service, show, count);

function take(text: string): void {
  const code = read(text);
  if (code.kind === "inside") desk.say({ kind: "inside" });
  else if (code.kind === "misread") desk.say({ kind: "misread" });
  else if (cardsOnly && code.kind === "outside") void desk.ask({ card: code.card });
  else if (!cardsOnly && code.kind === "other" && code.text !== "") void desk.ask({ pass: code.text });
  else if (cardsOnly) desk.say({ kind: "misread" });
  else desk.say({ kind: "unknown" });
}

// Typing
const typed = need<HTMLInputElement>("typed");
need("typing").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = typed.value.trim();
  if (text === "") return;
  if (cardsOnly) {
    typed.value = "";
    take(text);
  } else void find(text);
});

// Names of the register
const lines = document.getElementById("lines");
let search = 0;

async function find(query: string): Promise<void> {
  const turn = ++search;
  if (!lines) return;
  if (read(query).kind === "inside") {
    typed.value = "";
    desk.say({ kind: "inside" });
    return;
  }
  if (query.length < 2) return fill(lines);
  const found = await service.find(query);
  if (turn !== search) return;
  if (found === undefined) return fill(lines, el("li", { class: "notice warn" }, say("Door.Answer.no-connection")));
  fill(lines, ...(found.length === 0 ? [el("li", { class: "quiet" }, say("Door.NobodyFound"))] : found.map(choice)));
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
      el("button", { type: "button", class: "button quiet", onclick: () => void find(typed.value.trim()) }, say("Door.Back")))));
}

if (!cardsOnly) {
  let pause: ReturnType<typeof setTimeout> | undefined;
  typed.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(() => void find(typed.value.trim()), 150);
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
      localStorage.setItem("door-camera", "yes");
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
listenToScanner(take);
show({ kind: "ready" });
setInterval(() => void look(), 10000);
window.addEventListener("online", () => void look());
window.addEventListener("offline", () => (need("offline").hidden = false));
void look();
