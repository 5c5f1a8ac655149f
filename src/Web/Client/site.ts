// For pages that need no script of their own.
import { keepPlace } from "./site/preferences";

keepPlace();
