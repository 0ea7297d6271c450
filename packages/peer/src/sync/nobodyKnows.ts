/** A peer that answered the hello knows no one whom this invitation is from. */
export class NobodyKnowsError extends Error {
  constructor() {
    super('nobody there knows this invitation')
    this.name = 'NobodyKnowsError'
  }
}
