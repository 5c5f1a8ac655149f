// Which voice may read: apart from the page, so that it can be tested without one.

/** The device's own voice for a language; null where it has none. */
export function localVoice(voices: readonly SpeechSynthesisVoice[], language: string): SpeechSynthesisVoice | null {
  const main = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0]!;
  return voices.find((voice) => voice.localService && main(voice.lang) === main(language)) ?? null;
}
