import type { Harmless, Planted } from './planted.js';

export const planted: Planted = {};

export const harmless: Harmless = {};
