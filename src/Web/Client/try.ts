// A phone that tries the address of the cards: the code in the address's fragment is sent once, and the address cleared.
const form = document.querySelector<HTMLFormElement>("#trying");
if (form) {
  form.querySelector<HTMLInputElement>("[name=Secure]")!.value = String(window.isSecureContext);
  const scanned = decodeURIComponent(location.hash.slice(1));
  if (scanned !== "") {
    history.replaceState(null, "", location.pathname);
    form.querySelector<HTMLInputElement>("[name=Code]")!.value = scanned;
    form.requestSubmit();
  }
}
