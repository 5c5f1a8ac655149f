// For pages that need no script of their own.
import { keepFresh } from "./site/fresh";
import { keepPlace } from "./site/preferences";
import { offerPrint } from "./site/print";

keepPlace();
keepFresh();
offerPrint();
