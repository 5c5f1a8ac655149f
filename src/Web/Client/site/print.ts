// A button that prints the page: it is there only where a script can do it.
export function offerPrint(): void {
    const place = document.getElementById("print");
    if (place === null) return;
    place.hidden = false;
    place.querySelector("button")?.addEventListener("click", () => window.print());
}
