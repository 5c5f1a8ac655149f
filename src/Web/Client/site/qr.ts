// A QR as a picture in the page, made here so that nothing about its content is sent anywhere.
import { encode } from "uqr";

const quiet = 4;

/** The QR of a text: dark on white in every theme, or no camera reads it. */
export function qr(text: string, label: string): SVGSVGElement {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  let path = "";
  data.forEach((row, y) => row.forEach((dark, x) => { if (dark) path += `M${x} ${y}h1v1h-1z`; }));
  const side = size + 2 * quiet;
  const svg = make("svg", { class: "qr", viewBox: `${-quiet} ${-quiet} ${side} ${side}`, role: "img", "aria-label": label, "shape-rendering": "crispEdges" });
  svg.append(make("path", { fill: "#fff", d: `M${-quiet} ${-quiet}h${side}v${side}h-${side}z` }), make("path", { fill: "#000", d: path }));
  return svg as SVGSVGElement;
}

function make(name: string, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
