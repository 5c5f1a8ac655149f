// Lines that are typed faster than they are answered: each is sent in its turn, for the slip that it was typed for.
import { need } from "../site/dom";
import { say } from "../site/words";
import { following } from "./following";

interface Line {
  readonly slip: number;
  readonly text: string;
  readonly body: FormData;
}

/** Sends lines without leaving the page. Where the page is not about an open batch it does nothing. */
export function queueLines(): void {
  const waiting: Line[] = [];
  let sending = false;

  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.id !== "keying") return;
    event.preventDefault();
    const typed = need<HTMLInputElement>("typed");
    const slip = Number(numberField(form).value);
    // To another slip: the browser goes there by itself, once nothing waits any more.
    if (/^[#＃]/.test(typed.value.trim()) && waiting.length === 0 && !sending) return form.submit();
    waiting.push({ slip, text: typed.value, body: new FormData(form) });
    const next = following(upcoming(), slip);
    typed.value = "";
    sureField(form).value = "";
    if (next > 0) turnTo(form, next);
    void sendAll(form.action);
  });

  addEventListener("beforeunload", (event) => {
    if (sending) event.preventDefault();
  });

  async function sendAll(address: string): Promise<void> {
    if (sending) return;
    sending = true;
    try {
      for (let line = waiting[0]; line; line = waiting[0]) {
        const page = await send(address, line);
        waiting.shift();
        if (page) show(page, line, waiting.length > 0);
        else notKept(line);
      }
    } finally {
      sending = false;
    }
  }
}

async function send(address: string, line: Line): Promise<Document | null> {
  try {
    const answer = await fetch(address, { method: "POST", body: line.body });
    // 422 is a line that could not be kept; whatever is neither page nor that leaves the line to be typed again.
    if (!answer.ok && answer.status !== 422) return null;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.getElementById("keyed") ? page : null;
  } catch {
    return null;
  }
}

function show(page: Document, line: Line, moreWaits: boolean): void {
  const [shown, answered] = [need("keyed"), page.getElementById("keyed")!];
  const [form, typed] = [document.getElementById("keying") as HTMLFormElement | null, document.getElementById("typed") as HTMLInputElement | null];
  const trouble = page.getElementById("refusal") ?? page.getElementById("warning");
  const busy = moreWaits || (typed?.value ?? "") !== "";
  document.getElementById("refusal")?.remove();
  document.querySelector(`[data-trouble="${line.slip}"]`)?.remove();
  if (busy && form && typed) {
    // Somebody types on: what stands under their fingers stays, the rest is shown as it is now.
    const number = numberField(form).value;
    const [text, at] = [typed.value, typed.selectionStart];
    shown.replaceWith(answered);
    document.getElementById("keying")?.replaceWith(form);
    turnTo(form, Number(number));
    typed.value = text;
    typed.focus();
    typed.setSelectionRange(at, at);
    document.getElementById("warning")?.remove();
  } else {
    shown.replaceWith(answered);
    const again = document.getElementById("typed") as HTMLInputElement | null;
    again?.focus();
    again?.select();
  }
  if (trouble && trouble.id === "refusal") tell(line.slip, busy ? say("Live.Slip", line.slip, line.text, trouble.textContent!.trim()) : trouble.textContent!.trim());
  else if (trouble && busy) tell(line.slip, say("Live.Slip", line.slip, line.text, trouble.querySelector("p")!.textContent!.trim()));
  need("said").textContent = trouble ? "" : (document.querySelector(".own li")?.textContent ?? "").replace(/\s+/g, " ").trim();
}

function notKept(line: Line): void {
  const form = document.getElementById("keying") as HTMLFormElement | null;
  const typed = document.getElementById("typed") as HTMLInputElement | null;
  tell(line.slip, say("Live.NotKept", line.slip, line.text));
  if (form && typed && typed.value === "") {
    turnTo(form, line.slip);
    typed.value = line.text;
    typed.select();
  }
}

/** Says what went wrong with a slip, above what is typed; it stays until that slip is typed again, whatever is typed meanwhile. */
function tell(slip: number, sentence: string): void {
  document.querySelector(`[data-trouble="${slip}"]`)?.remove();
  const notice = document.createElement("p");
  notice.dataset["trouble"] = String(slip);
  notice.className = "notice stop";
  notice.setAttribute("role", "alert");
  notice.textContent = sentence;
  need("keyed").before(notice);
}

function turnTo(form: HTMLFormElement, slip: number): void {
  numberField(form).value = String(slip);
  need("slip").textContent = String(slip);
}

const upcoming = (): number[] => (need("keyed").dataset["upcoming"] ?? "").split(" ").filter(Boolean).map(Number);

const numberField = (form: HTMLFormElement): HTMLInputElement => form.querySelector<HTMLInputElement>("[name=Number]")!;

const sureField = (form: HTMLFormElement): HTMLInputElement => form.querySelector<HTMLInputElement>("[name=Sure]")!;
