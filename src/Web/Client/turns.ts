// Signing in while strangers guess at the name: a try whose turn has not come is sent again by itself until it is looked at.
const soonest = 50; // Milliseconds; whoever lost a place takes another at once.

/** Lets a form that was told to wait its turn do so. */
export function readyTurns(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-turn="waits"]');
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    form.querySelector<HTMLElement>("[data-turn-waits]")!.hidden = false;
    for (const button of form.querySelectorAll("button")) button.disabled = true;
    void untilItsTurn(form, new FormData(form));
  });
}

async function untilItsTurn(form: HTMLFormElement, typed: FormData): Promise<void> {
  for (;;) {
    const answer = await fetch(form.action, { method: "POST", body: typed }).catch(() => null);
    if (answer?.redirected) return location.assign(answer.url);
    const later = answer?.headers.get("retry-after");
    if (answer && later === null) return show(await answer.text());
    await new Promise((resolve) => setTimeout(resolve, Math.max(soonest, Number(later ?? 5) * 1000)));
  }
}

function show(page: string): void {
  const main = new DOMParser().parseFromString(page, "text/html").querySelector("main");
  if (main) document.querySelector("main")!.replaceWith(main);
}
