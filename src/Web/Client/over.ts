// A day's voting page when voting is over: a card that is scanned all the same leaves nothing of its secret in the address.
import { takeFromAddress } from "./cards/address";
import { keepPlace } from "./site/preferences";

const forget = (): void => void takeFromAddress();

forget();
addEventListener("hashchange", forget);
keepPlace();
