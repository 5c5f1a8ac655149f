// The door: a scan, a scanner's keys or typing in; one huge answer out.
import { deriveCard, insideOf } from "./cards/card";
import { codeIn, readCode } from "./cards/code";
import { Alone, type Told } from "./door/alone";
import { openCamera } from "./door/camera";
import { read, search as searchable } from "./door/codes";
import { Desk, type Answer } from "./door/desk";
import { forgetDoor, keepDoor } from "./door/keeping";
import { wipeLeft } from "./door/left";
import { endsWithNextKey, looks } from "./door/looks";
import { NameBox } from "./door/nameBox";
import { Pace } from "./door/queue";
import { lastVersion, type Line, Service } from "./door/service";
import { allowSound, canVibrate, isMuted, isVibrating, mute, play, setVibrating, setVolume, volumeNow } from "./door/sound";
import { replaced, undone, Watch } from "./door/undoing";
import { listenToScanner } from "./door/wedge";
import { askAgain } from "./site/beat";
import { readyCalling } from "./site/calling";
import { cameraPossible } from "./site/camera";
import { el, fill, need } from "./site/dom";
import { drawRandom } from "./voting/cast";
import { keep } from "./site/storage";
import { stageOf } from "./site/stage";
import { say } from "./site/words";

const page = need("door");
const cardsOnly = page.dataset["checkIn"] === "cards-only";
const service = new Service(page.dataset["day"]!);
const panel = need("answer");
const lines = document.getElementById("lines"); // of a register
let arrivals = Number(page.dataset["arrivals"] ?? 0);
let people = Number(page.dataset["people"] ?? 0);
let calm: ReturnType<typeof setTimeout> | undefined;

/** What the door keeps to go on alone; `undefined` where the browser cannot, or until the service was heard once. */
let alone: Alone | undefined;
/** How many people the service was not told of, where the page was opened without a network and opens nothing of what lies on the device. */
let locked: number | undefined;

let shown: Answer["kind"] = "ready";
// Who was in already may be free again while that is shown: another door undid it.
const watch = new Watch((line) => service.lineNow(line), (line) => show({ kind: "free-now", line }));

function show(answer: Answer, card = ""): void {
  const { colour, icon, sound, stays } = looks[answer.kind];
  const repeated = answer.kind === "no-connection" && shown === "no-connection";
  shown = answer.kind;
  panel.dataset["colour"] = colour;
  panel.dataset["answer"] = answer.kind;
  const person = "line" in answer ? answer.line : null;
  fill(panel,
    el("span", { class: "answer-icon", "aria-hidden": "true" }, icon),
    el("strong", {}, heading(answer, card)),
    person && el("span", { class: "answer-person" },
      el("bdi", {}, person.name), person.detail ? el("bdi", { class: "answer-detail" }, person.detail) : null),
    card !== "" && answer.kind !== "same" && el("span", { class: "answer-card" }, say("Door.CardEnding", card)),
    more(answer, card) !== "" && el("span", { class: "answer-more" }, more(answer, card)));
  if (sound && !repeated) play(sound);
  // Whoever filled in a form below it sees the answer all the same.
  if (sound) panel.scrollIntoView({ block: "nearest" });
  watch.stop();
  if (answer.kind === "already-in") void watch.on(answer.line);
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
    case "already-in":
    case "at-another-door": return already(answer.line);
    case "kept-elsewhere": return say("Door.Answer.kept-elsewhere.More", answer.keptBy);
    case "not-kept": return say("Door.Answer.not-kept.More", keeper === "" ? say("Door.Answer.not-kept.Another") : keeper);
    case "refused": return answer.detail;
    case "hand-over":
    case "let-in": return say(answer.again ? "Door.RecordedBefore" : answer.alone ? "Door.Alone.Recorded" : `Door.Answer.${answer.kind}.More`);
    default: return say(`Door.Answer.${answer.kind}.More`);
  }
}

// "2026-05-30T10" is the hour from 10:00 to 11:00 of the day's own time, which is this hall's.
const hour = (text: string): string => `${text.slice(11)}:00`;
// A door that works alone knows that somebody is in, and not where or when.
const already = (line: Line): string => (line.hour === "" ? say("Door.Already.Before") : say("Door.Already", line.door, hour(line.hour)));
/** The door that keeps the name that was looked for last, where this one does not. */
let keeper = "";

const pace = new Pace();

function showPeople(): void {
  need("arrivals").textContent = String(arrivals);
  need("people").textContent = String(people);
}

function count(): void {
  arrivals++;
  people++;
  pace.arrived();
  showPeople();
  showAlone();
  void settle();
}

const desk = new Desk({ checkIn: (question) => (alone ? alone.checkIn(question) : service.checkIn(question)) }, show, count);

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
  if (takeIntoForm(text)) return;
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
  const found = alone?.works ? alone.find(query) : ((await service.find(query)) ?? (alone?.works ? alone.find(query) : undefined));
  if (turn !== search) return;
  keeper = found?.length === 0 && alone?.works ? alone.keeperOf(query) : "";
  if (shown !== "ready") show({ kind: "ready" }); // what was said of a card before is not about the people below
  if (found === undefined) return fill(lines, el("li", { class: "notice warn" }, say("Door.Answer.no-connection")));
  fill(lines, ...(found.length === 0 ? [el("li", { class: "quiet" }, keeper === "" || keeper === page.dataset["name"] ? say("Door.NobodyFound") : say("Door.Answer.not-kept.More", keeper))] : found.map(choice)));
}

function forgetSearch(): void {
  search++;
  clearTimeout(pause);
  if (lines) fill(lines);
}

function choice(line: Line): HTMLLIElement {
  const came = line.door !== "";
  return el("li", {},
    el("button", { type: "button", class: came ? "line came" : "line", onclick: () => void press(line) },
      el("bdi", { class: "line-name" }, line.name),
      el("bdi", { class: "line-detail" }, line.detail),
      came && el("span", { class: "badge warn" }, already(line))));
}

/** Another door may have let the person in, or undone it, since they were found. */
async function press(found: Line): Promise<void> {
  const turn = ++search;
  const now = alone?.works ? undefined : await service.lineNow(found.line);
  if (turn !== search) return;
  if (now === null) return void find(typed.value.trim(), true);
  const line = now ?? found;
  if (line.door === "") return confirmLine(line);
  undoLine(line);
  await watch.on(line);
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

/** Whoever came already: what may be undone is what this door did, by two people. */
function undoLine(line: Line): void {
  const [first, second] = [codeField("undo-first"), codeField("undo-second")];
  const here = line.door === page.dataset["name"] && !alone?.works;
  const form = el("form", { class: "door-form", autocomplete: "off" },
    el("label", { for: "undo-first" }, say("Door.Code.First")), first, el("label", { for: "undo-second" }, say("Door.Code.Second")), second,
    el("button", { class: "button" }, say("Door.Undo.Go")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    fill(lines!);
    typed.value = "";
    void undoing({ line: line.line }, [first.value, second.value]);
  });
  fill(lines!, el("li", { class: "confirm" },
    el("p", {}, el("bdi", { class: "line-name" }, line.name), " ", el("bdi", { class: "line-detail" }, line.detail)),
    el("p", {}, already(line)),
    here ? el("details", {}, el("summary", {}, say("Door.Undo")), el("p", {}, say("Door.Undo.Register.More")), form) : el("p", {}, say("Door.Undo.There")),
    el("div", { class: "row" }, el("button", { type: "button", class: "button quiet", onclick: () => void find(typed.value.trim(), true) }, say("Door.Back")))));
}

const codeField = (id: string): HTMLInputElement =>
  el("input", { id, class: "input code", type: "password", autocomplete: "one-time-code", maxlength: 20, required: true });

async function undoing(what: { card: string } | { line: string }, codes: [string, string]): Promise<void> {
  desk.tell({ kind: "asking" });
  desk.tell(undone(await service.undo({ ...what, codes })), "card" in what ? what.card.slice(-4) : "");
  void look();
}

// A card's outside typed or scanned into a form: whatever could be its inside goes nowhere.
function outsideIn(field: HTMLInputElement): string | undefined {
  const code = read(field.value.trim());
  if (code.kind === "outside") return code.card;
  field.value = "";
  desk.say({ kind: code.kind === "inside" ? "inside" : "misread" });
  return undefined;
}

// Forms that take a scan: the scanner's text goes into the field that waits for it.
const scanFields = [["undoing", "undo-card"], ["lost", "lost-strip"], ["lost", "lost-card"]] as const;
function takeIntoForm(text: string): boolean {
  const fields = scanFields.filter(([box]) => document.getElementById(box)?.hasAttribute("open"))
    .map(([, id]) => need<HTMLInputElement>(id));
  const field = fields.find((one) => one === document.activeElement) ?? fields.find((one) => one.value === "");
  if (!field) return false;
  field.value = text;
  const card = outsideIn(field);
  if (card === undefined) return true;
  field.value = card;
  [...field.form!.querySelectorAll("input")].find((one) => one.value === "")?.focus();
  return true;
}

function codesIn(task: string): [string, string] {
  return ["first", "second"].map((which) => need<HTMLInputElement>(`${task}-${which}`).value) as [string, string];
}

function closeForm(id: string): void {
  need<HTMLFormElement>(`${id}-form`).reset();
  need<HTMLDetailsElement>(id).open = false;
}

document.getElementById("undoing-form")?.addEventListener("submit", (event) => {
  event.preventDefault();
  const card = outsideIn(need<HTMLInputElement>("undo-card"));
  if (card === undefined) return;
  const codes = codesIn("undo");
  closeForm("undoing");
  void undoing({ card }, codes);
});

// The lost card that got no answer: asked again it may say that the new one is out.
let lostUnsure = "";
need("lost-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const [strip, card] = [outsideIn(need<HTMLInputElement>("lost-strip")), outsideIn(need<HTMLInputElement>("lost-card"))];
  if (strip === undefined || card === undefined) return;
  const codes = codesIn("lost");
  void (async () => {
    desk.tell({ kind: "asking" }, card.slice(-4));
    const outcome = await service.replaceLost({ strip, card, codes });
    const again = lostUnsure === `${strip} ${card}`;
    lostUnsure = outcome.kind === "no-answer" ? `${strip} ${card}` : "";
    desk.tell(replaced(outcome, again), card.slice(-4));
    if (outcome.kind !== "no-answer") closeForm("lost");
  })();
});

// A person who is added here, under the day's own question
const adding = document.getElementById("adding-form");
adding?.addEventListener("submit", (event) => {
  event.preventDefault();
  void add(nameOf(), []);
});

// The question in the language of whoever is asked.
const questions = document.querySelectorAll<HTMLElement>(".door-question > [lang]");
const languages = document.querySelectorAll<HTMLButtonElement>(".question-languages button");
for (const chosen of languages) chosen.addEventListener("click", () => {
  for (const button of languages) button.setAttribute("aria-pressed", String(button === chosen));
  for (const question of questions) question.hidden = question.lang !== chosen.lang;
});

const personFields = ["add-name", "add-detail"] as const;
type Person = { name: string; detail: string };

function nameOf(): Person {
  const [name, detail] = personFields.map((id) => need<HTMLInputElement>(id).value.trim()) as [string, string];
  return { name, detail };
}

// Those who may be the same are of the name that was asked about, and of no other.
for (const id of personFields) document.getElementById(id)?.addEventListener("input", () => fill(need("alike")));

/** Adds a person of whom the door says that they are none of those it was shown. */
async function add({ name, detail }: Person, noneOf: string[]): Promise<void> {
  const alike = need("alike");
  fill(alike);
  const secrets = personFields.filter((id) => searchable(need<HTMLInputElement>(id).value) === "never");
  for (const id of secrets) need<HTMLInputElement>(id).value = "";
  if (secrets.length > 0) {
    need<HTMLInputElement>("add-entitled").checked = false; // the yes was this person's
    return desk.say({ kind: "inside" });
  }
  if (alone?.works) return desk.say({ kind: "needs-network" });
  const outcome = await service.add({ name, detail, entitled: need<HTMLInputElement>("add-entitled").checked, noneOf });
  if (outcome.kind !== "answer") return desk.say(outcome.kind === "no-answer" ? { kind: "no-connection" } : outcome);
  const { status, line, alike: others } = outcome.reply;
  if (status === "added") {
    closeForm("adding");
    count();
    return desk.tell({ kind: "added", line: line! });
  }
  if (status !== "may-be-same") return desk.say({ kind: "misread" });
  fill(alike, el("li", { class: "notice warn" }, say("Door.Add.Alike")), ...others.map(choiceOfAlike),
    el("li", {}, el("button", { type: "button", class: "button quiet", onclick: () => void add({ name, detail }, others.map((other) => other.line)) }, say("Door.Add.SomebodyElse"))));
}

// Whoever is one of them is checked in as that one, and nobody is added.
function choiceOfAlike(line: Line): HTMLLIElement {
  const one = choice(line);
  one.addEventListener("click", () => closeForm("adding"));
  return one;
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

// Volume, shaking, and the queue
const volume = need<HTMLInputElement>("volume");
volume.value = String(volumeNow());
volume.addEventListener("change", () => {
  setVolume(Number(volume.value));
  play("good");
});
const vibrate = need<HTMLInputElement>("vibrate");
need("vibrate-row").hidden = !canVibrate;
vibrate.checked = isVibrating();
vibrate.addEventListener("change", () => setVibrating(vibrate.checked));
const queue = need<HTMLInputElement>("queue");
function showQueue(): void {
  const people = Number(queue.value);
  const minutes = pace.minutesFor(people);
  need("queue-answer").textContent = queue.value === "" || people <= 0 ? "" : minutes === null ? say("Door.Queue.TooEarly") : say("Door.Queue.Answer", minutes);
}
queue.addEventListener("input", showQueue);

// The organisers see what stands here, and when it was counted.
queue.addEventListener("change", () => {
  const people = Number(queue.value);
  if (queue.value !== "" && Number.isInteger(people)) void service.sayQueue(people, people > 0 ? pace.minutesFor(people) : 0);
});
readyCalling();

// What the door does alone, what waits to be settled, and what settling found
function showAlone(): void {
  const note = need("alone");
  const waiting = alone?.waiting ?? locked ?? 0;
  note.hidden = alone ? !alone.works && waiting === 0 : locked === undefined;
  if (!note.hidden) note.textContent = [
    !alone ? say("Door.Alone.Locked") : alone.works ? say(`Door.Alone.${mode}`) : "", alone?.works && !cardsOnly ? say("Door.Alone.KeepOpen") : "",
    waiting > 0 ? say("Door.Alone.Waiting", waiting) : "",
  ].filter((part) => part !== "").join(" ");
  if (alone?.works) need("offline").hidden = true;
  const has = alone?.allotted;
  need("allotted").textContent = !has || has.lines + has.cards === 0 ? say("Door.Alone.None")
    : cardsOnly ? say("Door.Alone.Pile", has.cards) : [
      say("Door.Alone.Names", has.lines), has.from === "" ? "" : say("Door.Alone.From", has.from), has.to === "" ? "" : say("Door.Alone.To", has.to),
    ].join(" ").trim();
  const told = need("told");
  told.hidden = !alone || alone.findings.length === 0;
  if (!told.hidden) fill(told, el("h2", {}, say("Door.Told")), ...alone!.findings.map(finding));
}

function finding(one: Told): HTMLElement {
  return el("div", { class: "notice warn" },
    el("p", {}, el("bdi", { class: "line-name" }, one.name === "" ? say("Door.Told.Somebody") : one.name), " ", el("bdi", { class: "line-detail" }, one.detail)),
    el("p", {}, one.kind === "twice" ? say("Door.Told.twice", one.door, hour(one.hour)) : say("Door.Told.unknown")),
    el("button", { type: "button", class: "button quiet small", onclick: () => void alone!.seen(one.id).then(showAlone) }, say("Door.Told.Seen")));
}

async function settle(): Promise<void> {
  if (!alone || alone.waiting === 0 || alone.works) return;
  await alone.settle();
  showAlone();
}

// The door is a door no more. What it did alone it settles by itself until the day is counted; what nobody takes is told, and stays on the device. Nothing
// else does, but for what settling finds, until a volunteer has seen it.
let settledLate = 0;
let isOver = false;
async function end(): Promise<void> {
  if (isOver) return forgetDoor(undefined); // its worker, which goes with the page, may have kept something since
  alone ??= await keptDoor(); // the page may have been opened after the close
  alone?.end();
  const before = alone?.waiting ?? 0;
  await alone?.settle();
  // Of a door that was ended nobody opens what it holds any more.
  const waiting = alone ? alone.waiting : await wipeLeft();
  if (!alone) locked = undefined;
  if (alone) settledLate += before - waiting;
  const more = waiting > 0 ? say("Door.Alone.NotSettled", waiting) : settledLate > 0 ? say("Door.Alone.SettledLate", settledLate) : "";
  // Said once, and not with every look.
  if (shown !== "not-paired" || (panel.querySelector(".answer-late")?.textContent ?? "") !== more) {
    desk.say({ kind: "not-paired" });
    if (more !== "") panel.append(el("span", { class: "answer-more answer-late" }, more));
  }
  if (waiting > 0 || (settledLate > 0 && alone!.findings.length > 0)) return showAlone();
  isOver = true;
  await forgetDoor(alone);
  alone = undefined;
  showAlone();
}

// Once at a time, and again where the browser or the network did not let it.
let keeping: Promise<Alone | undefined> | undefined;
const keptDoor = (): Promise<Alone | undefined> =>
  (keeping ??= keepDoor(page.dataset["day"]!, page.dataset["name"]!, cardsOnly, service).then((door) => {
    if (!(door instanceof Alone)) keeping = undefined;
    locked = door && !(door instanceof Alone) ? door.untold : undefined;
    return door instanceof Alone ? door : undefined;
  }));

// The day's state, this door's number, and what it keeps, now and then
async function look(): Promise<void> {
  const door = await service.look();
  if (door === null) return end();
  need("offline").hidden = door !== undefined || Boolean(alone?.works);
  showAlone();
  if (!door) return;
  alone?.heard();
  alone ??= await keptDoor();
  const part = alone && !document.hidden ? await service.part(alone.allotted.stamp, alone.answered) : undefined;
  if (alone && part) await alone.allot(part);
  await settle();
  showAlone();
  showQueue();
  // What waits to be settled is counted here, and not there yet.
  const waiting = alone?.waiting ?? 0;
  [arrivals, people] = [door.arrivals + waiting, door.people + waiting];
  showPeople();
  need("phase").textContent = say(`Door.Phase.${stageOf(door)}`);
  need("phase").dataset["open"] = String(door.phase === "open");
}

allowSound();
showMute();
show({ kind: "ready" });
askAgain(5000, look);
// A page that nobody looks at lets nobody in: its people need not be sent to it. It stays awake as long as it is looked at.
const stayAwake = (): void => void navigator.wakeLock?.request("screen").catch(() => undefined);
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return void (alone && !alone.works && service.leave().then((heard) => { if (heard && document.hidden) alone?.leave(); }));
  stayAwake();
  void look();
});
stayAwake();
// A page that was opened without a network has its part from before.
void keptDoor().then((door) => {
  alone ??= door;
  showAlone();
});
window.addEventListener("online", () => void look());
window.addEventListener("offline", () => (need("offline").hidden = false));
// Everything that the first scan needs is asked for once, with a person and a card that nobody is.
void (cardsOnly ? service.lineNow("") : service.checkIn({ line: " " }));
void look();
