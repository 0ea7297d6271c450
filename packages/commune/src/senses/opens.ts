/** What is open or closed, where everything else that is asked or told yes and no is on or off. */

const opens: ReadonlySet<string> = new Set(['door', 'window', 'garage', 'garage_door', 'gate', 'opening', 'cover', 'valve'])

/** `about`: what a point says that it is about. */
export const isOpening = (about: string | undefined): boolean => about !== undefined && opens.has(about)
