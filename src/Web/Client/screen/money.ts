// Money on a screen, written as src/Web/Localisation/Money.cs writes it.

/** An amount of minor units of a currency with so many decimal digits. `none` is no money at all, such as "£0". */
export function money(minor: number, none: string, digits: number): string {
  const units = 10 ** digits;
  const whole = String(Math.floor(minor / units)).replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = minor % units;
  return none.replace("0", rest === 0 ? whole : `${whole}.${String(rest).padStart(digits, "0")}`);
}
