// Passkeys: a form that is sent first asks the service what to sign, then the browser to sign it, and carries the answer. Nothing is kept here.
type Question = { options: string; state: string };

/** Lets the forms of a page that work with passkeys do so; where the browser has none they say so. */
export function readyPasskeys(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      void send(form);
    });
    form.hidden = false;
  }
  for (const row of document.querySelectorAll<HTMLElement>("[data-passkey-instead]")) {
    const form = row.closest("form")!;
    row.querySelector("button")!.addEventListener("click", () => void send(form, row.dataset["passkeyInstead"]!));
    row.hidden = false;
  }
}

async function send(form: HTMLFormElement, offer = form.dataset["offer"]!): Promise<void> {
  const failed = form.querySelector<HTMLElement>("[data-failed]")!;
  failed.hidden = true;
  try {
    const answer = await fetch(offer, { method: "POST", body: new FormData(form), redirect: "error", headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(`${answer.status}`);
    const question = (await answer.json()) as Question;
    const options: unknown = JSON.parse(question.options);
    const made = form.dataset["passkey"] === "create"
      ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options as PublicKeyCredentialCreationOptionsJSON) })
      : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options as PublicKeyCredentialRequestOptionsJSON) });
    field(form, "credential").value = JSON.stringify((made as PublicKeyCredential).toJSON());
    field(form, "state").value = question.state;
    form.submit();
  } catch {
    // Refused by the person, timed out, or a browser too old: each time the same to do.
    failed.hidden = false;
  }
}

function field(form: HTMLFormElement, name: string): HTMLInputElement {
  return form.querySelector<HTMLInputElement>(`input[name=${name}]`)!;
}
