/**
 * What a recipe of ours says that the vocabulary has no property for stands in its classifications, under names of our own: another
 * program passes over them, and what comes back is whole.
 */
export const marks = {
  optional: 'urn:smart-commune:optional',
  byProduct: 'urn:smart-commune:by-product',
  whole: 'urn:smart-commune:whole-batches',
  /** With the id of the flow it may stand for behind it. */
  insteadOf: 'urn:smart-commune:instead-of:'
} as const
