// Money on a screen, written as src/Web/Localisation/Money.cs writes it.
const minorUnits = 100;

/** An amount of minor units. `none` is no money at all, such as "£0". */
export function money(minor: number, none: string): string {
  const whole = String(Math.floor(minor / minorUnits)).replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = minor % minorUnits;
  return none.replace("0", rest === 0 ? whole : `${whole}.${String(rest).padStart(2, "0")}`);
}
