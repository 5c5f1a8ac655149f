// A page that says where a day stands asks when it is looked at again, and every half minute: one from before a step is read anew, and one that cannot ask
// says how old it is.
import { askAgain } from "./beat";
import { stageOf } from "./stage";

const every = 30_000;

/** Keeps the page from saying what is not so any more. */
export function keepFresh(): void {
  const says = (document.body.dataset["says"] ?? "").split(" ").filter((one) => one !== "").map((one) => one.split(":") as [string, string]);
  if (says.length === 0) return;
  const age = document.getElementById("page-old")!;
  const text = age.textContent ?? "";

  const ask = async (): Promise<void> => {
    if (document.hidden) return;
    try {
      const stages = await Promise.all(says.map(async ([day]) => {
        const answer = await fetch(`/api/days/${day}/standings`, { headers: { accept: "application/json" }, cache: "no-store" });
        return stageOf((await answer.json()) as { phase: string; votingBegan?: boolean });
      }));
      age.hidden = true;
      if (stages.some((stage, at) => stage !== says[at]![1])) location.reload();
    } catch {
      age.textContent = text.replace("{0}", new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" }).format(performance.timeOrigin));
      age.hidden = false;
    }
  };

  // A browser keeps pages behind the one that is shown, and shows them again as they were.
  addEventListener("pageshow", ({ persisted }) => {
    const [come] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    if (persisted || come?.type === "back_forward") void ask();
  });
  document.addEventListener("visibilitychange", () => void ask());
  addEventListener("online", () => void ask());
  addEventListener("offline", () => void ask());
  askAgain(every, ask);
}
