// The pages of the openings key: a sheet is saved on a stick, and read again from there or from a photograph of its code.
import "./console";
import { codeIn } from "./site/codes";
import { el } from "./site/dom";
import { saveText } from "./site/save";
import { say } from "./site/words";

for (const [at, sheet] of [...document.querySelectorAll<HTMLElement>(".share-text")].entries()) {
  const save = el("button", { type: "button", class: "button quiet no-print", onclick: () => saveText(`share-${at + 1}.txt`, `${sheet.textContent}\n`) }, say("Live.SaveShare"));
  sheet.parentElement!.after(save);
}

for (const box of document.querySelectorAll<HTMLTextAreaElement>("textarea[name^=ShareText]")) {
  const said = el("p", { class: "hint", role: "status" });
  const chooser = el("input", { type: "file", accept: ".txt,text/plain,image/*", "aria-label": say("Live.ShareFile") });
  chooser.addEventListener("change", () => void read(chooser.files?.[0]));
  box.after(el("p", { class: "hint" }, say("Live.ShareFile")), chooser, said);

  const read = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const text = file.type.startsWith("image/") ? await codeIn(file) : await file.text();
    if (text !== null && text.length < 2000) box.value = text.trim();
    said.textContent = text === null ? say("Live.ShareNoCode") : say("Live.ShareRead");
  };
}
