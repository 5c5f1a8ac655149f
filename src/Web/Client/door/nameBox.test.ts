import { expect, test } from "vitest";
import { NameBox } from "./nameBox";

test("a name is looked for while it is typed, a postcode when somebody asks, one letter never", () => {
  const box = new NameBox();
  expect(box.decide("Mo", false, 0)).toBe("look");
  expect(box.decide("M", true, 0)).toBe("wait");
  expect(box.decide("KA10 6DN", false, 0)).toBe("wait");
  expect(box.decide("KA10 6DN", true, 0)).toBe("look");
});

test("the end of a secret whose beginning was refused is refused too, for five seconds; a name is not", () => {
  const box = new NameBox();
  expect(box.decide("K7Q2ZY4N8WXR5T6P3M", false, 1_000)).toBe("refuse");
  expect(box.decide("M", false, 2_000)).toBe("wait");
  expect(box.decide("Morag", true, 2_500)).toBe("look");
  expect(box.decide("ABCD9E", false, 3_000)).toBe("wait");
  expect(box.decide("ABCD9E", true, 6_000)).toBe("refuse");
  expect(box.decide("ABCD9E", true, 11_001)).toBe("look");
});
