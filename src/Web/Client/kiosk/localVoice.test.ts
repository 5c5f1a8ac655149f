import { expect, test } from "vitest";
import { localVoice } from "./localVoice";

const voice = (lang: string, localService: boolean): SpeechSynthesisVoice => ({ lang, localService, name: lang, voiceURI: lang, default: false });

test("only a voice of the device itself reads, in the page's language", () => {
  const voices = [voice("en-US", false), voice("en_GB", true), voice("ar-EG", false), voice("gd", true)];
  expect(localVoice(voices, "en")).toBe(voices[1]);
  expect(localVoice(voices, "gd")).toBe(voices[3]);
  expect(localVoice(voices, "ar")).toBeNull();
  expect(localVoice([], "en")).toBeNull();
});
