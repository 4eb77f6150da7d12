#!/usr/bin/env node
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

// Removes what no program loads from node_modules, for the images: slim-modules.mjs FOLDER
const folders = /^(\.bin|@types|\.github|__tests__|tests?|bench|benchmarks?|docs|examples?|coverage)$/;
const files =
  /(\.(md|markdown|map|flow|tsbuildinfo|[cm]?ts)|\.(test|spec|bench)\.[cm]?js)$|^\.package-lock\.json$/;
const legal = /^(licen[cs]e|notice|copying|copyright)/i;

/** Folders with these names contain code when they are deeper in a package. */
const isOutside = (entries) => entries.some(({ name }) => name === 'package.json' || name === 'node_modules');

function slim(folder, outside) {
  const entries = readdirSync(folder, { withFileTypes: true });
  const atTop = outside || isOutside(entries);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    const useless = entry.isDirectory() ? atTop && folders.test(entry.name) : files.test(entry.name);
    if (useless && !legal.test(entry.name)) rmSync(path, { recursive: true });
    else if (entry.isDirectory()) slim(path, entry.name === 'node_modules');
  }
}

slim(process.argv[2], true);
