// Reads a card at the kiosk: by its camera, by a scanner that types, or with the letters on the screen. The code lives in this view until it is
// read, and the secret goes to whoever asked; nothing is sent, stored or put into the address.
import { codeIn, grouped, readCode } from "../cards/code";
import { cameraPossible } from "../site/camera";
import { el, fill } from "../site/dom";
import { button } from "../site/notice";
import { say } from "../site/words";
import type { CameraSide } from "./settings";

// As the codes have them: no I, L, O and U.
const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const outside = 13;

// The reader of pictures is half as large as all the rest of the kiosk, so it comes by itself, and only where there is a camera.
const pictures: string = "/js/camera.js";
const readerOfPictures = (): Promise<typeof import("../door/camera")> => import(pictures) as Promise<typeof import("../door/camera")>;

type How = "home" | "camera" | "typing";

export class CardReader {
  readonly element = el("div", { class: "card-reader" });
  private how: How = "home";
  private closeCamera: (() => void) | null = null;
  private readonly error = el("p", { class: "error", role: "alert", hidden: true });
  private typed = "";

  constructor(private readonly camera: CameraSide, private readonly read: (symbols: string) => void, private readonly changed: (home: boolean) => void) {
    this.show("home");
    if (this.cameraThere) void readerOfPictures().catch(() => {}); // at hand before somebody needs it: the network may go meanwhile
  }

  private get cameraThere(): boolean {
    return this.camera !== "none" && cameraPossible;
  }

  /** Whether nobody has begun anything. */
  get home(): boolean {
    return this.how === "home" && Boolean(this.error.hidden);
  }

  /** Takes what was scanned or typed: a code that can be read goes on, and of another it says why not. */
  take(text: string): void {
    const reading = readCode(codeIn(text));
    if ("symbols" in reading) {
      this.close();
      this.read(reading.symbols);
      return;
    }
    const isOutside = "symbols" in readCode(codeIn(text), outside);
    this.error.textContent = isOutside ? say("Kiosk.Outside") : say(`Card.Error.${reading.problem}`, reading.count, reading.character ?? "");
    this.error.hidden = false;
  }

  /** Forgets what was typed and lets go of the camera. */
  close(): void {
    this.closeCamera?.();
    this.closeCamera = null;
    this.typed = "";
    this.error.hidden = true;
    this.error.textContent = "";
    fill(this.element);
  }

  /** Shows itself again, in another language. */
  redraw(): void {
    this.show(this.how);
  }

  private show(how: How): void {
    this.closeCamera?.();
    this.closeCamera = null;
    this.how = how;
    switch (how) {
      case "home": fill(this.element, ...this.ways()); break;
      case "camera": fill(this.element, ...this.looking()); break;
      case "typing": fill(this.element, ...this.keys()); break;
    }
  }

  private go(how: How): void {
    this.typed = "";
    this.how = how;
    this.error.hidden = true;
    this.changed(how === "home");
    this.show(how); // last: a film that is moved about on the page stops
  }

  private ways(): HTMLElement[] {
    return [
      this.error,
      el("div", { class: "ways" },
        this.cameraThere && way(say("Kiosk.Camera"), say("Kiosk.CameraMore"), () => this.go("camera")),
        way(say("Kiosk.Type"), say("Kiosk.TypeMore"), () => this.go("typing"))),
      el("p", { class: "quiet" }, say("Kiosk.Scanner")),
    ];
  }

  private looking(): HTMLElement[] {
    const video = el("video", { playsinline: true, class: this.camera === "front" ? "mirrored" : "" });
    video.muted = true;
    void readerOfPictures().then(({ openCamera }) => openCamera(video, (text) => this.take(text), this.camera === "front" ? "user" : "environment")).then(
      (close) => {
        if (this.how === "camera" && video.isConnected) this.closeCamera = close;
        else close(); // whoever asked for it has gone
      },
      () => {
        if (!video.isConnected) return;
        this.error.textContent = say("Kiosk.CameraRefused");
        this.error.hidden = false;
      });
    return [
      el("p", {}, say("Kiosk.CameraHold")), this.error, video,
      el("p", { class: "row" }, button(say("Kiosk.Type"), () => this.go("typing")), button(say("Kiosk.Back"), () => this.go("home"))),
    ];
  }

  private keys(): HTMLElement[] {
    const field = el("textarea", {
      id: "kiosk-code", class: "input code", rows: 2, autocomplete: "off", autocapitalize: "characters", autocorrect: "off", spellcheck: "false",
      maxlength: 200, "aria-describedby": "kiosk-code-hint",
    });
    field.value = this.typed;
    const next = (): void => this.take(field.value);
    const write = (text: string): void => {
      field.value = grouped(text);
      this.typed = field.value;
      this.error.hidden = true;
    };
    field.addEventListener("input", () => {
      if (!field.value.includes("/") && field.selectionStart === field.value.length) write(field.value);
      this.typed = field.value;
    });
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      next();
    });
    const key = (symbol: string): HTMLElement => el("button", { type: "button", class: "key", onclick: () => write(field.value + symbol) }, symbol);
    const back = el("button", { type: "button", class: "key", "aria-label": say("Kiosk.KeyBack"), onclick: () => write(field.value.replace(/[^-]-?$/, "")) }, "⌫");
    return [
      el("div", { class: "field" },
        el("label", { for: "kiosk-code" }, say("Card.Code")),
        el("p", { class: "hint", id: "kiosk-code-hint" }, say("Card.Hint")),
        field, this.error),
      el("div", { class: "keypad", role: "group", "aria-label": say("Kiosk.Keys"), dir: "ltr" },
        ...[...symbols].map(key), back),
      el("p", { class: "row" }, button(say("Card.Next"), next, ""), button(say("Kiosk.Back"), () => this.go("home"))),
    ];
  }
}

/** A large choice with a line that says more. */
export function way(title: string, more: string, press: () => void): HTMLButtonElement {
  return el("button", { type: "button", class: "way", onclick: press }, el("span", { class: "title" }, title), el("span", { class: "more" }, more));
}
