import { createContext } from "react";

/** What marks the document's own scripts. A browser shows it to no script, so there it is empty. */
export const Nonce = createContext("");
