/** Arrows between the folders of packages/store. */
export const storeArrows = [];
