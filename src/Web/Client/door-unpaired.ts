// The door's page on a device that is no door, or no more: what a door kept on it goes, though no page of it was open when it was ended.
import { wipeLeft } from "./door/left";
import { keepPlace } from "./site/preferences";

keepPlace();
void wipeLeft();
// The worker of a door goes with this page, and may have kept something that was loaded since.
window.addEventListener("load", () => void wipeLeft());
