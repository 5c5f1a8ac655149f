// How the kiosk looks and speaks for whoever stands there: in the page alone, and as it was for the next.
import { say, useWords } from "../site/words";

export interface Language {
  readonly tag: string;
  readonly name: string;
  readonly direction: string;
  readonly words: Readonly<Record<string, string>>;
}

export class Look {
  private readonly first: { readonly language: string; readonly large: boolean; readonly theme: string };

  constructor(readonly languages: readonly Language[], private readonly page = document.documentElement) {
    this.first = { language: page.lang, large: page.dataset["print"] === "large", theme: page.dataset["theme"] ?? "" };
    this.speak(page.lang);
  }

  get language(): string {
    return this.page.lang;
  }

  get large(): boolean {
    return this.page.dataset["print"] === "large";
  }

  get contrast(): boolean {
    return this.page.dataset["theme"] === "contrast";
  }

  /** Whether it is as it was before anybody came. */
  get untouched(): boolean {
    return this.language === this.first.language && this.large === this.first.large && !this.contrast;
  }

  speak(tag: string): void {
    const language = this.languages.find((one) => one.tag === tag) ?? this.languages[0]!;
    [this.page.lang, this.page.dir] = [language.tag, language.direction];
    useWords(language.words);
    // What the service wrote round the kiosk.
    document.title = say("Kiosk.Title");
    const [skip, rehearsal] = [document.querySelector(".skip"), document.querySelector(".rehearsal")];
    if (skip) skip.textContent = say("Skip");
    rehearsal?.setAttribute("aria-label", say("Rehearsal.Label"));
    rehearsal?.querySelector("p")?.replaceChildren(say("Rehearsal"));
  }

  enlarge(on: boolean): void {
    this.set("print", on ? "large" : "");
  }

  sharpen(on: boolean): void {
    this.set("theme", on ? "contrast" : this.first.theme);
  }

  /** As it was before anybody came. */
  reset(): void {
    this.speak(this.first.language);
    this.enlarge(this.first.large);
    this.sharpen(false);
  }

  private set(name: "print" | "theme", value: string): void {
    if (value === "") delete this.page.dataset[name];
    else this.page.dataset[name] = value;
  }
}
