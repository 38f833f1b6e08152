import { registerRemote } from "./remote-source.ts";

// Preloaded into a worker process, which then knows the source of the tests like any other system.
registerRemote();
