// The day's name and state on the voting page, made of what its API tells.
import { fill, need } from "../site/dom";
import { inLanguage, isolated, textFor } from "../ballot/wording";
import { notice } from "../site/notice";
import { phaseDetail, phaseTitle } from "../site/phase";
import { say } from "../site/words";
import type { Day } from "./day";

/** Fills the page's own places with what is the day's. */
export function fillDay(day: Day): void {
  const title = textFor(day.titles);
  fill(need("title"), title.text);
  inLanguage(need("title"), title);
  document.title = `${say("Vote.Title")} · ${title.text} · ${document.querySelector(".site-name")?.textContent?.trim() ?? ""}`;
  document.documentElement.dataset["hue"] = day.colour;
  need("rehearsal").hidden = !day.rehearsal;
  need("pinned").hidden = day.service === "";
  fill(need("pinned"), say("Vote.Pinned", isolated(day.service)));
  need("stalls").setAttribute("href", `${day.service}/days/${day.day}`);
  if (day.service !== "") for (const link of document.querySelectorAll("a[data-service]")) link.setAttribute("href", day.service + link.getAttribute("href")!);
  fill(need("phase"), !day.open && notice("warn", phaseTitle(day.phase), phaseDetail(day.phase)));
}
