// The stalls of a day: one is kept while walking round, and its words are read aloud where the device has a voice for their language.
import { button } from "./site/notice";
import { fill, need } from "./site/dom";
import { keepFresh } from "./site/fresh";
import { keepPlace } from "./site/preferences";
import { keepStall, keptStalls } from "./site/shortlist";
import { say } from "./site/words";

keepPlace();
keepFresh();

const texts = [...document.querySelectorAll<HTMLElement>(".stall-words h1, .read-aloud")];
const language = texts[0]?.lang ?? "";

function offer(): void {
  const voice = speechSynthesis.getVoices().find((one) => one.lang.toLowerCase().startsWith(language.toLowerCase()));
  if (!voice || texts.length === 0) return;
  need("listen").hidden = false;
  fill(need("listen"), button(say("Stall.Listen"), () => listen(voice)));
}

function listen(voice: SpeechSynthesisVoice): void {
  for (const text of texts) {
    const words = new SpeechSynthesisUtterance(text.textContent ?? "");
    words.voice = voice;
    words.lang = voice.lang;
    words.rate = 0.9;
    words.onend = () => { if (!speechSynthesis.speaking) offer(); };
    speechSynthesis.speak(words);
  }
  fill(need("listen"), button(say("Stall.StopListening"), () => {
    speechSynthesis.cancel();
    offer();
  }));
}

/** The button that keeps this stall, where one can still vote. */
function offerKeeping(): void {
  const place = document.getElementById("keep");
  const { day, stall } = place?.dataset ?? {};
  if (!place || !day || !stall) return;
  const keeper = button(say("Stall.Keep"), () => {
    const on = keeper.getAttribute("aria-pressed") !== "true";
    keepStall(day, stall, on);
    keeper.setAttribute("aria-pressed", String(on));
  });
  keeper.setAttribute("aria-pressed", String(keptStalls(day).includes(stall)));
  place.prepend(keeper);
  place.hidden = false;
}

function markKept(): void {
  for (const tile of document.querySelectorAll<HTMLElement>(".market [data-stall]")) {
    const mark = tile.querySelector<HTMLElement>(".kept-mark");
    if (mark) mark.hidden = !keptStalls(tile.dataset["day"] ?? "").includes(tile.dataset["stall"] ?? "");
  }
}

offerKeeping();
markKept();
addEventListener("pageshow", markKept); // the list as it was kept behind a stall's page

if ("speechSynthesis" in window && texts.length > 0) {
  offer();
  speechSynthesis.addEventListener?.("voiceschanged", offer, { once: true });
}
