// A whole rehearsal, from a token to the result, by a client whose types are generated from the API's description. It knows nothing of the
// service but that description and docs/api.md; the derivation of cards is that of docs/formats/card.md.
// Usage: node day.js SITE DAY TOKEN SECOND-TOKEN
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

declare const process: { argv: string[] };

type Rules = components["schemas"]["Rules"];

const [site, day, token, secondToken] = process.argv.slice(2) as [string, string, string, string];
const organiser = createClient<paths>({ baseUrl: site, headers: { Authorization: `Bearer ${token}` } });
const everyone = createClient<paths>({ baseUrl: site });
const ofDay = { params: { path: { day } } };

function expect<T>(what: string, answer: { data?: T; error?: unknown; response: Response }, status: number): T {
  if (answer.response.status !== status)
    throw new Error(`${what}: ${answer.response.status}, not ${status}: ${JSON.stringify(answer.error ?? answer.data)}`);
  return answer.data as T;
}

function same<T>(what: string, found: T, wanted: T) {
  if (found !== wanted) throw new Error(`${what}: ${String(found)}, not ${String(wanted)}`);
}

// --- cards
const utf8 = (text: string) => new TextEncoder().encode(text);
const base64 = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes));
const sha256 = async (...parts: Uint8Array[]) =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(parts.flatMap((part) => [...part]))));
const symbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

async function card(origin: string) {
  const secret = [...crypto.getRandomValues(new Uint8Array(23))].map((byte) => symbols[byte % 32]).join("");
  const key = await crypto.subtle.importKey("raw", utf8(secret), "HKDF", false, ["deriveBits"]);
  const hkdf = { name: "HKDF", hash: "SHA-256", salt: utf8(origin), info: utf8("pbdd/1 card") };
  const chain = [new Uint8Array(await crypto.subtle.deriveBits(hkdf, key, 256))];
  for (let link = 0; link < 8; link++) chain.push(await sha256(utf8("pbdd/1 chain\n"), chain[link]!));
  const number = chain[8]!;
  return { number: base64(number), proof: (version: number) => base64(chain[8 - version]!), outside: shortNumber(number) };
}

// The first 60 bits as twelve symbols, and a check symbol: Luhn mod 32.
function shortNumber(number: Uint8Array) {
  let bits = 0n;
  for (const byte of number.slice(0, 8)) bits = (bits << 8n) | BigInt(byte);
  const values = Array.from({ length: 12 }, (_, at) => Number((bits >> BigInt(59 - 5 * at)) & 31n));
  const sum = values.reduceRight((total, value, at) => {
    const weighted = (11 - at) % 2 === 0 ? 2 * value : value;
    return total + Math.floor(weighted / 32) + (weighted % 32);
  }, 0);
  return [...values, (32 - (sum % 32)) % 32].map((value) => symbols[value]).join("");
}

const attempt = async () => base64(await sha256(utf8("pbdd/1 attempt\n"), crypto.getRandomValues(new Uint8Array(32))));

// --- the day is made and published; the members of its rules come in another order than the frozen one
const rules: Rules = {
  replacement: true,
  live: "turnout",
  allocation: { ties: ["lower-cost", "id"], marginal: "skip", rule: "most-votes", threshold: 0 },
  form: { most: 2, least: 1, kind: "approve", knapsack: false },
  languages: ["en"],
  format: "pbdd/1 rules",
};
const made = expect("make a day", await organiser.POST("/api/days", {
  body: {
    day, title: "A generated day", rehearsal: true, checkIn: "cards-only", languages: ["en"],
    pots: [{ id: "main", name: "Main pot", amount: 100_000 }], venues: [{ id: "hall", name: "Hall" }], rules,
    proposals: [
      { id: "3", title: "Benches", ask: 60_000 },
      { id: "7", title: { en: "Songs" }, ask: 50_000, minimum: 20_000 },
      { id: "12", title: "A warm room", ask: 40_000, summary: "In winter." },
    ],
  },
}), 201);
same("the phase of a new day", made.phase, "draft");
const step = async (to: components["schemas"]["TransitionRequest"]["to"], second?: string) =>
  organiser.POST("/api/days/{day}/transitions", { ...ofDay, body: second ? { to, secondToken: second } : { to } });
const published = expect("publish", await step("published"), 200);
same("the phase", published.phase, "published");

// --- cards, and opening by two people
const cards = [await card(made.origin), await card(made.origin), await card(made.origin)];
expect("register cards", await organiser.POST("/api/days/{day}/batches", { ...ofDay, body: { batch: "a", cards: cards.map((one) => one.number) } }), 204);
const alone = await step("open");
same("opening alone", alone.error?.type, "/problems/second-person-needed");
expect("open", await step("open", secondToken), 200);

// --- a door hands two cards out
const offer = expect("offer a station", await organiser.POST("/api/days/{day}/stations", { ...ofDay, body: { role: "door", name: "Main door", venue: "hall" } }), 201);
const pairing = await everyone.POST("/api/stations/pair", { body: { code: offer.code, day } });
same("the role", expect("pair", pairing, 200).role, "door");
const cookie = pairing.response.headers.getSetCookie().map((one) => one.split(";")[0]).join("; ");
const door = createClient<paths>({ baseUrl: site, headers: { Cookie: cookie } });
for (const one of cards.slice(0, 2))
  same("handing out", expect("check in", await door.POST("/api/days/{day}/checkins", { ...ofDay, body: { card: one.outside } }), 200).status, "issued");
same("arrivals", expect("the door", await door.GET("/api/days/{day}/door", ofDay), 200).arrivals, 2);

// --- two people vote; one asks twice, as one whose answer was lost
const first = cards[0]!;
same("a fresh card", expect("ask", await everyone.POST("/api/days/{day}/cards", { ...ofDay, body: { card: first.number } }), 200).state, "fresh");
const cast = async (one: typeof first, ballot: string) => {
  const body = { card: one.number, version: 1, proof: one.proof(1), ballot, attempt: await attempt() };
  return () => everyone.POST("/api/days/{day}/ballots", { ...ofDay, body });
};
const wrong = await (await cast(first, "approve 12 3 7"))();
same("too many choices", `${wrong.error?.type} ${wrong.error?.rule}`, "/problems/invalid-ballot too-many");
const ask = await cast(first, "approve 12 3");
const receipt = expect("cast", await ask(), 201);
same("the same receipt", expect("cast again", await ask(), 201).receipt, receipt.receipt);
expect("the other's cast", await (await cast(cards[1]!, "approve 3"))(), 201);

// --- close, account, count, declare
expect("close", await step("closed", secondToken), 200);
expect("end the third card", await organiser.POST("/api/days/{day}/voids", { ...ofDay, body: { card: cards[2]!.outside, reason: "unused", secondToken } }), 204);
expect("close the account", await organiser.POST("/api/days/{day}/account", {
  ...ofDay, body: { venues: [{ venue: "hall", received: 3, unused: 1, destroyed: 0, slips: 0 }], keptBack: 0 },
}), 204);
for (;;) {
  const counted = await step("counted");
  if (counted.response.status === 200) break;
  expect("count", counted, 202);
  await new Promise((wake) => setTimeout(wake, 1000 * Number(counted.response.headers.get("Retry-After"))));
}
expect("declare", await step("declared", secondToken), 200);

// --- everyone looks
const leafHash = receipt.leafHash.replaceAll("+", "-").replaceAll("/", "_").replace("=", "");
const proof = expect("check the receipt", await everyone.GET("/api/days/{day}/receipts/{leafHash}", { params: { path: { day, leafHash } } }), 200);
same("the receipt", `${proof.state} ${proof.standing} ${proof.index}`, `covered counts ${receipt.index}`);
const log = { params: { path: { day, log: "main" } }, parseAs: "text" } as const;
const checkpoint = expect("the checkpoint", await everyone.GET("/api/days/{day}/logs/{log}/checkpoint", log), 200);
const size = Number(String(checkpoint).split("\n")[1]);
const tile = await everyone.GET("/api/days/{day}/logs/{log}/tile/{path}", {
  params: { path: { day, log: "main", path: size < 256 ? `0/000.p/${size}` : "0/000" } }, parseAs: "arrayBuffer",
});
same("the hashes of the first tile", (expect("a tile", tile, 200) as unknown as ArrayBuffer).byteLength, 32 * Math.min(size, 256));
const whole = expect("the day", await everyone.GET("/api/days/{day}", ofDay), 200);
same("the rules", JSON.stringify(Object.keys(whole.rules)), JSON.stringify(["format", "languages", "form", "allocation", "live", "replacement"]));
// What screens show may be a moment behind.
const look = async () => expect("the result", await everyone.GET("/api/days/{day}/standings", ofDay), 200);
let standings = await look();
for (let again = 0; again < 20 && standings.ballots !== 2; again++) {
  await new Promise((wake) => setTimeout(wake, 250));
  standings = await look();
}
same("the phase", standings.phase, "declared");
same("the ballots", standings.ballots, 2);
const bundle = await everyone.GET("/api/days/{day}/bundle/public.zip", { ...ofDay, parseAs: "arrayBuffer" });
same("the bundle", bundle.response.ok, true);
console.log(standings.result);
