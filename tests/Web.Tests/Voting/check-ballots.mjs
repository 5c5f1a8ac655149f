// Asks the pages' own check (src/Web/Client/ballot) for its verdict on each ballot that comes in.
import { build } from "../../../src/Web/Client/node_modules/esbuild/lib/main.js";
import { fileURLToPath } from "node:url";

const client = fileURLToPath(new URL("../../../src/Web/Client/", import.meta.url));
const entry = 'export { dayOf } from "./voting/day"; export { readBallot, ballotOf, textOf } from "./ballot/ballot"; export { problemWith } from "./ballot/check";';
const made = await build({ stdin: { contents: entry, resolveDir: client, loader: "ts" }, bundle: true, write: false, format: "esm" });
const { dayOf, readBallot, ballotOf, textOf, problemWith } = await import(`data:text/javascript,${encodeURIComponent(made.outputFiles[0].text)}`);

let text = "";
for await (const chunk of process.stdin) text += chunk;
const elections = JSON.parse(text).map(({ paper, rules, ballots }) => {
  const day = dayOf({ paper, rules, title: {}, potTotals: {}, withdrawn: [], proposals: [], logs: [] }, { service: "", day: "test" });
  return ballots.map((ballot) => {
    const read = readBallot(ballot);
    if (read === null) return { text: "", rule: "malformed" };
    return { text: read.kind === "blank" ? "blank" : textOf(ballotOf(read.kind, [...read.choices])), ...problemWith(read, day) };
  });
});
process.stdout.write(JSON.stringify(elections));
