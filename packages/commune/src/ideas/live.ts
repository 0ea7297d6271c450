/**
 * Writing together at once (T5): a page that several have open as one Yjs document. Everybody writes under the client id
 * that their own edit will be stored under, so what comes live and what is stored later are the same letters and merge
 * into one. What is stored is each one's own part of the session, at each pause.
 *
 * What one writes may stand on letters another has not stored yet. `waitsFor` says so: store when they have. If they never
 * do (they left, their battery died), `alone` writes the page as it reads as one's own change and begins anew.
 *
 * A part is never longer than one edit may be: a long text that is pasted becomes several, one behind the other.
 *
 * Live updates are checked like edits: text only, nobody else's name, bounded. They are sent to those who have the page
 * open and kept nowhere.
 */
import { type IdText, no, ok, type Result } from '@commune/protocol'
import * as Y from 'yjs'
import { ideasMessage, type Message } from '../words/index.ts'
import { type CheckedEdit, PageDocument, type Texts } from './page.ts'
import { textChanges } from './diff.ts'
import { checkUpdate, clientOf, type PageField, pageFields } from './update.ts'
import { editsTo, type MadeEdit, pieces } from './write.ts'

const fromOthers = 'others'
/** Characters that one's own part brings at most, so that even three-byte letters fit an envelope; and changes in it. */
const partCharsMax = 14_000
const partChangesMax = 250

export class LivePage {
  readonly #device: IdText | null
  readonly #nonce: () => Uint8Array
  readonly #document: PageDocument
  #own: Uint8Array[] = []
  #ownChars = 0
  /** Parts that are full, to be stored before the one that grows. */
  #full: MadeEdit[] = []
  /** Every client id one has written under here, and those whose letters were not handed over to be stored yet. */
  readonly #mine = new Set<number>()
  readonly #unstored = new Set<number>()
  #current: Uint8Array
  #listener: ((update: Uint8Array) => void) | undefined

  /** `stored` are the edits that make the page now, in order; `nonce` gives fresh bytes for each part of the session. */
  constructor(stored: readonly CheckedEdit[], device: IdText | null, nonce: () => Uint8Array) {
    this.#device = device
    this.#nonce = nonce
    this.#current = nonce()
    this.#document = this.#open(stored)
  }

  /** For binding an editor. Every change made through it counts as one's own. */
  text(field: PageField): Y.Text {
    return this.#document.doc.getText(field)
  }

  /** Makes the page read like this, with changes of one's own where it does not yet. */
  write(wanted: Texts): void {
    for (const field of pageFields) {
      const text = this.text(field)
      for (const { index, remove, insert } of textChanges(text.toString(), wanted[field].toWellFormed())) {
        let at = index
        for (const [nth, piece] of pieces(insert, partCharsMax).entries()) {
          this.#makeRoom(piece.length)
          this.#document.doc.transact(() => {
            if (nth === 0 && remove > 0) text.delete(at, remove)
            if (piece !== '') text.insert(at, piece)
          })
          at += piece.length
        }
      }
    }
  }

  texts(): Texts {
    return this.#document.texts()
  }

  /** Hears every change made here, to be sent to those who have the page open. */
  onOwn(listener: (update: Uint8Array) => void): void {
    this.#listener = listener
  }

  /**
   * A change of somebody else, live or stored. Answers with the client id it is written under, when it brings letters, and whether
   * it stands on letters of one's own that are not stored yet.
   */
  takeIn(update: Uint8Array): Result<{ readonly client: number | undefined; readonly onOwn: boolean }, Message> {
    let client: number | undefined
    try {
      client = Y.parseUpdateMeta(update).from.keys().next().value
    } catch {
      return no(ideasMessage('ideas.update.unreadable'))
    }
    if (client === this.#document.doc.clientID) return no(ideasMessage('ideas.update.client'))
    const checked = checkUpdate(update, undefined, true)
    if (!checked.ok) return checked
    try {
      Y.applyUpdate(this.#document.doc, update, fromOthers)
    } catch {
      // What was checked, and the library cannot take all the same, is let go: it comes again when it is stored.
      return no(ideasMessage('ideas.update.unreadable'))
    }
    return ok({ client: checked.value.client, onOwn: checked.value.needs.some((need) => this.#unstored.has(need.client)) })
  }

  /** One's own part since the last pause, or undefined when there is none. It stays until `stored` says it is stored. */
  own(): MadeEdit | undefined {
    if (this.#own.length === 0) return undefined
    this.#own = [Y.mergeUpdates(this.#own)]
    return { nonce: this.#current, update: this.#own[0] as Uint8Array }
  }

  /** Clients whose letters one's own part builds on and that are not among the stored edits. */
  waitsFor(stored: readonly CheckedEdit[]): number[] {
    const there = new Map(stored.map((edit) => [edit.client, edit.checked.length]))
    const own = this.own()
    const waits = [...this.#full, ...(own ? [own] : [])].flatMap(({ update }) => {
      const checked = checkUpdate(update, undefined)
      return checked.ok ? checked.value.needs.filter(({ client, length }) => !this.#mine.has(client) && (there.get(client) ?? 0) < length) : []
    })
    return [...new Set(waits.map(({ client }) => client))]
  }

  /** All that one wrote since the last pause, to be stored in this order; what is written from here on is the next part. */
  takeOwn(): MadeEdit[] {
    const own = this.own()
    const parts = [...this.#full, ...(own ? [own] : [])]
    this.#full = []
    this.#unstored.clear()
    if (own) this.stored()
    else this.#unstored.add(this.#document.doc.clientID)
    return parts
  }

  /** One's own part was stored: what is written from here on is the next. */
  stored(): void {
    if (this.#full.length === 0) this.#unstored.clear()
    this.#own = []
    this.#ownChars = 0
    this.#current = this.#nonce()
    this.#beAnother(this.#document)
  }

  /** The page as it reads here, as one's own changes to what is stored. Begin a new session after saying them. */
  alone(stored: readonly CheckedEdit[]): MadeEdit[] {
    return editsTo(stored, this.texts(), this.#device, this.#nonce)
  }

  #makeRoom(chars: number): void {
    if (this.#own.length === 0 || (this.#ownChars + chars <= partCharsMax && this.#own.length < partChangesMax)) {
      this.#ownChars += chars
      return
    }
    const own = this.own()
    // Letter by letter they go into one; only what is long, or in many places, becomes another part.
    if (own && this.#ownChars + chars <= partCharsMax && own.update.length < partCharsMax) {
      this.#ownChars += chars
      return
    }
    if (own) this.#full.push(own)
    this.stored()
    this.#ownChars = chars
  }

  #beAnother({ doc }: PageDocument): void {
    doc.clientID = clientOf(this.#device, this.#current)
    this.#mine.add(doc.clientID)
    this.#unstored.add(doc.clientID)
  }

  #open(stored: readonly CheckedEdit[]): PageDocument {
    const document = new PageDocument(stored)
    this.#beAnother(document)
    document.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === fromOthers) return
      this.#own.push(update)
      this.#listener?.(update)
    })
    return document
  }
}
