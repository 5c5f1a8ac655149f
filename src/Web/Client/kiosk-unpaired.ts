// The kiosk's page on a device that is not paired, or whose pairing has run out. Where it was a kiosk of a day that is over, it says so.
import { lastDay } from "./kiosk/settings";
import { phaseView } from "./kiosk/phaseView";
import { fill, need } from "./site/dom";
import { keepPlace } from "./site/preferences";
import { isOver, readDay } from "./voting/day";

async function sayWhatIsOver(day: string): Promise<void> {
  const found = await readDay({ service: "", day });
  if (found === null || found === "none" || !isOver(found)) return;
  fill(need("unpaired"), phaseView(found.phase, "h1"));
}

keepPlace();
if (location.hash !== "") history.replaceState(null, "", location.pathname);
const day = lastDay();
if (day !== null) void sayWhatIsOver(day);
