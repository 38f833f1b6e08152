// Loaded with `node --require` into every process that the demo starts: when the demo is killed outright and
// cannot stop them, they notice that they were left behind and end themselves cleanly.
"use strict";

const { setInterval } = require("node:timers");

const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
}, 1000).unref();
