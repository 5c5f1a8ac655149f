// Money as src/Web/Localisation/Money.cs writes it.
const symbols: Record<string, string> = { GBP: "£", EUR: "€", USD: "$", PLN: "zł", CHF: "CHF" };

/** An amount of minor units with its currency: whole units alone where nothing is lost. */
export function formatMoney(minor: number, currency: string, digits: number, rightToLeft: boolean): string {
  const unit = 10 ** digits;
  const whole = String(Math.floor(minor / unit)).replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = minor % unit;
  const number = rest === 0 ? whole : `${whole}.${String(rest).padStart(digits, "0")}`;
  const symbol = symbols[currency] ?? currency;
  const text = symbol.length === 1 ? symbol + number : `${number}\u00a0${symbol}`;
  // Two isolates keep symbol and digits in order inside a right-to-left sentence.
  return rightToLeft ? `\u2066${text}\u2069` : text;
}
