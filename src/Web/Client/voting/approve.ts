// The form "approve": which numbers of choices are right. Other forms get a file each beside this one.
import type { Form } from "./day";
import { say } from "../site/words";

/** Whether one more project may be chosen. */
export function mayChooseMore(form: Form, chosen: number): boolean {
  return form.most === 0 || chosen < form.most;
}

/** Why these choices are no ballot yet; null where they are one. No choice at all is a blank ballot, which is always one. */
export function problemWith(form: Form, chosen: number): string | null {
  if (chosen > 0 && form.least === form.most && chosen !== form.most) return say("Rule.exactly", chosen, form.most);
  if (chosen > 0 && chosen < form.least) return say("Rule.too-few", chosen, form.least);
  if (form.most > 0 && chosen > form.most) return say("Rule.too-many", chosen, form.most);
  return null;
}

/** How many are chosen, and of how many. */
export function counter(form: Form, chosen: number): string {
  return form.most > 0 ? say("Vote.CounterOf", chosen, form.most) : say("Vote.Counter", chosen);
}
