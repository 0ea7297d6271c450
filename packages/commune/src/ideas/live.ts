/**
 * Writing together at once (T5): a page that several have open as one Yjs document. Everybody writes under the client id
 * that their own edit will be stored under, so what comes live and what is stored later are the same letters and merge
 * into one. What is stored is each one's own part of the session, at each pause.
 *
 * What one writes may stand on letters another has not stored yet. `waitsFor` says so: store when they have. If they never
 * do (they left, their battery died), `alone` writes the page as it reads as one's own change and begins anew.
 *
 * Live updates are checked like edits: text only, nobody else's name, bounded. They are sent to those who have the page
 * open and kept nowhere.
 */
import { type IdText, no, ok, type Result } from '@commune/protocol'
import * as Y from 'yjs'
import { ideasMessage, type Message } from '../words/index.ts'
import { type CheckedEdit, PageDocument, type Texts } from './page.ts'
import { checkUpdate, clientOf, type PageField } from './update.ts'
import { editsTo, type MadeEdit } from './write.ts'

const fromOthers = 'others'

export class LivePage {
  readonly #device: IdText | null
  readonly #nonce: () => Uint8Array
  readonly #document: PageDocument
  #own: Uint8Array[] = []
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

  texts(): Texts {
    return this.#document.texts()
  }

  /** Hears every change made here, to be sent to those who have the page open. */
  onOwn(listener: (update: Uint8Array) => void): void {
    this.#listener = listener
  }

  /** A change of somebody else, live or stored. */
  takeIn(update: Uint8Array): Result<void, Message> {
    let client: number | undefined
    try {
      client = Y.parseUpdateMeta(update).from.keys().next().value
    } catch {
      return no(ideasMessage('ideas.update.unreadable'))
    }
    if (client === this.#document.doc.clientID) return no(ideasMessage('ideas.update.client'))
    const checked = checkUpdate(update, undefined, true)
    if (!checked.ok) return checked
    Y.applyUpdate(this.#document.doc, update, fromOthers)
    return ok(undefined)
  }

  /** One's own part since the last pause, or undefined when there is none. It stays until `stored` says it is stored. */
  own(): MadeEdit | undefined {
    if (this.#own.length === 0) return undefined
    this.#own = [Y.mergeUpdates(this.#own)]
    return { nonce: this.#current, update: this.#own[0] as Uint8Array }
  }

  /** Clients whose letters one's own part builds on and that are not among the stored edits. */
  waitsFor(stored: readonly CheckedEdit[]): number[] {
    const own = this.own()
    const checked = own && checkUpdate(own.update, undefined)
    if (!checked?.ok) return []
    const there = new Map(stored.map((edit) => [edit.client, edit.checked.length]))
    return checked.value.needs.filter(({ client, length }) => (there.get(client) ?? 0) < length).map(({ client }) => client)
  }

  /** One's own part was stored: what is written from here on is the next. */
  stored(): void {
    this.#own = []
    this.#current = this.#nonce()
    this.#document.doc.clientID = clientOf(this.#device, this.#current)
  }

  /** The page as it reads here, as one's own changes to what is stored. Begin a new session after saying them. */
  alone(stored: readonly CheckedEdit[]): MadeEdit[] {
    return editsTo(stored, this.texts(), this.#device, this.#nonce)
  }

  #open(stored: readonly CheckedEdit[]): PageDocument {
    const document = new PageDocument(stored)
    document.doc.clientID = clientOf(this.#device, this.#current)
    document.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === fromOthers) return
      this.#own.push(update)
      this.#listener?.(update)
    })
    return document
  }
}
