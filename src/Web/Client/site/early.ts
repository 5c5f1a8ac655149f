// What a static page runs in its head, as js/looks.js: before anything is drawn.
import { wearLooks } from "./looks";

wearLooks();
