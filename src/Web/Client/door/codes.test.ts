import { expect, test } from "vitest";
import { keyboards, secrets, typedOn } from "../testing/keyboards";
import scans from "../testing/scans.txt?raw";
import { read, search } from "./codes";

const secret = "K7Q2ZY4N8WXR5T6P3MABCD9E"; // made up; its check symbol may be wrong: a misread secret is a secret still
const pass = "4FJ2Z0W9QKTM7B3X"; // 16 symbols, as the console makes them
const cases = scans.split("\n").filter((line) => line !== "" && !line.startsWith("#")).map((line) => {
  const at = line.indexOf(": ");
  return { how: line.slice(0, at), text: line.slice(at + 2) };
});

test("the file of scans holds all its cases", () => expect(cases).toHaveLength(5));

test.each(cases)("as $how the inside of a card is neither asked about nor looked for", ({ text }) => {
  expect(read(text)).toEqual({ kind: "inside" });
  expect(search(text)).toBe("never");
});

const link = (sign: string) => `https://pb.south.example/v/troon-2026${sign}${secret}`;
const shift = (text: string, from: string, to: string) => [...text].map((one) => to[from.indexOf(one)] ?? one).join("");
test.each([
  ["whole", secret], ["in small letters", secret.toLowerCase()], ["in both", secret.slice(0, 12) + secret.slice(12).toLowerCase()],
  ["in groups", secret.replace(/(.{4})(?=.)/g, "$1-")], ["with spaces", secret.replace(/(.{4})(?=.)/g, "$1 ")],
  ["as a link", link("#")], ["as a link without its sign", link("")], ["as a link with another sign", link("£")],
  ["with one symbol too many", `${secret}7`], ["twice", secret + secret],
  ["in the figures of an Arabic keyboard", shift(secret, "0123456789", "٠١٢٣٤٥٦٧٨٩")],
  ["on a Russian keyboard", shift(secret, "KQZYNWXRTPMABCDE", "ЛЙЯНТЦЧКЕЗЬФИСВУ")],
  ["on a Greek keyboard", shift(secret, "KZYNXRTPMABDE", "ΚΖΥΝΧΡΤΠΜΑΒΔΕ")],
  ["on a Czech keyboard", shift(secret, "23456789ZY", "ěščřžýáíYZ")],
  ["on a French keyboard with the shift lock on", shift(secret, "QAZWM", "AQWZ?")],
  ["without its first letters", secret.slice(7)], ["without its last letters", secret.slice(0, -7)],
  ["without every fourth letter", secret.replace(/(...)./g, "$1")],
])("the inside scanned %s stays in the page", (_, text) => {
  expect(read(text)).toEqual({ kind: "inside" });
});

test("a prefix of a secret is never looked for by itself", () => {
  for (const text of [secret, secret.toLowerCase(), "74K3MQZY4N8WXR5T6P3MABCD", "KZQRTNWPKXZQ7N8WXR5T6P3M", "KZQR TNW7 KXZQ 7N8W XR5T 6P3M", secret.replace(/(.{4})(?=.)/g, "$1 ")]) {
    for (let keys = 1; keys <= text.length; keys++) expect(search(text.slice(0, keys)), text.slice(0, keys)).not.toBe("at-once");
    for (let keys = 14; keys <= text.length; keys++) expect(search(text.slice(0, keys)), text.slice(0, keys)).toBe("never");
  }
});

test.each([3, 4])("a whole secret typed in groups of %i is never looked for, nor is its beginning by itself once it has a digit", (size) => {
  const inGroups = (text: string, between: string) => [...text].map((one, place) => (place > 0 && place % size === 0 ? between + one : one)).join("");
  const drawn = secrets(500);
  // Every tenth has letters alone.
  const symbols = drawn.map((one, place) => (place % 10 === 0 ? one.replace(/\d/g, (digit) => "QAZWXCDEKM"[Number(digit)]!) : one));
  for (const one of symbols) for (const between of [" ", "-", " - ", ", "]) {
    for (const text of [one, one.toLowerCase()]) expect(search(inGroups(text, between)), text).toBe("never");
  }
  for (const one of drawn.filter((text) => /\d/.test(text.slice(0, 9)))) expect(search(inGroups(one.slice(0, 9), " ")), one).not.toBe("at-once");
  for (const layout of Object.keys(keyboards)) for (const one of drawn.slice(0, 50)) {
    for (const text of [one, one.toLowerCase()]) expect(search(inGroups(typedOn(layout, text), " ")), layout + text).toBe("never");
  }
});

test("the first half of a secret from another keyboard is not looked for where the scanner stops for a while", () => {
  for (const typed of ["KèAéWY'N", "KýQěYZčNáWXR", "kýqěyzčnáwxr", "ษึ๐/(ํภ์ค\")ฑ"]) expect(search(typed), typed).toBe("never");
});

test.each(["Wolfeschlegelsteinhausen", "Anne-Marie van der Westhuizen", "Muhammad Abdul-Rahman", "Schwartz Brandt Graham", "Margaret Hepherd-Barnes",
  "Sean Ross", "Ann Lee Mae Ray", "Bartholomew Featherstonehaugh", "María de los Ángeles Fernández", "4b Bath Street"])(
  "%s, long or in short words, is a name", (name) => {
    expect(search(name)).toBe("at-once");
  });

test.each(["Morag", "mòrag nic", "NicDhòmhnaill", "O'Neil", "Anna-Marie", "Schwartz", "Goldschmidt", "Llanfairpwllgwyngyll", "محمد علي", "Анна",
  "12 Harbour", "4b Bath Street", "Flat 3/2 Bath", "St. Mary's"])("%s is looked for while it is typed", (name) => {
  expect(search(name)).toBe("at-once");
});

// Found by a reviewer: what people in a hall are called, and where they live.
test.each(["3, KA10 6TF", "Unit 4A The Old Mill, Troon KA10 6DE", "شارع ١٢، رقم ٣", "KA10 6TF 3", "22 KA10 7HD", "2F1 14 High Street, KA10 6TF", "بناية 12 شقة 3 KA10 6TF", "12 Mill Lane #3",
  "Flat #3", "محمد؛ علي", "«أبو حسن»", "محمد علي\u200f", "Flat 3/2, 45 Byres Road G12 8TN", "45 Byres Rd G12 8TN", "12a Bank St, KA10 6AB", "22 Wemyss Bay Rd, PA18 6AA", "Flat 12, 7 Kyle St", "Room 4, The Elms Care Home, Ayr Road",
  "عبد الله بن محمد بن علي", "محمد علي عبد الله حسن عمر", "محمد بن عبد الله آل سعود", 'Mary "Molly" Smith', "O`Neill Sean", "Smith; John", "7 Kyle Quadrant, KA10 6AB"])(
  "%s is no secret", (text) => {
    expect(search(text)).not.toBe("never");
  });

test.each(["KA10 6DN", "ka106dn", "SW1A 1AA", "D02 AF30", "1234 AB", "Ng", "12", "K1A 0B1", "Morag KA10 6DN", ""])(
  "%s is looked for when somebody asks", (text) => {
    expect(search(text)).toBe("when-asked");
  });

test.each([pass, pass.toLowerCase(), "ABC123", "abc-123", "PASSMORAG1", pass.replace(/(.{4})(?=.)/g, "$1-")])("%s may be a pass", (text) => {
  expect(read(text)).toEqual({ kind: "pass", pass: text });
});

// docs/adr/0031: nothing tells these from a pass or an outside number.
test("a secret that lost its first eight symbols reads as a pass: the door cannot tell", () => {
  expect(read(secret.slice(8)).kind).toBe("pass");
});

test("the longest pass and one symbol more are told apart", () => {
  expect(read(secret.slice(0, 16)).kind).toBe("pass");
  expect(read(secret.slice(0, 17)).kind).toBe("inside");
});

test.each(["ABC12", "", "ÀBC123", "A_C123", "Ü4FJ2Z0W9QKT", "٣٣٣٣٣٣٣"])("%s is no pass and no number", (text) => {
  expect(read(text)).toEqual({ kind: "misread" });
});

test("the outside number is read however it is written, and a misread one is not taken for a pass", () => {
  const symbols = "0000000000000"; // its check symbol is 0
  for (const text of [symbols, "oooo-oooo-oooo-o", "OOOO OOOO OOOO O"]) expect(read(text)).toEqual({ kind: "outside", card: symbols });
  expect(read("0000000000001")).toEqual({ kind: "misread" });
});
