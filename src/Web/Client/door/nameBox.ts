// What is done with the text in the name box, as it stands when somebody stops typing or asks.
import { search } from "./codes";
import { longestStop } from "./wedge";

const shortest = 2;
// One sign is a name where signs are words: Chinese, Japanese, Korean.
const sign = /^[\u2e80-\uffff]/;

export class NameBox {
  private refused = -Infinity;

  /** "look" for it, "wait" for more, or "refuse" it: it could be a secret, or what follows one at once and is no name. */
  decide(text: string, asked: boolean, at: number): "look" | "wait" | "refuse" {
    const how = search(text);
    if (how === "never" || (how === "when-asked" && asked && at - this.refused <= longestStop)) {
      this.refused = at;
      return "refuse";
    }
    return (text.length < shortest && !sign.test(text)) || (how === "when-asked" && !asked) ? "wait" : "look";
  }
}
