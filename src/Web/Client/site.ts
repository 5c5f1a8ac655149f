// For pages that need no script of their own.
import { keepFresh } from "./site/fresh";
import { keepPlace } from "./site/preferences";

keepPlace();
keepFresh();
