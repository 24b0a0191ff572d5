// Puts style, script and linter into the one file of the page.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const [from, script, beside, linter, to] = process.argv.slice(2);
const packed = gzipSync(readFileSync(linter), { level: 9 }).toString("base64");
const read = (path) => readFileSync(path, "utf8").trim().replaceAll("</script", "<\\/script");
const code = read(script);
const parts = {
  STYLE: readFileSync(`${from}/style.css`, "utf8"),
  SCRIPT: code,
  LINTER: packed,
  BESIDE: read(beside),
  // Only this very script may run, and nothing may be fetched.
  CSP: `'sha256-${createHash("sha256").update(code).digest("base64")}'`,
};
const page = readFileSync(`${from}/page.html`, "utf8").replace(/%([A-Z]+)%/g, (_, part) => parts[part]);
writeFileSync(to, page);
const kb = (text) => `${Math.round(text.length / 1000)} kB`;
console.log(`${to}: ${kb(page)} (linter ${kb(packed)}, script ${kb(parts.SCRIPT)}, style ${kb(parts.STYLE)})`);
if (page.length > 3_000_000) throw new Error("the page is larger than 3 MB");
