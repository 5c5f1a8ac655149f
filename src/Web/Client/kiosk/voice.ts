// Reads the page aloud with a voice of the device itself. A voice that is not would send what somebody chose to a speech service, so without a
// local one there is nothing to press.
import { say } from "../site/words";
import { localVoice } from "./localVoice";

const rate = 0.9;
const spoken = "h2, h3, p, legend, .title, .more, .worth, .waiting-word";
const silent = "button, .no-say, [hidden], details:not([open]) > :not(summary), .visually-hidden";

type Voices = Pick<SpeechSynthesis, "getVoices" | "speak" | "cancel" | "speaking" | "pending">;

export class Reader {
  private reading = false;
  private readonly device: Voices | null = "speechSynthesis" in globalThis ? speechSynthesis : null;

  constructor(private readonly view: HTMLElement, changed: () => void) {
    globalThis.speechSynthesis?.addEventListener?.("voiceschanged", changed);
    document.addEventListener("focusin", ({ target }) => {
      if (this.reading && target instanceof HTMLElement && target.matches("button, input, select, summary, a")) this.say([{ text: nameOf(target), language: "" }]);
    });
  }

  /** Whether there is a voice for the page's language. */
  get able(): boolean {
    return this.device !== null && localVoice(this.device.getVoices(), document.documentElement.lang) !== null;
  }

  get on(): boolean {
    return this.reading;
  }

  /** Whether words can be heard just now. */
  get speaking(): boolean {
    return this.reading && this.device !== null && (this.device.speaking || this.device.pending);
  }

  start(): void {
    this.reading = this.able;
    this.read();
  }

  stop(): void {
    this.reading = false;
    this.device?.cancel();
  }

  /** Reads what the page shows now, where somebody asked to hear it. */
  read(): void {
    if (!this.reading) return;
    this.say(sentencesOf(this.view));
  }

  /** Says one sentence now. */
  tell(sentence: string): void {
    if (this.reading) this.say([{ text: sentence, language: "" }]);
  }

  private say(parts: readonly Part[]): void {
    const { device } = this;
    if (!device) return;
    device.cancel();
    const voices = device.getVoices();
    const own = localVoice(voices, document.documentElement.lang);
    for (const { text, language } of parts) {
      const voice = (language === "" ? null : localVoice(voices, language)) ?? own;
      if (!voice || text.trim() === "") continue;
      const words = new SpeechSynthesisUtterance(text);
      [words.voice, words.lang, words.rate] = [voice, voice.lang, rate];
      device.speak(words);
    }
  }
}

interface Part {
  readonly text: string;
  readonly language: string;
}

function sentencesOf(view: HTMLElement): Part[] {
  return [...view.querySelectorAll<HTMLElement>(spoken)]
    .filter((element) => !element.closest(silent) && element.getClientRects().length > 0 && element.parentElement?.closest("p, .title, .more") === null)
    .map((element) => {
      const chosen = element.matches(".chosen .title") ? `. ${say("Kiosk.IsChosen")}` : "";
      return { text: (element.textContent ?? "") + chosen, language: element.closest<HTMLElement>("[lang]")?.lang ?? "" };
    });
}

function nameOf(element: HTMLElement): string {
  const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
  const on = element instanceof HTMLInputElement && element.checked ? `. ${say("Kiosk.IsChosen")}` : "";
  return (element.getAttribute("aria-label") ?? label ?? element.textContent ?? "") + on;
}
