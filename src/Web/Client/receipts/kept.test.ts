import { expect, test } from "vitest";
import { openCheckpoint, readReceipt, receiptIsSigned } from "../ledger/note";
import { castReceipt, key, vectors } from "../testing/vectors";
import { keptText } from "./kept";

const kept = keptText(castReceipt, vectors.checkpoint);

test("a kept file is the receipt, an empty line and the checkpoint", () => {
  expect(kept).toBe(`${vectors.receipt}\n${vectors.checkpoint}`);
});

test.each([
  ["as kept", kept],
  ["with other line ends and white space round it", `\n\n${kept.replaceAll("\n", "\r\n")}  `],
  ["with the checkpoint first", `${vectors.checkpoint}\n${vectors.receipt}`],
])("a receipt is found again in its file %s", (_, pasted) => {
  expect(readReceipt(pasted)?.text).toBe(vectors.receipt);
  expect(receiptIsSigned(readReceipt(pasted)!, key)).toBe(true);
});

test("a checkpoint is no receipt", () => {
  expect(readReceipt(vectors.checkpoint)).toBeNull();
  expect(openCheckpoint(vectors.checkpoint, key)).not.toBeNull();
});
