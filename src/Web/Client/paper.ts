// The count team's page. It works without this script; with it a line is sent while the next one is typed, so that fast fingers lose no key.
import { keepPlace } from "./site/preferences";
import { queueLines } from "./papers/queue";
import { readyCalling } from "./site/calling";

queueLines();
keepPlace();
readyCalling();
