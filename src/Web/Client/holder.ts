// A holder's own device compares the openings key on their sheet, which stands in the address's fragment, with the one that the log shows.
import { firstTile, openingsIn, sizeIn } from "./ledger/opening";
import { fromBase64Url } from "./ledger/bytes";
import { need } from "./site/dom";
import { say } from "./site/words";

async function compare(): Promise<void> {
  const [place, said] = [need("compare"), need("compared")];
  const given = need<HTMLInputElement>("fingerprint");
  if (location.hash.length > 1) given.value = fromBase64Url(location.hash.slice(1));
  const sheet = given.value.replace(/\s/g, "");
  if (sheet === "") return;
  const show = (name: string): void => {
    said.textContent = say(`Holder.${name}`);
    said.dataset["said"] = name;
    said.className = `notice ${name === "Same" ? "good" : name === "Differs" ? "stop" : "warn"}`;
    said.hidden = false;
  };
  if (place.dataset["opened"] === "no") return show("NotYet");
  try {
    const log = place.dataset["log"]!;
    const checkpoint = await fetch(`${log}/checkpoint`, { cache: "no-store" });
    if (checkpoint.status === 404) return show("NotYet");
    const size = checkpoint.ok ? sizeIn(await checkpoint.text()) : null;
    if (size === null) return show("Failed");
    const tile = await fetch(`${log}/${firstTile(size)}`);
    if (!tile.ok) return show("Failed");
    const logged = openingsIn(new Uint8Array(await tile.arrayBuffer()));
    show(logged === null ? "NotYet" : logged === sheet ? "Same" : "Differs");
  } catch {
    show("Failed");
  }
}

need("runs-here").hidden = false;
need("compare").addEventListener("submit", (event) => {
  event.preventDefault();
  history.replaceState(null, "", location.pathname);
  void compare();
});
addEventListener("hashchange", () => void compare());
void compare();
