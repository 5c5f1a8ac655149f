// A stall's words read aloud, where the device has a voice for their language.
import { button } from "./site/notice";
import { fill, need } from "./site/dom";
import { keepPlace } from "./site/preferences";
import { say } from "./site/words";

keepPlace();

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

if ("speechSynthesis" in window) {
  offer();
  speechSynthesis.addEventListener?.("voiceschanged", offer, { once: true });
}
