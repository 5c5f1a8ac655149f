// A hall's screen: whole snapshots in, one thing at a time out. What it has once shown it keeps, whatever the network does.
import { encode } from "uqr";
import { follow, type Presentation, type Snapshot } from "./screen/feed";
import { Stage } from "./screen/stage";
import { applyChanges, readStart } from "./screen/start";
import { sayThere } from "./site/calling";
import { need } from "./site/dom";
import { phaseDetail, phaseTitle } from "./site/phase";
import { stageOf } from "./site/stage";
import { say } from "./site/words";
import { isOver } from "./voting/day";

const start = readStart();
const screen = need("screen");
if (screen.dataset["station"]) sayThere(screen.dataset["day"]!);
const stage = new Stage(need("board"), screen.dataset["day"]!, start);
let checkpoint = "";
let heardAt = Date.now();
let live = false;

function show(snapshot: Snapshot): void {
  heardAt = Date.now();
  applyChanges(start, snapshot);
  screen.dataset["phase"] = stageOf(snapshot);
  need("phase").textContent = phaseTitle(stageOf(snapshot));
  need("phase-more").textContent = isOver(snapshot) ? phaseDetail(snapshot.phase) : "";
  count(need("ballots"), snapshot.ballots);
  need("checks").textContent = snapshot.checks > 0 ? say("Screen.Checks", snapshot.checks) : "";
  need("issued").textContent = snapshot.issued > 0 ? say("Screen.Issued", snapshot.issued) : "";
  showCheckpoint(snapshot.checkpoint, snapshot.number);
  stage.show(snapshot);
  showAge();
}

function present(now: Presentation): void {
  heardAt = Date.now();
  stage.present(now);
  showAge();
}

// Digits run up to the new number instead of jumping.
function count(place: HTMLElement, to: number): void {
  const from = Number(place.dataset["value"] ?? to);
  place.dataset["value"] = String(to);
  if (from === to || matchMedia("(prefers-reduced-motion: reduce)").matches) {
    place.textContent = String(to);
    return;
  }
  const began = performance.now();
  const step = (now: number): void => {
    const share = Math.min(1, (now - began) / 700);
    if (place.dataset["value"] !== String(to)) return;
    place.textContent = String(Math.round(from + (to - from) * share));
    if (share < 1) requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
}

function showCheckpoint(note: string, size: number): void {
  need("log-size").textContent = say("Screen.LogSize", note === "" ? size : Number(note.split("\n")[1]));
  if (note === checkpoint) return;
  checkpoint = note;
  const place = need("checkpoint");
  place.replaceChildren();
  if (note === "") return;
  const code = encode(note, { ecc: "L", border: 4 });
  const path = code.data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", `0 0 ${code.size} ${code.size}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", say("Screen.CheckpointWhat"));
  svg.setAttribute("shape-rendering", "crispEdges");
  for (const [fill, d] of [["#fff", `M0 0h${code.size}v${code.size}h-${code.size}z`], ["#000", path]] as const) {
    const part = document.createElementNS(namespace, "path");
    part.setAttribute("fill", fill);
    part.setAttribute("d", d);
    svg.append(part);
  }
  place.append(svg);
}

function showAge(): void {
  const seconds = Math.floor((Date.now() - heardAt) / 1000);
  need("live-dot").dataset["state"] = live ? "live" : "offline";
  const age = seconds < 90 ? say("Screen.UpdatedSeconds", seconds) : say("Screen.UpdatedMinutes", Math.floor(seconds / 60));
  need("updated").textContent = live ? age : `${age} · ${say("Screen.Offline")}`;
}

stage.present(start.presentation);
show(start.now);
follow(screen.dataset["day"]!, show, present, (on) => {
  live = on;
  showAge();
});
setInterval(showAge, 1000);
