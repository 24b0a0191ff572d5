// The linter, in a thread of its own so that typing never waits for it: unpacked once, then asked by the page.
import * as linter from "../made/casenote_page.js";

async function start(packed, day) {
  const letters = atob(packed);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at++) bytes[at] = letters.charCodeAt(at);
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const module = await WebAssembly.compileStreaming(new Response(unpacked, { headers: { "content-type": "application/wasm" } }));
  linter.initSync({ module });
  linter.begin(day);
}

let ready;
addEventListener("message", async ({ data: { id, ask, given } }) => {
  try {
    if (ask === "start") postMessage({ id, answer: await (ready = start(...given)) });
    else {
      await ready;
      postMessage({ id, answer: linter[ask](...given) });
    }
  } catch (fault) {
    postMessage({ id, fault: String(fault?.message ?? fault) });
  }
});
