// Money on a screen, written as src/Web/Localisation/Money.cs writes it.

/** An amount of minor units. `none` is no money at all, such as "£0"; `digits` are the decimals of the day's currency: 0, 2 or 3. */
export function money(minor: number, none: string, digits: number): string {
  const minorUnits = 10 ** digits;
  const whole = String(Math.floor(minor / minorUnits)).replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = minor % minorUnits;
  return none.replace("0", rest === 0 ? whole : `${whole}.${String(rest).padStart(digits, "0")}`);
}
