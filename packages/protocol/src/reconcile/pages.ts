/**
 * The pages of one tree that are in memory: loading, keeping, forgetting, saving.
 *
 * Why `attempt`: pages come asynchronously, yet what an operation sees must be one state of the tree, and a page at hand must
 * not cost a promise. So an operation is a plain function that looks at pages; whatever it misses is noted, loaded in one
 * read, and the function runs again. It changes pages only in a run that missed nothing, so nobody ever sees half of it.
 *
 * Invariants: a page that is not durable yet is never dropped; a page is loaded once at a time and cannot change while it
 * is; pages looked at by an operation that still runs stay. A page that is not what the page above says is `damaged`.
 */
import { type Change, type Store, StoreError } from '../ports/ports.ts'
import { agrees, childNumber, decodePage, encodePage, type Page, slotCopy } from './page.ts'

interface Wanted {
  readonly level: number
  /** The slot of the page above. */
  readonly said: Uint8Array
}

export const rootNumber = 0

export class Pages {
  readonly #store: Store
  readonly #prefix: string
  readonly #pagesMax: number
  readonly #pages = new Map<number, Page>()
  readonly #dirty = new Map<number, Page>()
  /** What each answer of `changesToSave` covered. */
  readonly #saving = new WeakMap<readonly Change[], [page: Page, changes: number][]>()
  readonly #loading = new Map<number, Promise<void>>()
  readonly #running = new Set<number>()
  #operations = 0
  #wanted = new Map<number, Wanted>()

  constructor(store: Store, prefix: string, pagesMax: number) {
    this.#store = store
    this.#prefix = prefix
    this.#pagesMax = pagesMax
  }

  /** Pages in memory, without the root. */
  get held(): number {
    return this.#pages.size
  }

  /** Runs `look` until it misses no page. It may run several times and must change nothing when it missed one. */
  async attempt<T>(look: () => T): Promise<T> {
    const operation = ++this.#operations
    this.#running.add(operation)
    try {
      for (;;) {
        if (this.#wanted.size > 0) this.#wanted = new Map()
        const seen = look()
        if (this.#wanted.size === 0) return seen
        await this.#load(this.#wanted)
      }
    } finally {
      this.#running.delete(operation)
      this.#forget()
    }
  }

  /** Whether the run so far has every page it asked for. */
  get complete(): boolean {
    return this.#wanted.size === 0
  }

  /** The page below a slot, or undefined, and then it is noted for loading. */
  child(page: Page, slot: number): Page | undefined {
    const number = childNumber(page, slot)
    const child = this.#pages.get(number)
    if (child) child.touched = this.#operations
    else if (!this.#wanted.has(number)) this.#wanted.set(number, { level: page.level - 1, said: slotCopy(page, slot) })
    return child
  }

  /** Takes in a page that was just made. */
  add(page: Page): void {
    page.touched = this.#operations
    this.#pages.set(page.number, page)
    this.changed(page)
  }

  changed(page: Page): void {
    page.changes++
    this.#dirty.set(page.number, page)
  }

  /** All that is not known to be durable. `encodeRoot` says how the root page is stored. */
  changesToSave(rootKey: string, encodeRoot: (root: Page) => Uint8Array): Change[] {
    const pages = [...this.#dirty.values()]
    const changes = pages.map((page): Change =>
      page.number === rootNumber ? [rootKey, encodeRoot(page)] : [this.#key(page.number), encodePage(page)]
    )
    this.#saving.set(changes, pages.map((page) => [page, page.changes]))
    return changes
  }

  /** What `changesToSave` answered is durable. */
  saved(changes: readonly Change[]): void {
    for (const [page, covered] of this.#saving.get(changes) ?? []) {
      if (page.changes === covered && this.#dirty.get(page.number) === page) this.#dirty.delete(page.number)
    }
    this.#saving.delete(changes)
    this.#forget()
  }

  async #load(wanted: ReadonlyMap<number, Wanted>): Promise<void> {
    const numbers = [...wanted.keys()].filter((number) => !this.#loading.has(number))
    if (numbers.length > 0) {
      const reading = this.#read(numbers, wanted)
      for (const number of numbers) this.#loading.set(number, reading)
    }
    await Promise.all(new Set([...wanted.keys()].map((number) => this.#loading.get(number))))
  }

  async #read(numbers: readonly number[], wanted: ReadonlyMap<number, Wanted>): Promise<void> {
    try {
      const values = await this.#store.getMany(numbers.map((number) => this.#key(number)))
      numbers.forEach((number, i) => {
        const { level, said } = wanted.get(number) as Wanted
        const value = values[i]
        const page = value && decodePage(number, value)
        if (!page || page.level !== level || !agrees(page, said)) {
          throw new StoreError('damaged', 'a page of the index of a world is missing or damaged', this.#key(number))
        }
        page.touched = this.#operations
        this.#pages.set(number, page)
      })
    } finally {
      for (const number of numbers) this.#loading.delete(number)
    }
  }

  /** Drops what was not looked at for longest, a quarter at a time. */
  #forget(): void {
    if (this.#pages.size <= this.#pagesMax) return
    const oldest = Math.min(Infinity, ...this.#running)
    const idle = [...this.#pages.values()].filter((page) => page.touched < oldest && !this.#dirty.has(page.number))
    idle.sort((a, b) => a.touched - b.touched)
    const surplus = this.#pages.size - Math.floor(this.#pagesMax * 0.75)
    for (const page of idle.slice(0, surplus)) this.#pages.delete(page.number)
  }

  #key(number: number): string {
    return this.#prefix + number.toString(16).padStart(8, '0')
  }
}
