import { registerRemote } from "./remote-source.ts";

// Preloaded into a worker of its own process, which then knows the source of the tests like any other system.
registerRemote();
