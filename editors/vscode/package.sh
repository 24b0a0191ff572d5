#!/usr/bin/env bash
# Builds the server and the extension, and packs both into one .vsix for this computer's system.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
root=../..
cargo build --release --package casenote-lsp --manifest-path "$root/Cargo.toml"
mkdir -p server
cp "${CARGO_TARGET_DIR:-$root/target}/release/casenote-lsp" server/
strip server/casenote-lsp 2>/dev/null || true
cp "$root/LICENSE" .
npm install --no-audit --no-fund --silent
npm run --silent build
npx vsce package --no-dependencies --skip-license
